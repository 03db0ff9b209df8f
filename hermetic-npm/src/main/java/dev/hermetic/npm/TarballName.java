package dev.hermetic.npm;

import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names tarballs below {@code deps/npm} as Hermeto does, and keeps apart what would meet.
 *
 * <p>Hermeto's names are ambiguous: {@code @a/b-c} and {@code @a-b/c} meet, and so do names that
 * differ in case only. The first by package name, version, URL and integrity keeps the plain name;
 * the others get the first 16 digits of their strongest digest.
 */
final class TarballName {
  private static final Comparator<Pin> ORDER =
      Comparator.comparing((Pin pin) -> pin.entry().name())
          .thenComparing(pin -> pin.entry().version())
          .thenComparing(Pin::url)
          .thenComparing(pin -> pin.expected().toString());

  private static final int MAX_SEGMENT = 255;

  private TarballName() {}

  /** The places of all tarballs of one resolution, by {@link LockEntry#key()}. */
  static Map<String, RelPath> assign(List<Pin> pins) {
    Map<String, Pin> taken = new HashMap<>();
    Map<String, RelPath> places = new LinkedHashMap<>();
    for (Pin pin : pins.stream().sorted(ORDER).toList()) {
      RelPath place = plain(pin);
      if (!isFree(taken, place, pin)) {
        place = suffixed(place, discriminator(pin).substring(0, 16));
      }
      if (!isFree(taken, place, pin)) {
        place = suffixed(plain(pin), pin.entry().key());
      }
      taken.putIfAbsent(place.foldedKey(), pin);
      places.put(pin.entry().key(), place);
    }
    return places;
  }

  /**
   * Two pins may share a place when they have one URL and all digests in common, or a strong one
   * that no other contradicts.
   */
  private static boolean isFree(Map<String, Pin> taken, RelPath place, Pin pin) {
    Pin other = taken.get(place.foldedKey());
    return other == null
        || plain(other).equals(plain(pin))
            && (other.url().equals(pin.url()) && other.expected().equals(pin.expected())
                || other.expected().sharesStrongDigest(pin.expected())
                    && other.expected().merge(pin.expected()).isPresent());
  }

  /** Hermeto's name. */
  static RelPath plain(Pin pin) {
    String name = pin.entry().name();
    if (pin.registry()) {
      String flat = (name.startsWith("@") ? name.substring(1) : name).replace('/', '-');
      return fitting("", flat + "-" + pin.entry().version(), pin);
    }
    String content =
        pin.expected()
            .strongest()
            .map(digest -> digest.algorithm().id() + "-" + digest.hex())
            .orElse("unpinned-" + pin.entry().key().substring(0, 16));
    int slash = name.indexOf('/') + 1;
    String directory = "external-" + name + "/" + name.substring(0, slash);
    return fitting(directory, name.substring(slash) + "-external-" + content, pin);
  }

  private static RelPath fitting(String directory, String stem, Pin pin) {
    boolean fits = stem.getBytes(StandardCharsets.UTF_8).length + 4 <= MAX_SEGMENT;
    String kept = fits ? stem : stem.substring(0, 150) + "-" + pin.entry().key();
    return new RelPath(directory + kept + ".tgz");
  }

  private static RelPath suffixed(RelPath plain, String suffix) {
    String stem = plain.value().substring(0, plain.value().length() - 4);
    int room = MAX_SEGMENT - 5 - suffix.length();
    int name = stem.lastIndexOf('/') + 1;
    String kept = stem.substring(0, Math.min(stem.length(), name + room));
    return new RelPath(kept + "-" + suffix + ".tgz");
  }

  private static String discriminator(Pin pin) {
    return pin.expected().strongest().map(Digest::hex).orElse(pin.entry().key());
  }
}
