package dev.hermetic.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file of a source tree that an ecosystem locks with, or locks from. Immutable. */
public final class Detected {
  /** What a file is good for. */
  public enum Kind {
    /** Pins everything: can be prefetched. */
    LOCKFILE,
    /** What a human writes, from which a {@link dev.hermetic.core.spi.Locker} makes a lockfile. */
    UNLOCKED
  }

  private final PackageInput input;
  private final RelPath file;
  private final Kind kind;

  private Detected(PackageInput input, RelPath file, Kind kind) {
    this.input = input;
    this.file = file;
    this.kind = kind;
  }

  /** A lockfile, and the input that prefetches it. */
  public static Detected lockfile(PackageInput input, RelPath file) {
    return new Detected(input, file, Kind.LOCKFILE);
  }

  /** What a lockfile is made from, and the input that locks it. */
  public static Detected unlocked(PackageInput input, RelPath file) {
    return new Detected(input, file, Kind.UNLOCKED);
  }

  /** What to prefetch or to lock. */
  public PackageInput input() {
    return input;
  }

  /** The file, relative to the source tree. */
  public RelPath file() {
    return file;
  }

  /** What it is good for. */
  public Kind kind() {
    return kind;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Detected that
        && input.equals(that.input)
        && file.equals(that.file)
        && kind == that.kind;
  }

  @Override
  public int hashCode() {
    return Objects.hash(input, file, kind);
  }

  /** {@code ui/package-lock.json (npm)}. */
  @Override
  public String toString() {
    return file + " (" + input.ecosystem() + ")";
  }
}
