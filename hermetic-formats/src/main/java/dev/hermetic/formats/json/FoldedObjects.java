package dev.hermetic.formats.json;

import dev.hermetic.core.RelPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of objects that a document was found to hold and that were forgotten again: read anew
 * from the text when somebody asks. Locks are read entry by entry, so keeping the last one is
 * enough to make this cheap, and a lock of a hundred thousand entries fits into a small heap.
 */
final class FoldedObjects {
  private record Unfolded(JsonNode object, Map<String, JsonNode.Member> members) {}

  private final JsonReader reader;
  private final RelPath file;
  private final String text;
  private @Nullable Unfolded last;

  FoldedObjects(JsonReader reader, RelPath file, String text) {
    this.reader = reader;
    this.file = file;
    this.text = text;
  }

  Map<String, JsonNode.Member> members(JsonNode object) {
    Unfolded unfolded = last;
    if (unfolded == null || unfolded.object() != object) {
      unfolded = new Unfolded(object, reader.members(file, text, object));
      last = unfolded;
    }
    return unfolded.members();
  }
}
