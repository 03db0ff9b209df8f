package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.internal.io.AtomicFile;
import dev.hermetic.core.store.ContentStore.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which content a name led to, and facts about it: one small file for each name, under the name's
 * SHA-256. A note that is lost or damaged costs one request, no more.
 */
final class Notes {
  private static final int MAX_BYTES = 16 * 1024;
  private static final String NOTHING = "nothing";

  private final StoreLayout layout;
  private final Clock clock;

  Notes(StoreLayout layout, Clock clock) {
    this.layout = layout;
    this.clock = clock;
  }

  Optional<Note> read(Digest name) throws IOException {
    return SmallFile.read(layout.within(layout.note(name)), MAX_BYTES).flatMap(Notes::parse);
  }

  void write(Digest name, Note note) throws IOException {
    AtomicFile.replace(
        layout.entering(layout.note(name)),
        text(note).getBytes(StandardCharsets.US_ASCII),
        layout.temporaries(),
        FileTime.from(clock.instant()));
  }

  private static String text(Note note) {
    StringBuilder text = new StringBuilder();
    text.append(note.content().map(Digest::toString).orElse(NOTHING)).append('\n');
    note.facts().forEach((name, value) -> text.append(name + " " + value + "\n"));
    // The last line tells a whole note from one that lost its end to a power cut.
    return text.append("end\n").toString();
  }

  static Optional<Note> parse(byte[] content) {
    String[] lines = new String(content, StandardCharsets.US_ASCII).split("\n", -1);
    int last = lines.length - 2;
    if (last < 1 || !lines[last].equals("end")) {
      return Optional.empty();
    }
    Map<String, String> facts = new TreeMap<>();
    for (int i = 1; i < last; i++) {
      int space = Math.max(0, lines[i].indexOf(' '));
      facts.put(
          lines[i].substring(0, space), lines[i].substring(Math.min(space + 1, lines[i].length())));
    }
    try {
      Optional<Digest> address =
          lines[0].equals(NOTHING) ? Optional.empty() : Optional.of(Digest.parse(lines[0]));
      return Optional.of(new Note(address, facts));
    } catch (IllegalArgumentException | HermeticException damaged) {
      return Optional.empty();
    }
  }
}
