package dev.hermetic.core.internal.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.hermetic.core.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class ManifestProperties {
  @Property(tries = 100)
  void readingGivesWhatWasWritten(@ForAll @NotEmpty String text) throws IOException {
    List<FileEntry> own =
        List.of(FileEntry.generated("bom.json", Digest.ofText(Digest.Algorithm.SHA256, text), 3));
    String valid = new String(text.getBytes(UTF_8), UTF_8);
    Section section = ManifestTest.section(valid);
    Path directory = Files.createTempDirectory("manifest");
    try {
      Manifest read = ManifestTest.roundTrip(directory, List.of(section), own);
      assertThat(read)
          .isEqualTo(
              new Manifest(Digest.ofText(Digest.Algorithm.SHA256, "tree"), List.of(section), own));
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
