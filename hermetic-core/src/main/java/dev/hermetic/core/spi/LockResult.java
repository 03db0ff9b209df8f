package dev.hermetic.core.spi;

import dev.hermetic.core.RelPath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lockfile to write. Immutable. */
public final class LockResult {
  private final RelPath path;
  private final String content;
  private final String summary;

  private LockResult(RelPath path, String content, String summary) {
    this.path = path;
    this.content = content;
    this.summary = summary;
  }

  /** A lockfile without a summary. */
  public static LockResult of(RelPath path, String content) {
    return of(path, content, "");
  }

  /**
   * A lockfile.
   *
   * @param path the file in the source tree
   * @param content its whole content
   * @param summary what changes against the lockfile that is there, in lines for people; empty when
   *     nothing does or the locker has no better words than a comparison of the texts
   */
  public static LockResult of(RelPath path, String content, String summary) {
    return new LockResult(path, content, summary);
  }

  /** The file in the source tree. */
  public RelPath path() {
    return path;
  }

  /** Its whole content. */
  public String content() {
    return content;
  }

  /** What changes, in lines for people; empty when there are no such words. */
  public String summary() {
    return summary;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LockResult that
        && path.equals(that.path)
        && content.equals(that.content)
        && summary.equals(that.summary);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, content, summary);
  }

  /** The path and how long the content is. */
  @Override
  public String toString() {
    return path + " (" + content.length() + " characters)";
  }
}
