package dev.hermetic.rpm;

import static dev.hermetic.rpm.RpmLab.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Resolution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpmResolverTest {
  private static final String TWO_ARCHES =
      "- arch: aarch64\n  packages:\n"
          + entry("os", "a-1-1.aarch64.rpm", "1")
          + entry("os", "n-1-1.noarch.rpm", "3")
          + "- arch: x86_64\n  packages:\n"
          + entry("os", "a-2-1.x86_64.rpm", "2")
          + entry("os", "n-1-1.noarch.rpm", "3")
          + entry("extra", "a-2-1.i686.rpm", "4");

  @TempDir Path directory;
  private RpmLab lab;

  @BeforeEach
  void lab() {
    lab = new RpmLab(directory);
  }

  @Test
  void placesFilesByArchitectureAndRepository() throws Exception {
    assertThat(places(lab.resolve(TWO_ARCHES, Map.of())))
        .containsExactlyInAnyOrder(
            "aarch64/os/a-1-1.aarch64.rpm",
            "aarch64/os/n-1-1.noarch.rpm",
            "x86_64/os/a-2-1.x86_64.rpm",
            "x86_64/os/n-1-1.noarch.rpm",
            "x86_64/extra/a-2-1.i686.rpm");
  }

  @Test
  void leavesOutOtherArchitectures() throws Exception {
    Map<String, Object> only = Map.of("binary", Map.of("arch", "aarch64, aarch64,"));
    assertThat(places(lab.resolve(TWO_ARCHES, only)))
        .containsExactlyInAnyOrder("aarch64/os/a-1-1.aarch64.rpm", "aarch64/os/n-1-1.noarch.rpm");
    Map<String, Object> all = Map.of("binary", Map.of("arch", "aarch64,:all:"));
    assertThat(places(lab.resolve(TWO_ARCHES, all))).hasSize(5);
  }

  @Test
  void refusesAnArchitectureThatIsNotLocked() {
    assertCode(Map.of("binary", Map.of("arch", "s390x")), "rpm.arch-filter");
  }

  @Test
  void namesPackagesAsHermetoDoes() throws Exception {
    String lock =
        "- arch: x86_64\n  packages:\n"
            + entry("os", "a-1.0-2.x86_64.rpm", "1")
            + "    name: a\n    evr: 3:1.0-2\n"
            + "  - url: https://cdn.example/b-1-1.noarch.rpm\n    checksum: sha256:"
            + "2".repeat(64)
            + "\n  source:\n"
            + entry("os", "a-1.0-2.src.rpm", "3");
    assertThat(lab.resolve(lock, Map.of()).artifacts())
        .extracting(artifact -> artifact.purl().toString())
        .containsExactlyInAnyOrder(
            "pkg:rpm/a@1.0-2?arch=x86_64&checksum=sha256:"
                + "1".repeat(64)
                + "&epoch=3&repository_id=os",
            "pkg:rpm/b@1-1?arch=noarch&checksum=sha256:"
                + "2".repeat(64)
                + "&download_url=https://cdn.example/b-1-1.noarch.rpm",
            "pkg:rpm/a@1.0-2?arch=src&checksum=sha256:" + "3".repeat(64) + "&repository_id=os");
  }

  @Test
  void unnamedRepositoriesAreTheSameInEveryRun() throws Exception {
    String lock =
        "- arch: x86_64\n  packages:\n  - url: https://cdn.example/b-1-1.noarch.rpm\n"
            + "  source:\n  - url: https://cdn.example/b-1-1.src.rpm\n";
    Resolution resolution = lab.resolve(lock, Map.of());
    assertThat(places(resolution))
        .satisfiesExactlyInAnyOrder(
            place -> assertThat(place).matches("x86_64/hermeto-[0-9a-f]{6}/b-1-1.noarch.rpm"),
            place -> assertThat(place).matches("x86_64/hermeto-[0-9a-f]{6}-source/b-1-1.src.rpm"));
    assertThat(lab.resolve(lock, Map.of()).artifacts()).isEqualTo(resolution.artifacts());
    assertThat(resolution.artifacts().get(0).properties())
        .containsEntry("hermetic:missing_hash:in_file", "rpms.lock.yaml");
  }

  @Test
  void holdsTheLockToOneVersionEverywhere() throws Exception {
    assertCode(
        Map.of("rules", Map.of("unique-evr-across-arches", "error")),
        "rpm.unique-evr-across-arches");
    lab.resolve(TWO_ARCHES, Map.of("rules", Map.of("unique-evr-across-arches", "warn")));
    assertThat(lab.findings)
        .singleElement()
        .hasToString(
            "rpms.lock.yaml:17: a is locked in several versions: "
                + "1-1 for aarch64 (line 7), 2-1 for x86_64 (line 17)");
  }

  @Test
  void holdsTheLockToOnePackageOfAName() {
    assertCode(Map.of("rules", Map.of("no-duplicate-name", "error")), "rpm.no-duplicate-name");
  }

  @Test
  void refusesUnknownSettings() {
    assertCode(Map.of("binary", Map.of("arc", "x")), "input.unknown-option");
    assertCode(Map.of("signatures", "maybe"), "input.option");
    assertCode(Map.of("repo_file", "../x.repo"), "input.option");
    assertCode(Map.of("options", Map.of("ssl", Map.of("client_cert", "x"))), "rpm.ssl");
    assertCode(
        Map.of("options", Map.of("dnf", Map.of("os", Map.of("a", "1\n[main]")))), "input.option");
    assertCode(Map.of("options", Map.of("dnf", Map.of("os", Map.of("a\nb", 1)))), "input.option");
  }

  @Test
  void keysAreFilesOfTheProject() {
    assertCode(Map.of("signatures", "require", "keys", List.of("no.asc")), "lockfile.missing");
  }

  private void assertCode(Map<String, ?> options, String code) {
    assertThatThrownBy(() -> lab.resolve(TWO_ARCHES, options))
        .isInstanceOfSatisfying(HermeticException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<String> places(Resolution resolution) {
    return resolution.artifacts().stream().map(RpmResolverTest::place).toList();
  }

  private static String place(Artifact artifact) {
    return new RpmLayout().place(artifact).value();
  }
}
