package dev.hermetic.pip.lock;

import dev.hermetic.pip.version.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a project. Its files are looked at when somebody asks for them. Thread-safe. */
final class Release {
  private final Version version;
  private final List<Dist> all;
  private volatile @Nullable List<Dist> usable;

  /**
   * A version.
   *
   * @param all its files, in the order of the index
   */
  Release(Version version, List<Dist> all) {
    this.version = version;
    this.all = List.copyOf(all);
  }

  /** The version. */
  Version version() {
    return version;
  }

  /** Its files that can be used, in the order of the index; perhaps none. */
  List<Dist> dists() {
    List<Dist> known = usable;
    if (known == null) {
      known = all.stream().filter(Dist::isUsable).toList();
      usable = known;
    }
    return known;
  }
}
