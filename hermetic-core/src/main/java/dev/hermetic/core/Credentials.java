package dev.hermetic.core;

import java.util.Map;

/**
 * Gives the header fields that authenticate a request, {@code Authorization} for example. Asked for
 * every request to the locator's own origin anew, never about the target of a redirect to another
 * one; must look at the exact host. Implementations are thread-safe. Given explicitly to {@link
 * Prefetch}, never found on a class path.
 */
@FunctionalInterface
public interface Credentials {
  /** Credentials for nobody. */
  static Credentials none() {
    return uri -> Map.of();
  }

  /** The header fields for a request, empty when there are none. */
  Map<String, String> headersFor(SafeUri uri);

  /** These credentials, or the others where these know none. */
  default Credentials orElse(Credentials others) {
    return uri -> {
      Map<String, String> mine = headersFor(uri);
      return mine.isEmpty() ? others.headersFor(uri) : mine;
    };
  }
}
