package dev.hermetic.rpm.repodata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.fixtures.RpmTools;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Our metadata against that of the installed createrepo_c, over packages built here. */
@Tag("native-client")
final class CreaterepoTest {
  @TempDir Path temp;

  @Test
  void writesTheSameListsAsCreaterepo() throws Exception {
    RpmTools.need("createrepo_c", "rpmbuild");
    Path repo = SpecLab.build(temp);
    new RpmTools(temp.resolve("home"))
        .run("createrepo_c", "-q", "--no-database", "--simple-md-filenames", repo.toString());
    Path ours = Files.createDirectory(temp.resolve("ours"));
    SpecLab.write(repo, ours, Compression.GZIP);
    for (String list : List.of("primary", "filelists", "other")) {
      String name = list + ".xml.gz";
      List<String> theirs = dom(repo.resolve("repodata").resolve(name));
      assertThat(theirs).hasSizeGreaterThan(20);
      assertThat(dom(ours.resolve(name))).as(list).isEqualTo(theirs);
    }
  }

  @Test
  void listsTheSameRecordsAsCreaterepo() throws Exception {
    RpmTools.need("createrepo_c", "rpmbuild");
    Path repo = SpecLab.build(temp);
    Path comps =
        Files.writeString(temp.resolve("comps.xml"), "<comps><group><id>g</id></group></comps>");
    new RpmTools(temp.resolve("home"))
        .run("createrepo_c", "-q", "--no-database", "-g", comps.toString(), repo.toString());
    Path ours = Files.createDirectory(temp.resolve("ours"));
    RepodataWriter writer =
        new RepodataWriter(
            name -> Files.newOutputStream(ours.resolve(name)), Compression.GZIP, "1", 0);
    List<PackageEntry> entries = SpecLab.entries(repo);
    Documents.write(writer, entries);
    try (InputStream in = Files.newInputStream(comps)) {
      writer.comps(in);
    }
    writer.finish();
    assertThat(types(ours.resolve("repomd.xml")))
        .containsExactlyElementsOf(types(repo.resolve("repodata/repomd.xml")));
  }

  @Test
  void readsWhatCreaterepoWrote() throws Exception {
    RpmTools.need("createrepo_c", "rpmbuild");
    Path repo = SpecLab.build(temp);
    List<PackageEntry> expected = SpecLab.entries(repo);
    for (String packing : List.of("gz", "xz", "bz2")) {
      new RpmTools(temp.resolve("home"))
          .run(
              "createrepo_c",
              "-q",
              "--no-database",
              "--general-compress-type=" + packing,
              repo.toString());
      assertThat(SpecLab.read(repo)).as(packing).isEqualTo(expected);
    }
  }

  private static List<String> types(Path repomd) throws Exception {
    try (InputStream in = Files.newInputStream(repomd)) {
      return RepomdReader.read(in, RelPath.of("repomd.xml")).records().stream()
          .map(RepomdRecord::type)
          .toList();
    }
  }

  /** All elements, attributes and texts as the JDK sees them, in order. */
  private static List<String> dom(Path packed) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setCoalescing(true);
    List<String> lines = new ArrayList<>();
    try (InputStream in = Compression.unpack(Files.newInputStream(packed))) {
      lines(factory.newDocumentBuilder().parse(in).getDocumentElement(), "", lines);
    }
    return lines;
  }

  private static void lines(Element element, String indent, List<String> lines) {
    TreeMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      attributes.put(attribute.getNodeName(), attribute.getNodeValue());
    }
    boolean leaf = element.getElementsByTagName("*").getLength() == 0;
    String text = leaf ? element.getTextContent() : "";
    lines.add(indent + element.getTagName() + attributes + text);
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element nested) {
        lines(nested, indent + " ", lines);
      }
    }
  }
}
