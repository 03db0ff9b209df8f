package dev.hermetic.npm;

import dev.hermetic.core.RelPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of objects that a document was found to hold and that were forgotten again: read anew
 * from the text when somebody asks. Locks are read entry by entry, so keeping the last one is
 * enough to make this cheap, and a lock of a hundred thousand entries fits into a small heap.
 */
final class FoldedObjects {
  private record Unfolded(Json object, Map<String, Json.Member> members) {}

  private final RelPath file;
  private final String text;
  private @Nullable Unfolded last;

  FoldedObjects(RelPath file, String text) {
    this.file = file;
    this.text = text;
  }

  Map<String, Json.Member> members(Json object) {
    Unfolded unfolded = last;
    if (unfolded == null || unfolded.object() != object) {
      unfolded = new Unfolded(object, JsonParse.members(file, text, object));
      last = unfolded;
    }
    return unfolded.members();
  }
}
