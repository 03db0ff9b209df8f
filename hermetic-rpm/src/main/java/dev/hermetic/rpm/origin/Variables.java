package dev.hermetic.rpm.origin;

import dev.hermetic.rpm.lock.RepoVariables;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a repository file: {@code $releasever}, {@code ${basearch}}, and those of the
 * operator; also the forms {@code ${name:-default}} and {@code ${name:+instead}}. A variable that
 * nobody set stays as it is, as with DNF. Immutable.
 */
public final class Variables {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_]+)(?::([-+])([^{}]*))?\\})");

  private final SortedMap<String, String> values;

  private Variables(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /**
   * The variables of an architecture.
   *
   * @param arch the architecture
   * @param releasever the release, empty when it is not known
   * @param others further ones by name, without a dollar sign; they win
   */
  public static Variables of(
      String arch, Optional<String> releasever, Map<String, String> others) {
    TreeMap<String, String> values = new TreeMap<>();
    values.put("arch", arch);
    values.put("basearch", RepoVariables.expand("$basearch", arch));
    releasever.ifPresent(
        release -> {
          values.put("releasever", release);
          int dot = release.indexOf('.');
          values.put("releasever_major", dot < 0 ? release : release.substring(0, dot));
          values.put("releasever_minor", dot < 0 ? "" : release.substring(dot + 1));
        });
    others.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
    return new Variables(values);
  }

  /** A text with the variables replaced. */
  public String expand(String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(out, Matcher.quoteReplacement(value(matcher)));
    }
    return matcher.appendTail(out).toString();
  }

  private String value(Matcher reference) {
    String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
    String value = values.get(name.toLowerCase(Locale.ROOT));
    boolean set = value != null && !value.isEmpty();
    String sign = reference.group(3);
    if (sign == null) {
      return value == null ? reference.group() : value;
    }
    if (sign.equals("-")) {
      return set ? String.valueOf(value) : reference.group(4);
    }
    return set ? reference.group(4) : "";
  }

  /** The names and values. */
  public SortedMap<String, String> values() {
    return values;
  }
}
