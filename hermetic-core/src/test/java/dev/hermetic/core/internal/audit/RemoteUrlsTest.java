package dev.hermetic.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Digest;
import dev.hermetic.core.internal.manifest.FileEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteUrlsTest {
  private static RemoteUrls of(String locator) {
    FileEntry.Origin origin =
        new FileEntry.Origin(
            locator, "", "", List.of(new FileEntry.Part("pkg:generic/a@1", Map.of())));
    return new RemoteUrls(
        List.of(new FileEntry("deps/a", Digest.ofText(Digest.Algorithm.SHA256, "a"), 1, origin)));
  }

  @Test
  void findsALocatorThatWasLeftInATemplate() {
    assertThat(of("https://r.example/a.tgz").in("{\"resolved\": \"https://r.example/a.tgz\"}"))
        .containsExactly("https://r.example/a.tgz");
  }

  @Test
  void findsALocatorWithAFragment() {
    assertThat(of("https://r.example/a.tgz").in("x https://r.example/a.tgz#abc y"))
        .containsExactly("https://r.example/a.tgz");
  }

  @Test
  void findsALocatorWhoseSecretTheManifestHides() {
    assertThat(of("https://***@r.example/a.tgz").in("https://me:secret@r.example/a.tgz"))
        .containsExactly("https://***@r.example/a.tgz");
  }

  @Test
  void leavesAddressesAloneThatNothingWasFetchedFrom() {
    assertThat(of("https://r.example/a.tgz").in("\"homepage\": \"https://r.example/\"")).isEmpty();
  }
}
