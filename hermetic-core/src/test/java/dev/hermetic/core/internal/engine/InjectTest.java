package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InjectTest {
  @TempDir Path root;
  private Lab lab;
  private Path checkout;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(root);
    lab.lock("ui", "a.tgz mem://h/a a");
    lab.run("x-one", "ui");
    checkout = Files.createDirectories(root.resolve("elsewhere/checkout")).toRealPath();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void writesIntoAnotherCheckout() throws IOException {
    assertThat(lab.prefetch.inject(lab.output, "/o", checkout))
        .containsExactly(
            checkout.resolve("ui/x-one.conf"),
            lab.output.toRealPath().resolve("x-one/settings.conf"));
    assertThat(checkout.resolve("ui/x-one.conf")).hasContent("dir=/o/deps/x-one\n");
  }

  @Test
  void worksOnAnOutputThatWasMoved() throws IOException {
    Path moved = root.resolve("moved");
    Files.move(lab.output, moved);
    lab.prefetch.inject(moved, "/o", checkout);
    assertThat(checkout.resolve("ui/x-one.conf")).hasContent("dir=/o/deps/x-one\n");
  }

  @Test
  void keepsTheModeOfAFileThatIsThere() throws IOException {
    Path file = checkout.resolve("ui/x-one.conf");
    Files.createDirectories(checkout.resolve("ui"));
    Files.writeString(file, "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    lab.prefetch.inject(lab.output, "/o", checkout);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void isIdempotent() throws IOException {
    lab.prefetch.inject(lab.output, "/o", checkout);
    Object first = Files.readAttributes(checkout.resolve("ui/x-one.conf"), "unix:ino").get("ino");
    lab.prefetch.inject(lab.output, "/o", checkout);
    assertThat(Files.readAttributes(checkout.resolve("ui/x-one.conf"), "unix:ino").get("ino"))
        .isEqualTo(first);
  }

  @Test
  void refusesToWriteThroughALinkOutOfTheSource() throws IOException {
    Path outside = Files.createDirectories(root.resolve("outside"));
    Files.createSymbolicLink(checkout.resolve("ui"), outside);
    assertThatThrownBy(() -> lab.prefetch.inject(lab.output, "/o", checkout))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.escapes");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void refusesToReplaceASymbolicLink() throws IOException {
    Path outside = Files.writeString(root.resolve("precious"), "precious");
    Files.createDirectories(checkout.resolve("ui"));
    Files.createSymbolicLink(checkout.resolve("ui/x-one.conf"), outside);
    assertThatThrownBy(() -> lab.prefetch.inject(lab.output, "/o", checkout))
        .isInstanceOf(InputException.class);
    assertThat(outside).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "./out", "/a%b", "/a#b", "/a?b", "/a\"b", "/a\\b", "/a\nb", ""})
  void refusesOutputDirectoriesThatWouldBreakUrlsOrQuotes(String directory) {
    assertThatThrownBy(() -> lab.prefetch.inject(lab.output, directory, checkout))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.output-dir");
    assertThat(checkout).isEmptyDirectory();
  }

  @Test
  void writesFilesThatHermetoNamesByAbsolutePaths() throws IOException {
    Path output = Files.createDirectories(root.resolve("hermeto"));
    Path file = checkout.resolve("requirements.txt");
    Files.writeString(
        output.resolve(".build-config.json"),
        "{\"environment_variables\": [], \"project_files\": [{\"abspath\": \""
            + file
            + "\", \"template\": \"a @ file://${output_dir}/a\"}]}");
    lab.prefetch.inject(output, "/o", checkout);
    assertThat(file).hasContent("a @ file:///o/a");
  }

  @Test
  void refusesAbsolutePathsOutsideOfSourceAndOutput() throws IOException {
    Path output = Files.createDirectories(root.resolve("hermeto"));
    Path victim = root.resolve("victim");
    Files.writeString(
        output.resolve(".build-config.json"),
        "{\"project_files\": [{\"abspath\": \"" + victim + "\", \"template\": \"x\"}]}");
    assertThatThrownBy(() -> lab.prefetch.inject(output, "/o", checkout))
        .isInstanceOf(InputException.class);
    assertThat(victim).doesNotExist();
  }

  @Test
  void hermetoPathsNameTheSourceTreeAndStillWorkElsewhere() throws Exception {
    lab.prefetch.run(lab.request().input("x-one", "ui").hermetoCompatible(true).build());
    assertThat(Files.readString(lab.output.resolve(".build-config.json")))
        .contains("\"abspath\": \"" + lab.source.resolve("ui/x-one.conf") + "\"");
    lab.prefetch.inject(lab.output, "/o", checkout);
    assertThat(checkout.resolve("ui/x-one.conf")).hasContent("dir=/o/deps/x-one\n");
  }
}
