package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.SafeUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where to look for content, mirrors first. Thread-safe. */
final class Locators {
  /**
   * One place to try.
   *
   * @param uri the place
   * @param headers secret fields that may be sent there
   */
  record Place(SafeUri uri, Map<String, String> headers) {
    // Those that the JVM makes are linked at run time, by all downloads at once.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place that && uri.equals(that.uri) && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
      return uri.hashCode();
    }
  }

  private final LocatorRules rules;

  Locators(LocatorRules rules) {
    this.rules = rules;
  }

  List<SafeUri> of(SafeUri locator) {
    return rules.apply(locator);
  }

  /**
   * The places for several locators, in order. Header fields belong to the locator's own origin; a
   * mirror that a rule put in its place gets only those that say what is acceptable.
   */
  List<Place> places(List<SafeUri> locators, Map<String, String> headers) {
    List<Place> places = new ArrayList<>(locators.size());
    for (SafeUri locator : locators) {
      for (SafeUri uri : rules.apply(locator)) {
        Place place = new Place(uri, headersFor(uri, locator, headers));
        if (!places.contains(place)) {
          places.add(place);
        }
      }
    }
    return List.copyOf(places);
  }

  private static Map<String, String> headersFor(
      SafeUri uri, SafeUri locator, Map<String, String> headers) {
    if (headers.isEmpty() || uri.origin().equals(locator.origin())) {
      return headers;
    }
    return headers.entrySet().stream()
        .filter(e -> e.getKey().toLowerCase(Locale.ROOT).startsWith("accept"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
