package dev.hermetic.core;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link Prefetch#lock} found. Immutable. */
public final class LockOutcome {
  private final RelPath path;
  private final String diff;
  private final String summary;
  private final List<Diagnostic> diagnostics;

  private LockOutcome(RelPath path, String diff, String summary, List<Diagnostic> diagnostics) {
    this.path = path;
    this.diff = diff;
    this.summary = summary;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /**
   * An outcome; used by the engine.
   *
   * @param diff empty when nothing changed
   */
  public static LockOutcome of(
      RelPath path, String diff, String summary, List<Diagnostic> diagnostics) {
    return new LockOutcome(path, diff, summary, diagnostics);
  }

  /** The lockfile, relative to the source tree. */
  public RelPath path() {
    return path;
  }

  /** Whether its content differs from the file that was there. */
  public boolean changed() {
    return !diff.isEmpty();
  }

  /** A unified diff from the file that was there to the new content; empty without a change. */
  public String diff() {
    return diff;
  }

  /** The same in the words of the locker; empty when it has none. */
  public String summary() {
    return summary;
  }

  /** Findings of the locker that are no failures. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LockOutcome that
        && path.equals(that.path)
        && diff.equals(that.diff)
        && summary.equals(that.summary)
        && diagnostics.equals(that.diagnostics);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, diff, summary, diagnostics);
  }

  /** {@code package-lock.json: changed}. */
  @Override
  public String toString() {
    return path + (changed() ? ": changed" : ": up to date");
  }
}
