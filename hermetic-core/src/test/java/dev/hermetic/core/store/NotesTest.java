package dev.hermetic.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.store.ContentStore.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {
  private static final String NAME = "metadata https://user.example/?token=s3cret";
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path directory;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  ContentStore store;

  @BeforeEach
  void open() {
    store = DirectoryStore.open(directory, Clock.fixed(now, ZoneOffset.UTC), 1 << 20);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen(Duration later) {
    store.close();
    now = now.plus(later);
    open();
  }

  private Note published(String text) throws Exception {
    ContentStore.Entry entry = Contents.publish(store, text, text.getBytes(StandardCharsets.UTF_8));
    return new Note(Optional.of(entry.sha256()), Map.of("etag", "\"a b\"", "type", ""));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("v1/metadata"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void recallsWhatItWasToldToRemember() throws Exception {
    Note note = published("one");
    store.remember(NAME, note);
    reopen(Duration.ZERO);
    assertThat(store.recall(NAME)).contains(note);
  }

  @Test
  void aLaterNoteReplacesAnEarlierOne() throws Exception {
    store.remember(NAME, published("one"));
    Note later = published("two");
    store.remember(NAME, later);
    assertThat(store.recall(NAME)).contains(later);
  }

  @Test
  void knowsNothingUnderOtherNames() throws Exception {
    store.remember(NAME, published("one"));
    assertThat(store.recall(NAME + "x")).isEmpty();
  }

  @Test
  void remembersThatThereIsNothing() throws Exception {
    Note nothing = new Note(Optional.empty(), Map.of());
    store.remember(NAME, nothing);
    assertThat(store.recall(NAME)).contains(nothing);
  }

  @Test
  void doesNotWriteTheNameDown() throws Exception {
    store.remember(NAME, published("one"));
    assertThat(Files.readString(file())).doesNotContain("s3cret", "example");
  }

  @Test
  void aNoteCutShortIsNone() throws Exception {
    store.remember(NAME, published("one"));
    String whole = Files.readString(file());
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(file(), whole.substring(0, length));
      assertThat(store.recall(NAME)).isEmpty();
    }
  }

  @Test
  void aNoteGoesWithItsContent() throws Exception {
    store.remember(NAME, published("one"));
    reopen(YEAR);
    store.gc(Duration.ofDays(30), Long.MAX_VALUE);
    assertThat(store.recall(NAME)).isEmpty();
    assertThat(Files.walk(directory.resolve("v1/metadata")).filter(Files::isRegularFile)).isEmpty();
  }

  @Test
  void aNoteStaysWithItsContent() throws Exception {
    Note note = published("one");
    store.remember(NAME, note);
    reopen(Duration.ofDays(10));
    store.gc(Duration.ofDays(30), Long.MAX_VALUE);
    assertThat(store.recall(NAME)).contains(note);
  }

  @Test
  void aNoteWithoutContentGoesByItsAge() throws Exception {
    store.remember(NAME, new Note(Optional.empty(), Map.of()));
    reopen(Duration.ofDays(20));
    store.gc(Duration.ofDays(30), Long.MAX_VALUE);
    assertThat(store.recall(NAME)).isPresent();
    reopen(Duration.ofDays(20));
    store.gc(Duration.ofDays(30), Long.MAX_VALUE);
    assertThat(store.recall(NAME)).isEmpty();
  }

  @Test
  void aDamagedNoteIsSweptAway() throws Exception {
    store.remember(NAME, published("one"));
    Files.writeString(file(), "?");
    Files.setLastModifiedTime(file(), FileTime.from(now));
    store.gc(Duration.ofDays(30), Long.MAX_VALUE);
    assertThat(Files.walk(directory.resolve("v1/metadata")).filter(Files::isRegularFile)).isEmpty();
  }

  @Test
  void factsThatWouldBreakTheFileAreRefused() {
    assertThatThrownBy(() -> new Note(Optional.empty(), Map.of("a", "b\nend")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Note(Optional.empty(), Map.of("A b", "c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Note(Optional.of(Digest.parse("md5:" + "0".repeat(32))), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
