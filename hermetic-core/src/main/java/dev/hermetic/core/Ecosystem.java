package dev.hermetic.core;

import java.util.List;

/** An ecosystem that a {@link Prefetch} can serve, as its providers describe it. Immutable. */
public final class Ecosystem {
  private final String id;
  private final List<String> files;
  private final boolean canLock;
  private final String provider;

  private Ecosystem(String id, List<String> files, boolean canLock, String provider) {
    this.id = id;
    this.files = List.copyOf(files);
    this.canLock = canLock;
    this.provider = provider;
  }

  /** An ecosystem; used by the engine. */
  public static Ecosystem of(String id, List<String> files, boolean canLock, String provider) {
    return new Ecosystem(id, files, canLock, provider);
  }

  /** Its id, {@code npm}. */
  public String id() {
    return id;
  }

  /** The names of the files that it is detected by; empty when it is not detected. */
  public List<String> files() {
    return files;
  }

  /** Whether there is a locker for it. */
  public boolean canLock() {
    return canLock;
  }

  /** Which class of which jar it is. */
  public String provider() {
    return provider;
  }

  /** The id. */
  @Override
  public String toString() {
    return id;
  }
}
