package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Digest;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.store.ContentStore;
import dev.hermetic.core.store.ContentStore.Note;
import dev.hermetic.core.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Index metadata in the store: the bytes as content, and under the address a note of which content
 * that is and how the server may be asked whether it still is. A store that cannot be written is
 * only read. Thread-safe.
 */
final class MetadataRecords {
  private static final String TYPE = "type";
  private static final String BASE = "base";
  private static final String PLACE = "place";
  private static final String OFFSET = "offset";
  private static final String TOTAL = "total";
  private static final int MAX_BASE = 512;
  private static final String FRESH = "fresh";
  private static final String UNTIL = "until";
  private static final Map<String, String> CONDITIONS =
      Map.of("etag", "If-None-Match", "last-modified", "If-Modified-Since");

  /** A note about an address. */
  record Recorded(Note note) {
    /** Whether the note came from exactly there and has what a conditional request needs. */
    boolean mayAskAgain(SafeUri place) {
      return isFrom(place) && !conditions().isEmpty();
    }

    private boolean isFrom(SafeUri place) {
      return note.content().isPresent()
          && hash(place.uri().toString()).equals(note.facts().get(PLACE));
    }

    /** The header fields of a conditional request (RFC 9110, section 13.1). */
    Map<String, String> conditions() {
      Map<String, String> fields = new TreeMap<>();
      CONDITIONS.forEach(
          (fact, field) ->
              Optional.ofNullable(note.facts().get(fact)).ifPresent(v -> fields.put(field, v)));
      return fields;
    }
  }

  private final ContentStore store;
  private final Clock clock;

  MetadataRecords(ContentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The name of a request in the store; it is hashed there, so that no secret of it is kept. */
  static String name(MetadataRequest request) {
    return String.join(
        "\n",
        "metadata",
        request.uri().withoutUserInfo().uri().toString(),
        request.accept().orElse(""),
        request.range().orElse(""));
  }

  Optional<Recorded> find(MetadataRequest request) throws IOException {
    Optional<Note> note = store.recall(name(request));
    Optional<Digest> content = note.flatMap(Note::content);
    boolean gone = content.isPresent() && store.find(content.get()).isEmpty();
    return gone ? Optional.empty() : note.map(Recorded::new);
  }

  /** The recorded answer, or the recorded lack of one as the exception that it was. */
  Metadata answer(MetadataRequest request, Recorded recorded) throws IOException {
    Map<String, String> facts = recorded.note().facts();
    Digest content =
        recorded
            .note()
            .content()
            .orElseThrow(
                () ->
                    FetchException.builder("fetch.not-found")
                        .subject(request.uri().toString())
                        .message(request + ": the server did not have it when it was last asked")
                        .status(404)
                        .build());
    ContentStore.Entry entry =
        store.find(content).orElseThrow(() -> new IOException(content + " is gone"));
    // Before reading: an earlier run may have allowed more.
    new StagingSink.Limits(request.uri().toString(), -1, request.maxBytes())
        .check(entry.size(), "sent");
    Optional<String> base = Optional.ofNullable(facts.get(BASE));
    try (InputStream in = store.open(entry)) {
      Metadata whole =
          Metadata.of(
              in.readAllBytes(),
              base.map(SafeUri::parse).orElse(request.uri()),
              Optional.ofNullable(facts.get(TYPE)));
      return request.range().isEmpty()
          ? whole
          : whole.partOf(Long.parseLong(facts.getOrDefault(OFFSET, "0")), total(facts));
    }
  }

  /** Whether the server at that place said that it would not change before now. */
  boolean isFresh(Recorded recorded, SafeUri place) {
    long until = Long.parseLong(recorded.note().facts().getOrDefault(UNTIL, "0"));
    long now = clock.instant().getEpochSecond();
    // A clock that was set back must not make anything fresh for long.
    return recorded.isFrom(place) && now < until && until - now <= Freshness.MOST_SECONDS;
  }

  /** The server said that it is still current: as fresh as on the first day (RFC 9111, 4.3.4). */
  void refresh(MetadataRequest request, Recorded recorded) throws IOException {
    Map<String, String> facts = new TreeMap<>(recorded.note().facts());
    if (facts.containsKey(FRESH)) {
      fresh(facts, Long.parseLong(facts.getOrDefault(FRESH, "0")));
      remember(name(request), new Note(recorded.note().content(), facts));
    }
  }

  private void fresh(Map<String, String> facts, long seconds) {
    facts.put(FRESH, Long.toString(seconds));
    facts.put(UNTIL, Long.toString(clock.instant().getEpochSecond() + seconds));
  }

  /** What was kept under a name of a plugin's own. */
  Optional<byte[]> recall(String name, int maxBytes) throws IOException {
    Optional<Digest> content = store.recall(kept(name)).flatMap(Note::content);
    Optional<ContentStore.Entry> entry =
        content.isEmpty() ? Optional.empty() : store.find(content.get());
    if (entry.filter(e -> e.size() <= maxBytes).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = store.open(entry.get())) {
      return Optional.of(in.readAllBytes());
    }
  }

  /** Keeps something under a name of a plugin's own. */
  void keep(String name, byte[] content) throws IOException, InterruptedException {
    store(content, kept(name), Map.of());
  }

  private static String kept(String name) {
    return "kept\n" + name;
  }

  private static long total(Map<String, String> facts) {
    return Long.parseLong(facts.getOrDefault(TOTAL, "-1"));
  }

  void noteMissing(MetadataRequest request) throws IOException {
    remember(name(request), new Note(Optional.empty(), Map.of()));
  }

  void keep(MetadataRequest request, SafeUri place, Metadata answer, Map<String, String> fields)
      throws IOException, InterruptedException {
    Map<String, String> facts = new TreeMap<>();
    CONDITIONS.keySet().stream()
        .filter(fields::containsKey)
        .forEach(fact -> facts.put(fact, fields.get(fact)));
    answer.contentType().ifPresent(type -> facts.put(TYPE, type));
    long seconds = Freshness.seconds(fields);
    if (seconds > 0) {
      fresh(facts, seconds);
    }
    facts.put(PLACE, hash(place.uri().toString()));
    if (!answer.uri().equals(request.uri())) {
      facts.put(BASE, answer.uri().uri().toASCIIString());
    }
    if (request.range().isPresent()) {
      facts.put(OFFSET, Long.toString(answer.offset()));
      facts.put(TOTAL, Long.toString(answer.totalBytes()));
    }
    if (facts.getOrDefault(BASE, "").length() <= MAX_BASE) {
      store(answer.bytes(), name(request), facts);
    }
  }

  private void store(byte[] bytes, String name, Map<String, String> facts)
      throws IOException, InterruptedException {
    try {
      Digest sha256 = Digest.ofContent(Digest.Algorithm.SHA256, bytes);
      if (store.find(sha256).isEmpty()) {
        try (Staging staging = store.stage(sha256.toString(), Set.of())) {
          try (OutputStream out = staging.restart()) {
            out.write(bytes);
          }
          staging.publish();
        }
      }
      remember(name, new Note(Optional.of(sha256), facts));
    } catch (StoreException unwritable) {
      ignoreReadOnly(unwritable);
    }
  }

  private void remember(String name, Note note) throws IOException {
    try {
      store.remember(name, note);
    } catch (StoreException unwritable) {
      ignoreReadOnly(unwritable);
    }
  }

  /** The answer is at hand; that it cannot be kept for others is no failure of this run. */
  private static void ignoreReadOnly(StoreException unwritable) {
    if (!unwritable.code().equals("store.read-only")) {
      throw unwritable;
    }
  }

  private static String hash(String text) {
    return Digest.ofText(Digest.Algorithm.SHA256, text).hex();
  }
}
