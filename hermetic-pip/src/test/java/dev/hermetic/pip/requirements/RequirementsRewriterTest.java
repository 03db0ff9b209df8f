package dev.hermetic.pip.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pointing URLs and repositories at prefetched files, as Hermeto does and in place. */
final class RequirementsRewriterTest {
  private static final String COMMIT = "0123456789".repeat(4);

  @TempDir Path project;

  private Optional<String> rewritten(byte[] content) throws IOException {
    Files.write(project.resolve("requirements.txt"), content);
    Requirements requirements =
        Requirements.read(
            SourceTree.at(project), RelPath.of("requirements.txt"), name -> Optional.of("secret"));
    return RequirementsRewriter.rewrite(
            requirements.files().get(0),
            line -> Optional.of("deps/pip/" + line.name().orElseThrow() + "-x.tar.gz"))
        .map(template -> template.expand("/out"));
  }

  private String rewritten(String text) throws IOException {
    return rewritten(text.getBytes(StandardCharsets.UTF_8)).orElse(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo @ https://files.example/foo.zip | foo @ file:///out/deps/pip/foo-x.tar.gz",
        "foo[a,b]@https://files.example/f.zip | foo[a,b]@file:///out/deps/pip/foo-x.tar.gz",
        "foo @ https://f.example/f.zip ; os_name == 'nt' | "
            + "foo @ file:///out/deps/pip/foo-x.tar.gz ; os_name == 'nt'",
        "https://f.example/foo.zip#egg=foo; os_name == 'nt' | "
            + "foo @ file:///out/deps/pip/foo-x.tar.gz#egg=foo ; os_name == 'nt'",
        "https://f.example/foo-1-py3-none-any.whl | foo @ file:///out/deps/pip/foo-x.tar.gz",
        "git+https://g.example/foo@0123456789012345678901234567890123456789#egg=foo&subdirectory=s"
            + " | foo @ file:///out/deps/pip/foo-x.tar.gz#egg=foo&subdirectory=s",
        "-e git+https://g.example/foo@0123456789012345678901234567890123456789#egg=foo # why | "
            + "foo @ file:///out/deps/pip/foo-x.tar.gz#egg=foo # why",
        "--editable='foo @ git+https://g.example/foo ; os_name == \"nt\"' | "
            + "foo @ file:///out/deps/pip/foo-x.tar.gz ; os_name == \"nt\"",
        "foo @ https://user:${TOKEN}@f.example/foo.zip | foo @ file:///out/deps/pip/foo-x.tar.gz"
      })
  void replacesTheUrlAndKeepsTheRest(String before, String after) throws Exception {
    assertThat(rewritten(before)).isEqualTo(after);
  }

  @Test
  void keepsCommentsOrderContinuationsAndLineEnds() throws Exception {
    String before =
        "\uFEFF# $HOME ${output_dir}\r\n--index-url https://index.example\r\n\r\n"
            + "foo @ https://files.example/foo.zip \\\r\n   --hash=sha256:%s  # pinned\r\n"
                .formatted("ab".repeat(32))
            + "bar==1.0\\\r\n\r\n\tbaz @ https://files.example/\\\r\nbaz.zip\n# end";
    assertThat(rewritten(before))
        .isEqualTo(
            before
                .replace("https://files.example/foo.zip", "file:///out/deps/pip/foo-x.tar.gz")
                .replace(
                    "https://files.example/\\\r\nbaz.zip", "file:///out/deps/pip/baz-x.tar.gz"));
  }

  @Test
  void changesNothingWhenItRunsAgain() throws Exception {
    String once =
        rewritten(
            "-e git+https://g.example/foo@" + COMMIT + "#egg=foo\nhttps://f.example/b.zip#egg=b\n");
    assertThat(rewritten(once.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void leavesAFileAloneThatNamesIndexPackagesOnly() throws Exception {
    assertThat(rewritten("foo==1.0\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void writesTheOutputDirectoryAsAPlaceholder() throws Exception {
    Files.writeString(project.resolve("requirements.txt"), "foo @ https://f.example/$x.zip # $$\n");
    Requirements requirements =
        Requirements.read(
            SourceTree.at(project), RelPath.of("requirements.txt"), name -> Optional.empty());
    Template template =
        RequirementsRewriter.rewrite(
                requirements.files().get(0), line -> Optional.of("deps/pip/x.zip"))
            .orElseThrow();
    assertThat(template.text()).isEqualTo("foo @ file://${output_dir}/deps/pip/x.zip # $$$$\n");
  }

  @Test
  void refusesToRewriteAnEncodingThatItCannotKeep() {
    byte[] latin =
        "# coding: latin-1\nfoo @ https://f.example/x.zip # é\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> rewritten(latin))
        .isInstanceOfSatisfying(
            LockfileException.class,
            failure -> assertThat(failure.code()).isEqualTo("lockfile.encoding"));
  }
}
