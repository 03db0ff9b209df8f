package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.AuditReport;
import dev.hermetic.core.AuditReport.Kind;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LinkMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(root);
    lab.lock(".", "a.tgz mem://h/a a", "b.tgz mem://h/b b");
    lab.prefetch.run(lab.request().input("x-one", ".").linkMode(LinkMode.COPY).build());
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private AuditReport audit() {
    return lab.prefetch.audit(lab.output);
  }

  private void assertOnly(Kind kind, String path) {
    assertThat(audit().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.path()).isEqualTo(path);
            });
  }

  @Test
  void takesALinkToTheOutputForTheOutput() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), lab.output);
    assertThat(lab.prefetch.audit(link).findings()).isEmpty();
  }

  @Test
  void findsAMissingFile() throws IOException {
    Files.delete(lab.output.resolve("deps/x-one/a.tgz"));
    assertOnly(Kind.MISSING, "deps/x-one/a.tgz");
  }

  @Test
  void findsAnAlteredFileOfTheSameSize() throws IOException {
    Files.writeString(lab.output.resolve("deps/x-one/a.tgz"), "bytes of A");
    assertOnly(Kind.ALTERED, "deps/x-one/a.tgz");
  }

  @Test
  void findsAnExtraFile() throws IOException {
    Files.writeString(lab.output.resolve("deps/x-one/evil.tgz"), "");
    assertOnly(Kind.EXTRA, "deps/x-one/evil.tgz");
  }

  @Test
  void findsASymbolicLinkInPlaceOfAFile() throws IOException {
    Path file = lab.output.resolve("deps/x-one/a.tgz");
    Path elsewhere = root.resolve("same-bytes");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    assertOnly(Kind.ALTERED, "deps/x-one/a.tgz");
  }

  @Test
  void ignoresEmptyDirectories() throws IOException {
    Files.createDirectories(lab.output.resolve("deps/x-one/empty/er"));
    assertThat(audit().isClean()).isTrue();
  }

  @Test
  void findsAChangedBuildConfiguration() throws IOException {
    Path config = lab.output.resolve(".build-config.json");
    Files.writeString(config, Files.readString(config).replace("X_ONE_HOME", "X_TWO_HOME"));
    assertOnly(Kind.ALTERED, ".build-config.json");
  }

  @Test
  void findsAnEditedManifest() throws IOException {
    Path manifest = lab.output.resolve(".hermetic/manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replaceFirst("sha256:[0-9a-f]{64}", "sha256:" + "0".repeat(64)));
    assertOnly(Kind.ALTERED, ".hermetic/manifest.json");
  }

  @Test
  void acceptsProjectFilesThatWereInjectedIntoTheOutput() throws IOException {
    lab.prefetch.inject(lab.output, "/build/out", lab.source);
    assertThat(lab.output.resolve("x-one/settings.conf"))
        .hasContent("at /build/out and /build/out!");
    assertThat(audit().findings()).isEmpty();
  }

  @Test
  void findsATamperedProjectFileInTheOutput() throws IOException {
    lab.prefetch.inject(lab.output, "/build/out", lab.source);
    Files.writeString(lab.output.resolve("x-one/settings.conf"), "at /build/out and /build/oot!");
    assertOnly(Kind.ALTERED, "x-one/settings.conf");
  }

  @Test
  void saysThatThereIsNoOutput() {
    assertThatThrownBy(() -> lab.prefetch.audit(lab.source))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("manifest.json");
  }
}
