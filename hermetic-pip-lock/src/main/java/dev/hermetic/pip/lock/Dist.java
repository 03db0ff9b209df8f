package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.PageEntry;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.wheel.WheelName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file of a release. Of the entry of a page no more is read than is asked for. Compared by
 * identity; thread-safe.
 */
final class Dist {
  private final @Nullable PageEntry entry;
  private final String filename;
  private final Optional<WheelName> wheel;
  private final Optional<SpecifierSet> requiresPython;
  private volatile @Nullable IndexFile file;

  private Dist(
      @Nullable PageEntry entry,
      @Nullable IndexFile file,
      String filename,
      Optional<WheelName> wheel,
      Optional<SpecifierSet> requiresPython) {
    this.entry = entry;
    this.file = file;
    this.filename = filename;
    this.wheel = wheel;
    this.requiresPython = requiresPython;
  }

  /**
   * A file.
   *
   * @param file what the index or the earlier lock says
   * @param wheel its name taken apart; empty for an sdist
   * @param requiresPython the Python versions it is for
   */
  static Dist of(IndexFile file, Optional<WheelName> wheel, Optional<SpecifierSet> requiresPython) {
    return new Dist(null, file, file.filename(), wheel, requiresPython);
  }

  /** The same of an entry that nobody has looked at yet. */
  static Dist of(
      PageEntry entry, Optional<WheelName> wheel, Optional<SpecifierSet> requiresPython) {
    return new Dist(entry, null, entry.filename(), wheel, requiresPython);
  }

  String filename() {
    return filename;
  }

  /** Its name taken apart; empty for an sdist. */
  Optional<WheelName> wheel() {
    return wheel;
  }

  /** The Python versions it is for. */
  Optional<SpecifierSet> requiresPython() {
    return requiresPython;
  }

  boolean isSdist() {
    return wheel.isEmpty();
  }

  /** Whether its entry can be used; what cannot is passed over, as pip and uv do. */
  boolean isUsable() {
    try {
      return file().filename().equals(filename);
    } catch (InputException unusable) {
      return false;
    }
  }

  /**
   * What the index or the earlier lock says.
   *
   * @throws InputException when it cannot be used
   */
  IndexFile file() {
    IndexFile known = file;
    if (known == null) {
      if (entry == null) {
        throw new IllegalStateException(filename);
      }
      known = entry.file();
      file = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return filename;
  }
}
