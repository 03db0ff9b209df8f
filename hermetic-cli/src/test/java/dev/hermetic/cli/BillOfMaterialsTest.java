package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code hermetic-bom}. */
final class BillOfMaterialsTest {
  private static Set<String> texts(String pom, String element, String parent) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new File(pom))
            .getElementsByTagName(element);
    Set<String> texts = new TreeSet<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (((Element) nodes.item(i).getParentNode()).getTagName().equals(parent)) {
        texts.add(nodes.item(i).getTextContent().strip());
      }
    }
    return texts;
  }

  @Test
  void listsEveryModuleThatIsPublished() throws Exception {
    Set<String> published = texts("../pom.xml", "module", "modules");
    published.removeIf(module -> !module.startsWith("hermetic-") || module.endsWith("-bom"));
    // What the launcher alone uses.
    published.remove("hermetic-training");
    assertThat(texts("../hermetic-bom/pom.xml", "artifactId", "dependency")).isEqualTo(published);
  }
}
