package dev.hermetic.cli;

import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Proxies from the environment as curl reads them: lower case first; {@code HTTP_PROXY} in upper
 * case is ignored, since a CGI server sets it from a request header.
 */
final class Proxies {
  private Proxies() {}

  /**
   * Applies them to HTTP settings.
   *
   * @throws InputException with code {@code input.proxy}
   */
  static void apply(ProcessContext process, HttpSettings.Builder settings) {
    Optional<SafeUri> all = proxy(process, "all_proxy", "ALL_PROXY");
    Optional<SafeUri> http = proxy(process, "http_proxy").or(() -> all);
    Optional<SafeUri> https = proxy(process, "https_proxy", "HTTPS_PROXY").or(() -> all);
    settings.proxies(http.orElse(null), https.orElse(null), exceptions(process));
  }

  private static List<String> exceptions(ProcessContext process) {
    String text = first(process, "no_proxy", "NO_PROXY").orElse("");
    return Arrays.stream(text.split("[,\\s]+")).filter(host -> !host.isEmpty()).toList();
  }

  private static Optional<SafeUri> proxy(ProcessContext process, String... names) {
    return first(process, names).map(value -> parse(names[0], value));
  }

  private static SafeUri parse(String name, String value) {
    SafeUri uri = SafeUri.parse(value.contains("://") ? value : "http://" + value);
    if (!uri.scheme().equals("http") && !uri.scheme().equals("https")) {
      throw InputException.of(
          "input.proxy",
          name + " names a proxy of the kind '" + uri.scheme() + "', which is not supported",
          "use an http proxy, or unset the variable");
    }
    return uri;
  }

  private static Optional<String> first(ProcessContext process, String... names) {
    return Arrays.stream(names).map(process::variable).flatMap(Optional::stream).findFirst();
  }
}
