package dev.hermetic.pip.pylock;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that lock files may have: {@code pylock.toml} and {@code pylock.NAME.toml}. */
public final class PylockName {
  private static final Pattern NAMED = Pattern.compile("pylock\\.([^.]+)\\.toml");

  private PylockName() {}

  /** Whether a file of that name is a lock file. */
  public static boolean matches(String fileName) {
    return fileName.equals("pylock.toml") || NAMED.matcher(fileName).matches();
  }

  /** The part between {@code pylock.} and {@code .toml}; empty for the plain name. */
  public static Optional<String> of(String fileName) {
    Matcher matcher = NAMED.matcher(fileName);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
