package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tarball, of which several entries or locks know different digests. */
class SharedTarballsTest {
  private static final byte[] CONTENT = TestTarball.of("{\"name\":\"p\"}");
  private static final String SHA1 = TestTarball.digest(Digest.Algorithm.SHA1, CONTENT).sri();
  private static final String SHA512 = TestTarball.sri(CONTENT);
  private static final String OTHER_SHA1 =
      TestTarball.digest(Digest.Algorithm.SHA1, new byte[1]).sri();
  private static final String URL = "https://r.example/p/-/p-1.0.0.tgz";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  private static String entry(String key, String url, String integrity) {
    String stated = integrity.isEmpty() ? "" : ",\"integrity\":\"" + integrity + "\"";
    return "\"%s\":{\"version\":\"1.0.0\",\"resolved\":\"%s\"%s}".formatted(key, url, stated);
  }

  private void lock(String directory, String... entries) {
    project.write(
        directory + "/package-lock.json",
        "{\"lockfileVersion\":3,\"packages\":{" + String.join(",\n", entries) + "}}");
  }

  private List<Artifact> resolve(String... entries) {
    lock("a", entries);
    return project.resolve("a", Map.of()).artifacts();
  }

  private static List<String> places(List<Artifact> artifacts) {
    return artifacts.stream()
        .map(artifact -> new NpmLayout().place(artifact).value())
        .distinct()
        .toList();
  }

  private static ExpectedDigests both() {
    return ExpectedDigests.sri(SHA1 + " " + SHA512);
  }

  @Test
  void oneUrlIsOneFileWhateverItsEntriesKnowOfIt() {
    List<Artifact> artifacts =
        resolve(
            entry("node_modules/p", URL, SHA1),
            entry("node_modules/a/node_modules/p", URL, SHA1 + " " + SHA512),
            entry("node_modules/b/node_modules/p", URL, SHA512),
            entry("node_modules/c/node_modules/p", URL, ""));
    assertThat(artifacts).extracting(Artifact::expected).containsOnly(both());
    assertThat(places(artifacts)).containsExactly("p-1.0.0.tgz");
  }

  @Test
  void oneUrlOutsideOfARegistryIsOneFile() {
    String url = "https://files.example/p.tgz";
    List<Artifact> artifacts =
        resolve(
            entry("node_modules/p", url, SHA1),
            entry("node_modules/a/node_modules/p", url, SHA512));
    assertThat(artifacts).extracting(Artifact::expected).containsOnly(both());
    assertThat(places(artifacts)).hasSize(1);
  }

  @Test
  void twoUrlsAreOneFileWhenAStrongDigestProvesIt() {
    List<Artifact> artifacts =
        resolve(
            entry("node_modules/p", URL, SHA512),
            entry(
                "node_modules/a/node_modules/p",
                "https://mirror.example/p/-/p-1.0.0.tgz",
                SHA1 + " " + SHA512));
    assertThat(places(artifacts)).containsExactly("p-1.0.0.tgz");
  }

  @Test
  void refusesIntegrityOfOneUrlThatContradictsNamingBothLines() {
    assertThatThrownBy(
            () ->
                resolve(
                    entry("node_modules/p", URL, SHA1 + " " + SHA512),
                    entry("node_modules/a/node_modules/p", URL, OTHER_SHA1)))
        .isInstanceOfSatisfying(
            LockfileException.class,
            e -> {
              assertThat(e.code()).isEqualTo("npm.integrity");
              assertThat(e.location().orElseThrow()).hasToString("a/package-lock.json:2");
              assertThat(e).hasMessageContaining("a/package-lock.json:1");
            });
  }

  private PrefetchPlan plan() throws InterruptedException {
    try (Prefetch prefetch =
        Prefetch.builder()
            .store(root.resolve("store"))
            .discovery(false)
            .ecosystem(new NpmResolver(), new NpmLayout())
            .build()) {
      return prefetch.plan(
          PrefetchRequest.builder(project.root, root.resolve("out"))
              .input("npm", "a")
              .input("npm", "b")
              .build());
    }
  }

  @Test
  void twoLocksShareATarballOfWhichOneKnowsAnOlderDigestToo() throws Exception {
    lock("a", entry("node_modules/p", URL, SHA1 + " " + SHA512));
    lock("b", entry("node_modules/p", URL, SHA512));
    assertThat(plan().placements())
        .singleElement()
        .satisfies(p -> assertThat(p.artifact().expected()).isEqualTo(both()))
        .satisfies(p -> assertThat(p.path()).hasToString("deps/npm/p-1.0.0.tgz"));
  }

  @Test
  void twoLocksShareATarballThatOnlyOnePins() throws Exception {
    lock("a", entry("node_modules/p", URL, ""));
    lock("b", entry("node_modules/p", URL, SHA512));
    assertThat(plan().placements())
        .singleElement()
        .satisfies(p -> assertThat(p.artifact().expected()).isEqualTo(ExpectedDigests.sri(SHA512)));
  }

  @Test
  void refusesTwoLocksThatContradictNamingBoth() {
    lock("a", entry("node_modules/p", URL, SHA1 + " " + SHA512));
    lock("b", entry("node_modules/p", URL, OTHER_SHA1 + " " + SHA512));
    assertThatThrownBy(this::plan)
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("a/package-lock.json:1")
        .hasMessageContaining("b/package-lock.json:1");
  }
}
