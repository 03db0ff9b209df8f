package dev.hermetic.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The components of a package URL, decoded and in canonical spelling (ECMA-427, 5.6).
 *
 * @param type the type in lower case
 * @param name namespace and name as the type spells them
 * @param version the version, empty for none
 * @param qualifiers the qualifiers by their keys, none with an empty value
 * @param subpath the segments joined by {@code /}, empty for none
 */
record PurlParts(
    String type,
    PurlName name,
    String version,
    SortedMap<String, String> qualifiers,
    String subpath) {
  private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9.-]*");
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
  private static final Pattern OUTER_SLASHES = Pattern.compile("^/+|/+$");

  /** Checks the components of a package URL, and brings them into canonical spelling. */
  static PurlParts of(
      String type, PurlName name, String version, Map<String, String> qualifiers, String subpath)
      throws MalformedPurlException {
    if (!TYPE.matcher(type).matches()) {
      throw new MalformedPurlException("'" + PrintableText.text(type) + "' is not a type");
    }
    String lower = type.toLowerCase(Locale.ROOT);
    requireUnicode(name.namespace());
    requireUnicode(name.name());
    requireUnicode(version);
    requireUnicode(subpath);
    String namespace = String.join("/", segments(name.namespace()));
    String stripped = OUTER_SLASHES.matcher(name.name()).replaceAll("");
    PurlName spelled = PurlTypes.spelled(lower, new PurlName(namespace, stripped));
    if (spelled.name().isEmpty()) {
      throw new MalformedPurlException("it has no name");
    }
    return new PurlParts(
        lower,
        spelled,
        PurlTypes.version(lower, version),
        sorted(qualifiers),
        String.join("/", pathSegments(subpath)));
  }

  /** The parts of a path that are not empty. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private static List<String> pathSegments(String path) {
    List<String> segments = segments(path);
    segments.removeIf(segment -> segment.equals(".") || segment.equals(".."));
    return segments;
  }

  private static SortedMap<String, String> sorted(Map<String, String> qualifiers)
      throws MalformedPurlException {
    SortedMap<String, String> sorted = new TreeMap<>();
    for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
      String key = qualifier.getKey();
      if (!KEY.matcher(key).matches()) {
        throw new MalformedPurlException(
            "'" + PrintableText.text(key) + "' is not a key of a qualifier");
      }
      requireUnicode(qualifier.getValue());
      if (!qualifier.getValue().isEmpty()
          && sorted.put(key.toLowerCase(Locale.ROOT), qualifier.getValue()) != null) {
        throw new MalformedPurlException("the qualifier '" + key + "' is given twice");
      }
    }
    return Collections.unmodifiableSortedMap(sorted);
  }

  static void requireUnicode(String text) throws MalformedPurlException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new MalformedPurlException("it is not valid Unicode");
        }
        i++;
      }
    }
  }
}
