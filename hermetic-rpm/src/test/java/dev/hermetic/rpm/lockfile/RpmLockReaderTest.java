package dev.hermetic.rpm.lockfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RpmLockReaderTest {
  private static final String HEAD = "---\nlockfileVersion: 1\nlockfileVendor: redhat\narches:\n";
  private static final String SHA = "sha256:" + "ab".repeat(32);

  @Test
  void readsEveryField() {
    LockedFile file =
        parse(
                """
                - arch: aarch64
                  packages:
                  - url: https://cdn.example/os/Packages/j/jq-1.6-1.el9.aarch64.rpm
                    repoid: baseos
                    size: 190000
                    checksum: %s
                    name: jq
                    evr: 1:1.6-1.el9
                    sourcerpm: jq-1.6-1.el9.src.rpm
                  source: []
                """
                    .formatted(SHA))
            .get("aarch64")
            .get(0);
    assertThat(file.kind()).isEqualTo(LockedFile.Kind.PACKAGE);
    assertThat(file.at().toString()).isEqualTo("rpms.lock.yaml:7");
    assertThat(file.fileName()).isEqualTo("jq-1.6-1.el9.aarch64.rpm");
    assertThat(file.repoid()).hasValue("baseos");
    assertThat(file.size()).hasValue(190000);
    assertThat(file.checksum().orElseThrow()).hasToString(SHA);
    assertThat(file.name()).isEqualTo(new PackageName("jq", "1", "1.6-1.el9", "aarch64"));
    assertThat(file.sourcerpm()).hasValue("jq-1.6-1.el9.src.rpm");
  }

  /** PyYAML writes a list that stands twice in memory as an anchor and an alias. */
  @Test
  void readsAListThatPyYamlWroteOnce() {
    SortedMap<String, List<LockedFile>> read =
        parse(
            """
            - arch: aarch64
              packages: &id001
              - url: https://h.example/a-1.0-2.noarch.rpm
            - arch: x86_64
              packages: *id001
            """);
    assertThat(read.get("x86_64")).hasSize(1);
    assertThat(read.get("x86_64").get(0).fileName()).isEqualTo("a-1.0-2.noarch.rpm");
  }

  @Test
  void needsNothingButTheUrl() {
    LockedFile file =
        parse("- arch: x86_64\n  packages:\n  - url: https://h.example/a-b-1.0-2.noarch.rpm\n")
            .get("x86_64")
            .get(0);
    assertThat(file.repoid()).isEmpty();
    assertThat(file.checksum()).isEmpty();
    assertThat(file.size()).isEmpty();
    assertThat(file.name()).isEqualTo(new PackageName("a-b", "", "1.0-2", "noarch"));
  }

  @Test
  void takesVersionsAsTheyAreWritten() {
    LockedFile file =
        parse(
                "- arch: x86_64\n  packages:\n  - url: https://h.example/a.rpm\n"
                    + "    name: 7\n    evr: 0:1.10\n")
            .get("x86_64")
            .get(0);
    assertThat(file.name().name()).isEqualTo("7");
    assertThat(file.name().evr()).isEqualTo("1.10");
  }

  @Test
  void decodesTheFileName() {
    assertThat(fileName("https://h.example/gcc-c%2B%2B-1-1.x86_64.rpm"))
        .isEqualTo("gcc-c++-1-1.x86_64.rpm");
    assertThat(fileName("https://h.example/gcc-c++-1-1.x86_64.rpm?x=%2F..#f"))
        .isEqualTo("gcc-c++-1-1.x86_64.rpm");
    assertThat(fileName("https://h.example/a-2.0~rc1^git-1.x86_64.rpm".replace("^", "%5E")))
        .isEqualTo("a-2.0~rc1^git-1.x86_64.rpm");
  }

  @Test
  void replacesTheArchitectureInRepositoryIds() {
    String text =
        "- arch: %s\n  packages:\n  - url: https://h.example/a.rpm\n    repoid: os-$basearch-$arch\n";
    assertThat(parse(text.formatted("ppc64le")).get("ppc64le").get(0).repoid())
        .hasValue("os-ppc64le-ppc64le");
    assertThat(parse(text.formatted("i686")).get("i686").get(0).repoid()).hasValue("os-i386-i686");
  }

  @Test
  void refusesRepositoryIdsThatLeadElsewhere() {
    for (String id : List.of("..", "a/b", "repos.d", "a b", "os-$releasever", "'a]'", ".hidden")) {
      assertCode(
          "- arch: x86_64\n  packages:\n  - url: https://h.example/a.rpm\n    repoid: " + id + "\n",
          "rpm.repoid",
          "rpms.lock.yaml:8: ");
    }
  }

  @Test
  void refusesUrlsWithoutAFileName() {
    for (String url :
        List.of(
            "https://h.example/",
            "https://h.example/a.txt",
            "https://h.example/x%2Fa.rpm",
            "https://h.example/x%2fy%2fa.rpm")) {
      assertCode(
          "- arch: x86_64\n  packages:\n  - url: " + url + "\n", "rpm.file-name", "lock.yaml:7: ");
    }
  }

  @Test
  void refusesUrlsThatClimb() {
    assertCode(
        "- arch: x86_64\n  packages:\n  - url: https://h.example/%2E%2E%2Fa.rpm\n",
        "input.path", "lock.yaml:7: ");
  }

  @Test
  void refusesOtherVersionsAndVendors() {
    assertThatThrownBy(() -> read("lockfileVersion: 2\nlockfileVendor: redhat\narches: []\n"))
        .hasMessageContaining("rpms.lock.yaml:1: 'lockfileVersion' is '2'");
    assertThatThrownBy(() -> read("lockfileVersion: 1\nlockfileVendor: other\narches: []\n"))
        .hasMessageContaining("rpms.lock.yaml:2: 'lockfileVendor' is 'other'");
  }

  @Test
  void moduleMetadataNeedsARepository() {
    assertCode(
        "- arch: x86_64\n  packages: []\n  module_metadata:\n  - url: https://h.example/m.yaml.gz\n",
        "lockfile.missing-key",
        "'repoid' is missing");
  }

  @Test
  void anArchitectureNeedsPackagesOrSources() {
    assertCode("- arch: x86_64\n  packges: []\n", "lockfile.missing-key", "x86_64 has neither");
  }

  @Test
  void reportsAllFaultsAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    "- arch: x86_64\n  packages:\n  - url: nonsense\n"
                        + "  - url: https://h.example/a.rpm\n    size: -1\n"
                        + "  - url: https://h.example/a.rpm\n    checksum: sha256:12\n"))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            e ->
                assertThat(e.failures())
                    .extracting(HermeticException::code)
                    .containsExactly("input.uri", "rpm.size", "input.digest"));
  }

  @Property(tries = 300)
  void neverFailsWithoutAPlace(@ForAll String text) {
    try {
      read(text);
    } catch (HermeticException expected) {
      assertThat(expected.getMessage()).contains("rpms.lock.yaml");
    }
  }

  private static String fileName(String url) {
    return parse("- arch: x86_64\n  packages:\n  - url: \"" + url + "\"\n")
        .get("x86_64")
        .get(0)
        .fileName();
  }

  private static void assertCode(String arches, String code, String message) {
    assertThatThrownBy(() -> parse(arches))
        .isInstanceOfSatisfying(LockfileException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private static SortedMap<String, List<LockedFile>> parse(String arches) {
    return read(HEAD + arches);
  }

  private static SortedMap<String, List<LockedFile>> read(String text) {
    return RpmLockReader.parse(RelPath.of("rpms.lock.yaml"), text);
  }
}
