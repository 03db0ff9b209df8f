package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.store.ContentStore;
import dev.hermetic.core.store.ContentStore.Note;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts that the store keeps with its content, for verifiers that name what theirs depend on. A
 * note is as good as the record beside the content, no better: whoever can write one can write the
 * other, see {@code docs/store.md}. Rejections are never kept. Thread-safe.
 */
final class Verdicts {
  private static final String KIND = "verdict";
  private static final String DETAIL = "detail";
  private static final String VERIFIED = "verified";
  private static final String UNVERIFIABLE = "unverifiable";

  private final ContentStore store;

  Verdicts(ContentStore store) {
    this.store = store;
  }

  /**
   * The name under which a verdict is kept: everything that it depends on. Empty when it is not to
   * be kept.
   */
  static Optional<String> name(Verifier verifier, Artifact artifact, Digest content) {
    return verifier
        .basis(artifact)
        .map(basis -> "verdict\n" + verifier.getClass().getName() + "\n" + content + "\n" + basis);
  }

  /** The verdict kept under a name, unless it is about other content. */
  Optional<Verdict> recall(String name, Digest content) throws IOException {
    Optional<Note> note = store.recall(name);
    if (note.isEmpty() || !note.get().content().equals(Optional.of(content))) {
      return Optional.empty();
    }
    Map<String, String> facts = note.get().facts();
    String detail = facts.getOrDefault(DETAIL, "");
    return switch (facts.getOrDefault(KIND, "")) {
      case VERIFIED -> Optional.of(new Verdict.Verified(detail));
      case UNVERIFIABLE -> Optional.of(new Verdict.Unverifiable(detail));
      default -> Optional.empty();
    };
  }

  /** Keeps a verdict, where its text fits a note and the store can be written. */
  void remember(String name, Digest content, Verdict verdict) throws IOException {
    String kind;
    String detail;
    if (verdict instanceof Verdict.Verified yes) {
      kind = VERIFIED;
      detail = yes.detail();
    } else if (verdict instanceof Verdict.Unverifiable unknown) {
      kind = UNVERIFIABLE;
      detail = unknown.reason();
    } else {
      return;
    }
    if (!Note.isValue(detail)) {
      return;
    }
    try {
      store.remember(name, new Note(Optional.of(content), Map.of(KIND, kind, DETAIL, detail)));
    } catch (StoreException unwritable) {
      // The verdict stands; that it cannot be kept for later runs is no failure of this one.
      if (!unwritable.code().equals("store.read-only")) {
        throw unwritable;
      }
    }
  }
}
