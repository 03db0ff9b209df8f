package dev.hermetic.npm;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.SafeUri;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What all entries of a lock say of one URL. There is one file at a URL, so that it must satisfy
 * each of them, and the integrity of one entry covers another that has none.
 */
final class UrlPins {
  private record Known(Pin first, ExpectedDigests expected) {}

  private UrlPins() {}

  /** Gives all pins of one URL the digests of all of them; those that contradict are problems. */
  static void addUp(Map<String, Pin> pins, Consumer<HermeticException> problems) {
    Map<SafeUri, Known> urls = new HashMap<>();
    for (Pin pin : pins.values()) {
      Known known = urls.getOrDefault(pin.url(), new Known(pin, ExpectedDigests.none()));
      Optional<ExpectedDigests> merged = known.expected().merge(pin.expected());
      if (merged.isEmpty()) {
        problems.accept(contradiction(pin, known.first()));
      } else {
        urls.put(pin.url(), new Known(known.first(), merged.get()));
      }
    }
    pins.replaceAll(
        (key, pin) -> {
          Known known = urls.get(pin.url());
          return known == null ? pin : pin.expecting(known.expected());
        });
  }

  private static LockfileException contradiction(Pin pin, Pin first) {
    PinnedEntry entry = pin.entry();
    return LockfileException.of(
        "npm.integrity",
        entry.location(),
        PrintableText.text(entry.name() + "@" + entry.version())
            + " has an integrity that contradicts the one of the same URL at "
            + first.entry().location(),
        "create the lock again with npm install --package-lock-only");
  }
}
