package dev.hermetic.npm;

import java.util.regex.Pattern;

/** Names and versions of npm packages. */
final class PackageName {
  /** What the registry ever accepted, old names with unusual characters included. */
  private static final Pattern NAME =
      Pattern.compile(
          "(@[A-Za-z0-9~_-][A-Za-z0-9._~!*'()-]{0,213}/)?[A-Za-z0-9~_!*'()-][A-Za-z0-9._~!*'()-]{0,213}");

  private static final Pattern VERSION =
      Pattern.compile("[v=]*[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]{0,256})?");
  private static final String MODULES = "node_modules/";

  private PackageName() {}

  /** Whether a package may have that name; such a name is safe as part of a path and a URL. */
  static boolean isValid(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether a text is an exact version (semver.org, as npm reads it). */
  static boolean isVersion(String text) {
    return VERSION.matcher(text).matches();
  }

  /** The name without its scope. */
  static String unscoped(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  /** The scope with its {@code @}, empty when there is none. */
  static String scope(String name) {
    return name.startsWith("@") && name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
  }

  /** The name in {@code npm:name@range}. */
  static String ofAlias(String alias) {
    String target = alias.startsWith("npm:") ? alias.substring(4) : alias;
    int at = target.indexOf('@', 1);
    return at < 0 ? target : target.substring(0, at);
  }

  /** The name under which a key of {@code packages} is installed; empty for a directory. */
  static String lastInstalled(String key) {
    int at = key.lastIndexOf(MODULES);
    boolean whole = at == 0 || at > 0 && key.charAt(at - 1) == '/';
    return whole ? key.substring(at + MODULES.length()) : "";
  }
}
