package dev.hermetic.core;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the registered types spell names and versions (ECMA-427, 5.7, and the definition of each
 * type). Only spelling: whether a type wants a namespace or a qualifier is for its producer to
 * know.
 *
 * <p>The type npm is left alone, although some editions of its definition want lower case: its
 * registry holds old packages whose names differ only in case.
 */
final class PurlTypes {
  private static final Set<String> LOWER_NAMESPACE =
      Set.of(
          "alpm",
          "apk",
          "bitbucket",
          "composer",
          "deb",
          "github",
          "golang",
          "hex",
          "luarocks",
          "qpkg",
          "rpm");
  private static final Set<String> LOWER_NAME =
      Set.of(
          "alpm",
          "apk",
          "bitbucket",
          "bitnami",
          "composer",
          "deb",
          "github",
          "golang",
          "hex",
          "luarocks",
          "oci",
          "otp",
          "pub",
          "pypi");
  private static final Set<String> LOWER_VERSION = Set.of("huggingface");
  private static final Set<String> UPPER_NAMESPACE = Set.of("cpan");
  private static final Pattern PYPI_SEPARATORS = Pattern.compile("[-_.]+");

  private PurlTypes() {}

  static PurlName spelled(String type, PurlName name) {
    return new PurlName(namespace(type, name.namespace()), name(type, name.name()));
  }

  private static String namespace(String type, String namespace) {
    if (UPPER_NAMESPACE.contains(type)) {
      return namespace.toUpperCase(Locale.ROOT);
    }
    return LOWER_NAMESPACE.contains(type) ? namespace.toLowerCase(Locale.ROOT) : namespace;
  }

  private static String name(String type, String name) {
    String spelled = LOWER_NAME.contains(type) ? name.toLowerCase(Locale.ROOT) : name;
    return switch (type) {
      case "pypi" -> PYPI_SEPARATORS.matcher(spelled).replaceAll("-");
      case "pub" -> spelled.replace('-', '_');
      default -> spelled;
    };
  }

  static String version(String type, String version) {
    return LOWER_VERSION.contains(type) ? version.toLowerCase(Locale.ROOT) : version;
  }
}
