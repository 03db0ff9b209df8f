package dev.hermetic.core.internal.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Digest;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.FileEntry.Origin;
import dev.hermetic.core.internal.manifest.FileEntry.Part;
import dev.hermetic.core.internal.manifest.Section;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BomWriterTest {
  private static final String DEV = "cdx:npm:package:development";

  private static FileEntry file(String path, String content, Part... parts) {
    return new FileEntry(
        path,
        Digest.ofText(Digest.Algorithm.SHA256, content),
        content.length(),
        new Origin("https://r.example/" + path, "strong-digest", "", List.of(parts)));
  }

  private static JsonNode bom(FileEntry... files) {
    return bom(false, List.of(), files);
  }

  private static JsonNode bom(boolean hermetoNames, List<Part> packages, FileEntry... files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Section.Input input = new Section.Input("", Map.of(), Map.of(), packages);
    Section section = new Section("x", List.of(input), List.of(), List.of(), List.of(files));
    new BomWriter(Map.of(), hermetoNames).write(out, List.of(section));
    return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
  }

  private static List<String> properties(JsonNode component) {
    return component
        .get("properties")
        .valueStream()
        .map(p -> p.get("name").stringValue() + "=" + p.get("value").stringValue())
        .toList();
  }

  @Test
  void listsComponentsSortedByPackageUrl() {
    JsonNode bom =
        bom(
            file("b", "b", new Part("pkg:npm/b@1", Map.of())),
            file("a", "a", new Part("pkg:npm/%40s/a@2", Map.of())));
    assertThat(bom.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
    assertThat(bom.get("specVersion").stringValue()).isEqualTo("1.6");
    assertThat(bom.get("components").valueStream().map(c -> c.get("purl").stringValue()))
        .containsExactly("pkg:npm/%40s/a@2", "pkg:npm/b@1");
    JsonNode first = bom.get("components").get(0);
    assertThat(first.get("name").stringValue()).isEqualTo("@s/a");
    assertThat(first.get("version").stringValue()).isEqualTo("2");
    assertThat(first.get("type").stringValue()).isEqualTo("library");
    assertThat(first.get("hashes").get(0).get("content").stringValue())
        .isEqualTo("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    assertThat(first.get("externalReferences").get(0).get("url").stringValue())
        .isEqualTo("https://r.example/a");
  }

  @Test
  void developmentHoldsOnlyWhenAllUsesSaySo() {
    Part dev = new Part("pkg:npm/a@1", Map.of(DEV, "true"));
    Part prod = new Part("pkg:npm/a@1", Map.of());
    assertThat(properties(bom(file("a", "a", dev, dev)).get("components").get(0)))
        .containsExactly(DEV + "=true", "hermetic:found_by=hermetic");
    assertThat(properties(bom(file("a", "a", dev, prod)).get("components").get(0)))
        .containsExactly("hermetic:found_by=hermetic");
    assertThat(properties(bom(file("a", "a", prod, dev)).get("components").get(0)))
        .containsExactly("hermetic:found_by=hermetic");
  }

  @Test
  void unitesTheFilesWithoutHashes() {
    String name = "hermetic:missing_hash:in_file";
    JsonNode bom =
        bom(
            file(
                "a",
                "a",
                new Part("pkg:npm/a@1", Map.of(name, "x/lock")),
                new Part("pkg:npm/a@1", Map.of(name, "b/lock"))));
    assertThat(properties(bom.get("components").get(0)))
        .contains(name + "=b/lock", name + "=x/lock");
  }

  @Test
  void aPackageOfSeveralFilesHasNoHash() {
    JsonNode bom =
        bom(
            file("a", "a", new Part("pkg:maven/g/a@1", Map.of())),
            file("b", "b", new Part("pkg:maven/g/a@1", Map.of())));
    assertThat(bom.get("components")).hasSize(1);
    assertThat(bom.get("components").get(0).has("hashes")).isFalse();
  }

  @Test
  void holdsNoTimeAndNoSerialNumber() {
    String text = bom(file("a", "a", new Part("pkg:npm/a@1", Map.of()))).toString();
    assertThat(text).doesNotContain("timestamp", "serialNumber");
  }

  @Test
  void listsPackagesWithoutFilesAmongTheOthers() {
    JsonNode bom =
        bom(
            false,
            List.of(new Part("pkg:npm/b@1", Map.of())),
            file("a", "a", new Part("pkg:npm/a@1", Map.of())),
            file("c", "c", new Part("pkg:npm/c@1", Map.of())));
    assertThat(bom.get("components").valueStream().map(c -> c.get("name").stringValue()))
        .containsExactly("a", "b", "c");
    assertThat(bom.get("components").get(1).has("hashes")).isFalse();
    assertThat(bom.get("components").get(1).has("externalReferences")).isFalse();
  }

  @Test
  void aPackageThatIsFetchedAndBundledKeepsTheFactsOfItsFile() {
    String bundled = "cdx:npm:package:bundled";
    JsonNode bom =
        bom(
            false,
            List.of(new Part("pkg:npm/a@1", Map.of(bundled, "true"))),
            file("a", "a", new Part("pkg:npm/a@1", Map.of())));
    JsonNode component = bom.get("components").get(0);
    assertThat(bom.get("components")).hasSize(1);
    assertThat(component.has("hashes")).isTrue();
    assertThat(properties(component)).containsExactly("hermetic:found_by=hermetic");
  }

  @Test
  void writesHermetosNamesBesideOursWhenAsked() {
    Part part = new Part("pkg:npm/a@1", Map.of("hermetic:missing_hash:in_file", "l", DEV, "true"));
    assertThat(properties(bom(true, List.of(), file("a", "a", part)).get("components").get(0)))
        .containsExactly(
            DEV + "=true",
            "hermetic:found_by=hermetic",
            "hermetic:missing_hash:in_file=l",
            "hermeto:found_by=hermeto",
            "hermeto:missing_hash:in_file=l");
  }
}
