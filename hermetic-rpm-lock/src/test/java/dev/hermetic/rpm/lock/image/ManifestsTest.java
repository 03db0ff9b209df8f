package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which manifest is chosen, and documents of strangers. */
final class ManifestsTest {
  @TempDir Path directory;
  private final MadeImage image = new MadeImage();
  private ImageProbe probe;
  private Path made;

  @BeforeEach
  void open() throws Exception {
    probe = new ImageProbe(directory);
    made = probe.source().resolve("image");
  }

  /** An index of one image for each of some architectures, told apart by their labels. */
  private byte[] index(String... architectures) {
    List<String> all = new java.util.ArrayList<>();
    for (String architecture : architectures) {
      image.config =
          "{\"os\":\"linux\",\"architecture\":\"%1$s\",\"config\":{\"Labels\":{\"for\":\"%1$s\"}}}"
              .formatted(architecture);
      all.add(
          image.descriptor(MadeImage.MANIFEST, image.manifest(), MadeImage.platform(architecture)));
    }
    return MadeImage.index(all.toArray(String[]::new));
  }

  private HermeticException refused(byte[] top, String code) throws Exception {
    image.write(made, top);
    HermeticException refused =
        catchThrowableOfType(HermeticException.class, () -> probe.labels("dir:image", "x86_64"));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.code()).isEqualTo(code);
    return refused;
  }

  @Test
  void choosesTheManifestOfTheArchitecture() throws Exception {
    image.write(made, index("amd64", "arm64", "ppc64le", "s390x"));
    assertThat(probe.labels("dir:image", "x86_64").labels()).containsEntry("for", "amd64");
    assertThat(probe.labels("dir:image", "aarch64").labels()).containsEntry("for", "arm64");
    assertThat(probe.labels("dir:image", "ppc64le").labels()).containsEntry("for", "ppc64le");
    assertThat(probe.labels("dir:image", "s390x").labels()).containsEntry("for", "s390x");
  }

  @Test
  void looksIntoIndexesOfIndexes() throws Exception {
    byte[] inner = index("amd64");
    byte[] outer = MadeImage.index(image.descriptor(MadeImage.INDEX, inner, ""));
    image.write(made, outer);
    assertThat(probe.labels("dir:image", "x86_64").labels()).containsEntry("for", "amd64");
  }

  @Test
  void endsWhereIndexesAreNestedTooDeeply() throws Exception {
    byte[] top = index("amd64");
    for (int i = 0; i < 5; i++) {
      top = MadeImage.index(image.descriptor(MadeImage.INDEX, top, ""));
    }
    assertThat(refused(top, "rpm.image-malformed")).hasMessageContaining("nested");
  }

  @Test
  void saysThatThereIsNoSuchPlatform() throws Exception {
    assertThat(refused(index("arm64", "s390x"), "rpm.image-platform"))
        .hasMessageContaining("linux/amd64");
  }

  @Test
  void refusesAManifestThatIsNotWhatTheIndexSays() throws Exception {
    byte[] top = index("amd64");
    image.write(made, top);
    for (Path file : Files.list(made).toList()) {
      if (file.toString().endsWith(".manifest.json")) {
        Files.writeString(file, Files.readString(file) + " ");
      }
    }
    HermeticException refused =
        catchThrowableOfType(HermeticException.class, () -> probe.labels("dir:image", "x86_64"));
    assertThat(refused.code()).isEqualTo("rpm.image-digest");
  }

  @Test
  void refusesDocumentsThatAreNoManifests() throws Exception {
    String config = "{\"digest\":\"sha256:" + "0".repeat(64) + "\",\"size\":1}";
    for (String bad :
        List.of(
            "",
            "[]",
            "null",
            "{\"schemaVersion\":1,\"layers\":[]}",
            "{\"schemaVersion\":2}",
            "{\"schemaVersion\":2,\"manifests\":[],\"layers\":[]}",
            "{\"schemaVersion\":2,\"layers\":[]}",
            "{\"schemaVersion\":2,\"layers\":[],\"config\":{\"digest\":\"sha256:1\",\"size\":1}}",
            "{\"schemaVersion\":2,\"layers\":[],\"config\":{\"digest\":\"md5:"
                + "0".repeat(32)
                + "\",\"size\":1}}",
            "{\"schemaVersion\":2,\"layers\":[],\"config\":{\"digest\":\"sha256:"
                + "0".repeat(64)
                + "\",\"size\":-1}}",
            "{\"schemaVersion\":2,\"layers\":[" + config + "],\"config\":" + config + "}",
            "{\"schemaVersion\":2,\"schemaVersion\":2,\"layers\":[],\"config\":" + config + "}",
            "[".repeat(100_000))) {
      refused(MadeImage.utf8(bad), "rpm.image-malformed");
    }
  }

  @Test
  void refusesEncryptedLayers() throws Exception {
    image.stored(new byte[10], "application/vnd.oci.image.layer.v1.tar+gzip+encrypted");
    assertThat(refused(image.manifest(), "rpm.image-malformed")).hasMessageContaining("encrypted");
  }

  @Test
  void refusesAnImageOfAnotherSystem() throws Exception {
    image.config = "{\"os\":\"windows\",\"architecture\":\"amd64\"}";
    refused(image.manifest(), "rpm.image-platform");
  }

  @Test
  void refusesPathsOutOfTheSourceTree() throws Exception {
    image.write(directory.resolve("outside"), image.manifest());
    Files.createSymbolicLink(probe.source().resolve("link"), directory.resolve("outside"));
    for (String bad : List.of("dir:../outside", "dir:/etc", "dir:link", "oci:link", "dir:none")) {
      HermeticException refused =
          catchThrowableOfType(HermeticException.class, () -> probe.labels(bad, "x86_64"));
      assertThat(refused.code())
          .startsWith(bad.contains("..") || bad.contains(":/") ? "input." : "lockfile.");
    }
  }
}
