package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import dev.hermetic.core.ExpectedDigests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class RoundTripTest {
  private static Path directory;
  private static ContentStore store;

  @BeforeContainer
  static void open() throws Exception {
    directory = Files.createTempDirectory("hermetic-store");
    store = FileContentStore.open(directory);
  }

  @AfterContainer
  static void close() throws Exception {
    store.close();
    com.google.common.io.MoreFiles.deleteRecursively(directory);
  }

  @Property(tries = 200)
  void whatGoesInComesOutUnderItsDigests(
      @ForAll String key, @ForAll @Size(max = 3000) byte[] content) throws Exception {
    ContentStore.Entry entry = Contents.publish(store, key, content, Set.of(Algorithm.SHA512));
    byte[] sha512 = MessageDigest.getInstance("SHA-512").digest(content);
    ExpectedDigests pin = ExpectedDigests.of(Digest.of(Algorithm.SHA512, sha512));
    assertThat(store.find(pin)).contains(entry);
    assertThat(entry.sha256()).isEqualTo(Contents.sha256(content));
    assertThat(Contents.read(store, entry)).isEqualTo(content);
  }

  @Property(tries = 100)
  void whereAnAttemptIsCutDoesNotMatter(
      @ForAll @Size(min = 1, max = 2000) byte[] content, @ForAll @IntRange(max = 2000) int cut)
      throws Exception {
    int at = Math.min(cut, content.length);
    try (Staging staging = store.stage("cut", Set.of())) {
      Contents.write(staging.restart(), Arrays.copyOf(content, at));
    }
    try (Staging staging = store.stage("cut", Set.of())) {
      assertThat(staging.offset()).isEqualTo(at);
      Contents.write(staging.append(), Arrays.copyOfRange(content, at, content.length));
      assertThat(staging.publish().sha256()).isEqualTo(Contents.sha256(content));
    }
  }

  @Property(tries = 200)
  void aDamagedSidecarIsReadAsNone(@ForAll byte[] damaged, @ForAll @IntRange(max = 60) int cut) {
    byte[] whole = new Sidecar(5, 7, java.util.Map.of()).bytes();
    assertThat(Sidecar.parse(whole)).isPresent();
    assertThat(Sidecar.parse(Arrays.copyOf(whole, Math.min(cut, whole.length - 1)))).isEmpty();
    assertThat(Sidecar.parse(damaged)).isEqualTo(Optional.empty());
  }
}
