package dev.hermetic.pip.requirements;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pip reads from a URL before it opens it. */
final class UrlText {
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
  private static final Map<String, Set<String>> TRANSPORTS =
      Map.of(
          "git", Set.of("http", "https", "ssh", "git", "file"),
          "hg", Set.of("http", "https", "ssh", "file", "static-http"),
          "svn", Set.of("http", "https", "ssh", "file", "svn"),
          "bzr", Set.of("http", "https", "ssh", "file", "sftp", "ftp", "lp"));

  private UrlText() {}

  /** The scheme in lower case; empty when the text begins with none. */
  static String scheme(String text) {
    Matcher matcher = SCHEME.matcher(text);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** Whether the text begins with a scheme that pip takes for a URL. */
  static boolean isUrl(String text) {
    String scheme = scheme(text);
    return Set.of("http", "https", "file", "ftp").contains(scheme) || isVcs(scheme);
  }

  /** Whether a scheme is one of version control, {@code git+https} for example. */
  static boolean isVcs(String scheme) {
    int plus = scheme.indexOf('+');
    return plus > 0
        && TRANSPORTS
            .getOrDefault(scheme.substring(0, plus), Set.of())
            .contains(scheme.substring(plus + 1));
  }

  static String withoutFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  /** The fragment with its {@code #}; empty when there is none. */
  static String rawFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? "" : url.substring(hash);
  }

  /** A value of the fragment: {@code #egg=name&subdirectory=x}. */
  static Optional<String> fragment(String url, String key) {
    Matcher matcher = Pattern.compile("[#&]" + key + "=([^&]*)").matcher(rawFragment(url));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The last segment of the path, percent signs decoded. */
  static String fileName(String url) {
    String path = withoutFragment(url);
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
    int host = path.indexOf("://");
    int root = host < 0 ? -1 : path.indexOf('/', host + 3);
    path = host >= 0 ? path.substring(root < 0 ? path.length() : root) : path;
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }
}
