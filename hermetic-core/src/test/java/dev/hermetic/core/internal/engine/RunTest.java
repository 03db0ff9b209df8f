package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.AuditReport;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.CancelledException;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.LinkMode;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab(root);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void putsVerifiedFilesAndOurOwnIntoTheOutput() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a", "sub/b.tgz mem://h/b b");
    lab.run("x-one", ".");
    assertThat(Lab.tree(lab.output))
        .containsOnlyKeys(
            ".build-config.json",
            ".hermetic/manifest.json",
            "bom.json",
            "deps/x-one/a.tgz",
            "deps/x-one/index.txt",
            "deps/x-one/sub/b.tgz")
        .containsEntry("deps/x-one/a.tgz", "bytes of a");
  }

  @Test
  void leavesNothingBesideTheOutput() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    lab.run("x-one", ".");
    assertThat(names(lab.root)).containsExactlyInAnyOrder("src", "store", "out");
  }

  @Test
  void aFailedRunLeavesTheOldOutputAsItWas() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    lab.run("x-one", ".");
    Map<String, String> before = Lab.tree(lab.output);
    lab.lock(".", "a.tgz mem://h/a a wrong", "b.tgz mem://h/b b");
    assertThatThrownBy(() -> lab.run("x-one", ".")).isInstanceOf(IntegrityException.class);
    assertThat(Lab.tree(lab.output)).isEqualTo(before);
    assertThat(names(lab.root)).containsExactlyInAnyOrder("src", "store", "out");
  }

  @Test
  void fetchesAllOthersWhenTheNetworkRefusesSome() throws Exception {
    lab.lock(".", "a.tgz mem://h/missing-1 a", "b.tgz mem://h/missing-2 b", "c.tgz mem://h/c c");
    assertThatThrownBy(() -> lab.run("x-one", "."))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            all ->
                assertThat(all.failures()).hasSize(2).allMatch(FetchException.class::isInstance));
    assertThat(lab.fetcher.asked).contains("mem://h/c");
    assertThat(lab.output).doesNotExist();
  }

  @Test
  void keepsWhatEarlierRunsPrefetchedForOtherEcosystems() throws Exception {
    lab.lock("1", "a.tgz mem://h/a a").lock("2", "b.tgz mem://h/b b");
    lab.run("x-one", "1");
    lab.run("x-two", "2");
    Map<String, String> tree = Lab.tree(lab.output);
    assertThat(tree).containsKeys("deps/x-one/a.tgz", "deps/x-two/b.tgz");
    assertThat(lab.prefetch.env(lab.output, "/o"))
        .containsEntry("X_ONE_CACHE", "/o/deps/x-one/cache")
        .containsEntry("X_TWO_HOME", "/o/deps/x-two");
    assertThat(tree.get("bom.json")).contains("pkg:generic/a@1", "pkg:generic/b@1");
    assertThat(lab.prefetch.audit(lab.output).findings()).isEmpty();
  }

  @Test
  void takesWhatALayoutReadIntoTheBillOfMaterials() throws Exception {
    lab.lock("1", "a.tgz mem://h/a a dev");
    lab.run("x-one", "1");
    String before = Lab.tree(lab.output).get("bom.json");
    lab.one.describing = true;
    lab.run("x-one", "1");
    assertThat(Lab.tree(lab.output).get("bom.json"))
        .isNotEqualTo(before)
        .contains("pkg:generic/lab/a@2", "\"x:read\"", "development")
        .doesNotContain("pkg:generic/a@1");
    assertThat(lab.prefetch.audit(lab.output).findings()).isEmpty();
  }

  @Test
  void mergedRunsGiveTheSameOutputAsOneRun() throws Exception {
    lab.lock("1", "a.tgz mem://h/a a").lock("2", "b.tgz mem://h/b b");
    lab.run("x-two", "2");
    lab.run("x-one", "1");
    Map<String, String> merged = Lab.tree(lab.output);
    Path other = lab.root.resolve("other");
    lab.prefetch.run(
        dev.hermetic.core.PrefetchRequest.builder(lab.source, other)
            .input("x-one", "1")
            .input("x-two", "2")
            .build());
    assertThat(Lab.tree(other)).isEqualTo(merged);
  }

  @Test
  void doesNotTouchAnOutputThatIsUpToDate() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    PrefetchReport first = lab.run("x-one", ".");
    Object key = Files.readAttributes(lab.output, "unix:ino").get("ino");
    PrefetchReport second = lab.run("x-one", ".");
    assertThat(Files.readAttributes(lab.output, "unix:ino").get("ino")).isEqualTo(key);
    assertThat(second.treeDigest()).isEqualTo(first.treeDigest());
    assertThat(lab.fetcher.asked).hasSize(1);
  }

  @Test
  void rebuildsAnOutputInWhichAFileWasChanged() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    lab.run("x-one", ".");
    Path index = lab.output.resolve("deps/x-one/index.txt");
    byte[] good = Files.readAllBytes(index);
    byte[] bad = good.clone();
    bad[0] ^= 1;
    Files.write(index, bad);
    lab.run("x-one", ".");
    assertThat(index).hasBinaryContent(good);
  }

  @Test
  void removesWhatTheLockNoLongerNames() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a", "b.tgz mem://h/b b");
    lab.run("x-one", ".");
    lab.lock(".", "a.tgz mem://h/a a");
    lab.run("x-one", ".");
    assertThat(lab.output.resolve("deps/x-one/b.tgz")).doesNotExist();
  }

  @Test
  void refusesToReplaceADirectoryThatIsNotOurs() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    Files.createDirectories(lab.output);
    Files.writeString(lab.output.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> lab.run("x-one", "."))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.output-not-ours");
    assertThat(lab.output.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void refusesAnOutputThatHoldsTheSource() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    assertThatThrownBy(
            () ->
                lab.prefetch.run(
                    dev.hermetic.core.PrefetchRequest.builder(lab.source, lab.root)
                        .input("x-one", ".")
                        .build()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("source tree");
  }

  @Test
  void keepsForeignFilesAndSaysSo() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    lab.run("x-one", ".");
    Files.writeString(lab.output.resolve("notes.txt"), "mine");
    lab.lock(".", "b.tgz mem://h/b b");
    PrefetchReport report = lab.run("x-one", ".");
    assertThat(lab.output.resolve("notes.txt")).hasContent("mine");
    assertThat(report.diagnostics()).extracting(d -> d.code()).contains("output.foreign-file");
  }

  @Test
  void putsBackAnOutputThatACrashLeftAside() throws Exception {
    lab.lock("1", "a.tgz mem://h/a a").lock("2", "b.tgz mem://h/b b");
    lab.run("x-one", "1");
    Files.move(lab.output, lab.root.resolve("out.hermetic-old-1"));
    Files.createDirectories(lab.root.resolve("out.hermetic-new-1/deps"));
    lab.run("x-two", "2");
    assertThat(Lab.tree(lab.output)).containsKeys("deps/x-one/a.tgz", "deps/x-two/b.tgz");
    assertThat(names(lab.root)).containsExactlyInAnyOrder("src", "store", "out");
  }

  @Test
  void replacesAnOutputOfHermeto() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    Files.createDirectories(lab.output.resolve("deps/pip"));
    Files.writeString(lab.output.resolve("deps/pip/old.whl"), "old");
    Files.writeString(lab.output.resolve(".build-config.json"), "{}");
    lab.run("x-one", ".");
    assertThat(Lab.tree(lab.output)).doesNotContainKey("deps/pip/old.whl");
    assertThat(lab.prefetch.audit(lab.output).isClean()).isTrue();
  }

  @Test
  void refusesAnIndexFileAtTheFileOfAnArtifact() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    lab.one.extraIndex = List.of("a.tgz");
    assertThatThrownBy(() -> lab.run("x-one", "."))
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("deps/x-one/a.tgz");
  }

  @Test
  void stopsWhenItIsCancelled() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a", "b.tgz mem://h/b b");
    CancellationToken token = new CancellationToken();
    lab.fetcher.before = token::cancel;
    assertThatThrownBy(
            () ->
                lab.prefetch.run(
                    lab.request().input("x-one", ".").build(), ProgressListener.none(), token))
        .isInstanceOf(CancelledException.class);
    assertThat(lab.output).doesNotExist();
  }

  @Test
  void filesHaveFixedModes() throws Exception {
    lab.lock(".", "sub/a.tgz mem://h/a a");
    lab.prefetch.run(lab.request().input("x-one", ".").linkMode(LinkMode.COPY).build());
    for (String file : Lab.tree(lab.output).keySet()) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(lab.output.resolve(file))))
          .as(file)
          .isEqualTo("rw-r--r--");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(lab.output.resolve("deps/x-one/sub"))))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void treeDigestIsWhatCoreutilsCompute() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a", "ü/Ω b.tgz mem://h/b b".replace(" b.tgz", "-b.tgz"));
    PrefetchReport report = lab.run("x-one", ".");
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "find . -type f ! -path ./.hermetic/manifest.json | cut -c3- | LC_ALL=C sort |"
                    + " tr '\\n' '\\0' | xargs -0 sha256sum | sha256sum")
            .directory(lab.output.toFile())
            .start();
    String printed = new String(shell.getInputStream().readAllBytes()).split(" ")[0];
    assertThat(report.treeDigest().hex()).isEqualTo(printed);
  }

  @Test
  void auditsCleanAfterARun() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a");
    PrefetchReport report = lab.run("x-one", ".");
    AuditReport audit = lab.prefetch.audit(lab.output);
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.treeDigest()).isEqualTo(report.treeDigest());
    assertThat(audit.files()).isEqualTo(4);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
