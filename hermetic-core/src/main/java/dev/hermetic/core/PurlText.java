package dev.hermetic.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Reads and writes the text of package URLs. Reading and writing are inverse for all components.
 *
 * <p>Reading follows the steps of ECMA-427's "How to parse", from the right to the left, and also
 * takes what is not encoded although it should be.
 */
final class PurlText {
  private static final Pattern SCHEME = Pattern.compile("[Pp][Kk][Gg]");

  private PurlText() {}

  /** The canonical text. */
  static String write(PurlParts parts) {
    StringBuilder text = new StringBuilder("pkg:").append(parts.type()).append('/');
    for (String segment : PurlParts.segments(parts.name().namespace())) {
      text.append(PercentEncoding.encode(segment, "")).append('/');
    }
    text.append(PercentEncoding.encode(parts.name().name(), ""));
    if (!parts.version().isEmpty()) {
      text.append('@').append(PercentEncoding.encode(parts.version(), ""));
    }
    // The published cases leave the slashes of a value as they are: nothing there separates.
    StringJoiner qualifiers = new StringJoiner("&", "?", "").setEmptyValue("");
    parts.qualifiers().forEach((k, v) -> qualifiers.add(k + "=" + PercentEncoding.encode(v, "/")));
    text.append(qualifiers);
    if (!parts.subpath().isEmpty()) {
      text.append('#').append(PercentEncoding.encode(parts.subpath(), "/"));
    }
    return text.toString();
  }

  /** Reads a text, canonical or not. */
  static PurlParts read(String text) throws MalformedPurlException {
    PurlParts.requireUnicode(text);
    int hash = text.lastIndexOf('#');
    String subpath = hash < 0 ? "" : path(text.substring(hash + 1), "subpath");
    String rest = hash < 0 ? text : text.substring(0, hash);
    int mark = rest.lastIndexOf('?');
    Map<String, String> qualifiers = mark < 0 ? Map.of() : qualifiers(rest.substring(mark + 1));
    rest = mark < 0 ? rest : rest.substring(0, mark);
    int colon = rest.indexOf(':');
    if (colon < 0 || !SCHEME.matcher(rest.substring(0, colon)).matches()) {
      throw new MalformedPurlException("it does not begin with 'pkg:'");
    }
    int start = colon + 1;
    while (start < rest.length() && rest.charAt(start) == '/') {
      start++;
    }
    int slash = rest.indexOf('/', start);
    if (slash < 0) {
      throw new MalformedPurlException("it lacks a type or a name");
    }
    return named(rest.substring(start, slash), rest.substring(slash + 1), qualifiers, subpath);
  }

  private static PurlParts named(
      String type, String rest, Map<String, String> qualifiers, String subpath)
      throws MalformedPurlException {
    int at = versionSeparator(rest);
    String version = at < 0 ? "" : PercentEncoding.decode(rest.substring(at + 1));
    List<String> segments = PurlParts.segments(at < 0 ? rest : rest.substring(0, at));
    if (segments.isEmpty()) {
      throw new MalformedPurlException("it has no name");
    }
    int last = segments.size() - 1;
    String namespace = path(String.join("/", segments.subList(0, last)), "namespace");
    String name = PercentEncoding.decode(segments.get(last));
    return PurlParts.of(type, new PurlName(namespace, name), version, qualifiers, subpath);
  }

  /** The last at sign, unless it begins the namespace, as in {@code pkg:npm/@scope/name}. */
  private static int versionSeparator(String rest) {
    int at = rest.lastIndexOf('@');
    boolean beginsSegment = at == 0 || at > 0 && rest.charAt(at - 1) == '/';
    return beginsSegment && rest.indexOf('/', at) >= 0 ? -1 : at;
  }

  private static String path(String encoded, String what) throws MalformedPurlException {
    StringJoiner path = new StringJoiner("/");
    for (String segment : encoded.split("/", -1)) {
      String decoded = PercentEncoding.decode(segment);
      if (decoded.indexOf('/') >= 0) {
        throw new MalformedPurlException("a segment of its " + what + " holds an encoded slash");
      }
      path.add(decoded);
    }
    return path.toString();
  }

  private static Map<String, String> qualifiers(String text) throws MalformedPurlException {
    Map<String, String> qualifiers = new LinkedHashMap<>();
    for (String pair : text.isEmpty() ? List.<String>of() : List.of(text.split("&", -1))) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new MalformedPurlException(
            "the qualifier '" + PrintableText.text(pair) + "' has no value");
      }
      String key = pair.substring(0, equals);
      if (qualifiers.put(key, PercentEncoding.decode(pair.substring(equals + 1))) != null) {
        throw new MalformedPurlException(
            "the qualifier '" + PrintableText.text(key) + "' is given twice");
      }
    }
    return qualifiers;
  }
}
