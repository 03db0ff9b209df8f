package dev.hermetic.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites locators to mirrors. A rule replaces a prefix, {@code https://a.example/x/} by {@code
 * https://mirror.example/a/}; the prefix must end at a {@code /} of the locator so that {@code
 * https://a.example} never matches {@code https://a.example.org}. The longest matching prefix wins.
 */
public final class LocatorRules {
  private static final LocatorRules NONE = new LocatorRules(List.of());

  private record Rule(String from, String to, boolean keepOriginal) {}

  private final List<Rule> rules;

  private LocatorRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** No rules. */
  public static LocatorRules none() {
    return NONE;
  }

  /**
   * These rules and one more.
   *
   * @param from the prefix to replace
   * @param to what replaces it
   * @param fallback whether the original locator is tried after the mirror
   * @throws InputException with code {@code input.uri} when either is no absolute URI
   */
  public LocatorRules rewrite(String from, String to, boolean fallback) {
    SafeUri.parse(from);
    SafeUri.parse(to);
    List<Rule> more = new ArrayList<>(rules);
    more.add(new Rule(withSlash(from), withSlash(to), fallback));
    more.sort((a, b) -> Integer.compare(b.from.length(), a.from.length()));
    return new LocatorRules(List.copyOf(more));
  }

  /** The locators to try for one locator, in order. */
  public List<SafeUri> apply(SafeUri locator) {
    String text = locator.uri().toString();
    for (Rule rule : rules) {
      if (text.startsWith(rule.from)) {
        SafeUri mirror = SafeUri.parse(rule.to + text.substring(rule.from.length()));
        return rule.keepOriginal ? List.of(mirror, locator) : List.of(mirror);
      }
    }
    return List.of(locator);
  }

  private static String withSlash(String prefix) {
    return prefix.endsWith("/") ? prefix : prefix + "/";
  }
}
