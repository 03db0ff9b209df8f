package dev.hermetic.pip.pylock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.Template;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Writing pylock.toml, and pointing one at prefetched files. */
final class PylockWritingTest {
  private static final RelPath FILE = RelPath.of("pylock.toml");
  private static final String HEX = "ab".repeat(32);

  private static LockedFile.Builder file(String name) {
    return LockedFile.builder()
        .url(SafeUri.parse("https://files.example/" + name))
        .hash(Digest.sha256(HEX));
  }

  private static Pylock sample() {
    LockedPackage demo =
        LockedPackage.named(PackageName.of("demo"))
            .version(Version.parse("1.0"))
            .marker(Marker.parse("sys_platform == 'linux'"))
            .index("https://index.example/simple/")
            .sdist(file("demo-1.0.tar.gz").size(12L).build())
            .wheels(
                List.of(
                    file("demo-1.0-py3-none-any.whl")
                        .name("demo-1.0-py3-none-any.whl")
                        .uploadTime(Instant.parse("2026-01-01T00:00:00Z"))
                        .size(34L)
                        .build(),
                    file("demo-1.0-py2-none-any.whl").build()))
            .attestationIdentities(List.of(Map.of("kind", "GitHub")))
            .tool(Map.of("maker", Map.of("a.b", List.of(1L, 2L))))
            .build();
    LockedPackage tree =
        LockedPackage.named(PackageName.of("tree"))
            .vcs(
                new VcsSource(
                    "git",
                    Optional.of("https://git.example/tree"),
                    Optional.empty(),
                    Optional.of("main"),
                    "c0ffee",
                    Optional.empty()))
            .build();
    return Pylock.createdBy("hermetic")
        .environments(List.of(Marker.parse("sys_platform == 'linux'")))
        .requiresPython(SpecifierSet.parse(">=3.9"))
        .extras(List.of())
        .packages(List.of(demo, tree))
        .tool(Map.of("hermetic", Map.of("targets", List.of("linux"))))
        .build();
  }

  @Test
  void writesKeysInTheOrderOfTheSpecificationAndOneWheelToALine() {
    assertThat(sample().toToml())
        .isEqualTo(
            """
            lock-version = "1.0"
            environments = ["sys_platform == 'linux'"]
            requires-python = ">=3.9"
            extras = []
            created-by = "hermetic"

            [[packages]]
            name = "demo"
            version = "1.0"
            marker = "sys_platform == 'linux'"
            index = "https://index.example/simple/"
            sdist = { url = "https://files.example/demo-1.0.tar.gz", size = 12, \
            hashes = { sha256 = "%1$s" } }
            wheels = [
              { name = "demo-1.0-py3-none-any.whl", upload-time = 2026-01-01T00:00:00Z, \
            url = "https://files.example/demo-1.0-py3-none-any.whl", size = 34, \
            hashes = { sha256 = "%1$s" } },
              { url = "https://files.example/demo-1.0-py2-none-any.whl", \
            hashes = { sha256 = "%1$s" } },
            ]

            [[packages.attestation-identities]]
            kind = "GitHub"

            [packages.tool.maker]
            "a.b" = [1, 2]

            [[packages]]
            name = "tree"
            vcs = { type = "git", url = "https://git.example/tree", requested-revision = "main", \
            commit-id = "c0ffee" }

            [tool.hermetic]
            targets = ["linux"]
            """
                .formatted(HEX));
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(new PylockReader(FILE).read(sample().toToml())).isEqualTo(sample());
  }

  @Test
  void keepsTheSpellingOfMarkersAndVersions() {
    String text =
        """
        lock-version = "1.0"
        created-by = "uv"

        [[packages]]
        name = "demo"
        version = "1.0.0rc1"
        marker = "(os_name=='nt') or python_full_version == '3.12.*'"
        requires-python = ">= 3.8"
        sdist = { url = "https://files.example/demo-1.0rc1.tar.gz", hashes = { sha256 = "%s" } }
        """
            .formatted(HEX);
    assertThat(new PylockReader(FILE).read(text).toToml()).isEqualTo(text);
  }

  @Test
  void writesALockWithoutPackages() {
    String text = Pylock.createdBy("hermetic").build().toToml();
    assertThat(text)
        .isEqualTo("lock-version = \"1.0\"\ncreated-by = \"hermetic\"\npackages = []\n");
  }

  @Test
  void neverMakesALockThatBreaksARule() {
    Pylock.Builder lock =
        Pylock.createdBy("hermetic").add(LockedPackage.named(PackageName.of("demo")).build());
    assertThatThrownBy(lock::build)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("demo has no source");
  }

  @Test
  void pointsFilesAtTheOutputAndKeepsEveryOtherByte() {
    String before =
        """
        # made by hand: $HOME, @output-0@\r
        lock-version = '1.0' # comment\r
        created-by="x"\r
        [[packages]]\r
        name = 'demo'\r
        strange = true\r
        sdist = {url='https://files.example/demo-1.0.tar.gz',  hashes={sha256='%1$s'}} # sdist\r
        wheels = [\r
          {size = 3, url = "https://files.example/demo-1.0-py3-none-any.whl",hashes={sha256="%1$s"}},\r
        ]\r
        """
            .formatted(HEX);
    Template after =
        new PylockRewriter(FILE, before)
            .rewrite(file -> Optional.of("deps/pip/" + file.fileName()));
    assertThat(after.expand("/out"))
        .isEqualTo(
            before
                .replace(
                    "url='https://files.example/demo-1.0.tar.gz'",
                    "path=\"/out/deps/pip/demo-1.0.tar.gz\"")
                .replace(
                    "url = \"https://files.example/demo-1.0-py3-none-any.whl\"",
                    "path = \"/out/deps/pip/demo-1.0-py3-none-any.whl\""));
  }

  @Test
  void pointsAtTheSameFilesWhenItRunsAgain() {
    String once = rewritten(sample().toToml());
    assertThat(rewritten(once)).isEqualTo(once).contains("/out/deps/pip/demo-1.0.tar.gz");
  }

  private static String rewritten(String text) {
    return new PylockRewriter(FILE, text)
        .rewrite(file -> Optional.of("deps/pip/" + file.fileName()))
        .expand("/out");
  }

  @Test
  void leavesFilesAloneThatAreNotPrefetched() {
    String text = sample().toToml();
    assertThat(new PylockRewriter(FILE, text).rewrite(file -> Optional.empty()).expand("/out"))
        .isEqualTo(text);
  }
}
