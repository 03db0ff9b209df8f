package dev.hermetic.core.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @TempDir Path output;

  static Manifest roundTrip(Path output, List<Section> sections, List<FileEntry> files)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ManifestWriter.write(out, Digest.ofText(Digest.Algorithm.SHA256, "tree"), sections, files);
    Files.createDirectories(output.resolve(".hermetic"));
    Files.write(output.resolve(Manifest.PATH), out.toByteArray());
    return Manifest.read(output, ecosystem -> true);
  }

  static Section section(String text) {
    FileEntry.Part part = new FileEntry.Part("pkg:npm/a@1", new TreeMap<>(Map.of("p", text)));
    return new Section(
        "x",
        List.of(
            new Section.Input(
                "ui",
                new TreeMap<>(Map.of("flag", true, "text", text)),
                Map.of("l", "00"),
                List.of(part))),
        List.of(EnvVar.of("A", text)),
        List.of(
            new Section.FileRef(
                ProjectFile.Root.SOURCE,
                RelPath.of("ui/lock"),
                Digest.ofText(Digest.Algorithm.SHA256, text))),
        List.of(
            new FileEntry(
                "deps/x/a",
                Digest.ofText(Digest.Algorithm.SHA256, "a"),
                7,
                new FileEntry.Origin(text, "strong-digest", "lock:3", List.of(part))),
            FileEntry.generated("deps/x/index", Digest.ofText(Digest.Algorithm.SHA256, "i"), 0)));
  }

  @Test
  void readsOnlyTheWantedEcosystems() throws IOException {
    roundTrip(output, List.of(section("t")), List.of());
    assertThat(Manifest.read(output, "other"::equals).sections()).isEmpty();
  }

  @Test
  void namesAFormatOfALaterVersion() throws IOException {
    Files.createDirectories(output.resolve(".hermetic"));
    Files.writeString(output.resolve(Manifest.PATH), "{\"format\": 2}");
    assertThatThrownBy(() -> Manifest.read(output, e -> true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("format 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"format\": \"1\"}",
        "{\"files\": {}}",
        "{\"files\": [{\"path\": \"../../etc/passwd\", \"sha256\": \"00\", \"size\": 1}]}",
        "{\"files\": [{\"path\": \"a\", \"sha256\": \"00\", \"size\": 1}]}",
        "{\"ecosystems\": [{\"ecosystem\": \"x\", \"project_files\": [{\"root\": \"moon\","
            + " \"path\": \"a\", \"template_sha256\": \"00\"}]}]}"
      })
  void refusesWhatIsNoManifest(String text) throws IOException {
    Files.createDirectories(output.resolve(".hermetic"));
    Files.writeString(output.resolve(Manifest.PATH), text);
    assertThatThrownBy(() -> Manifest.read(output, e -> true))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .asString()
        .startsWith("input.");
  }
}
