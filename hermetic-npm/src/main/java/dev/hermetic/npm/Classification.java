package dev.hermetic.npm;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the forms of a locator text apart; the grammar is that of npm-package-arg. */
final class Classification {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
  private static final Pattern SCP = Pattern.compile("[^/@:\\s]+@[^/:@\\s]+:[^:\\s].*");
  private static final Pattern OWNER_REPO =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*/[A-Za-z0-9_.-]+(#.*)?");
  private static final Pattern TARBALL = Pattern.compile("(?i).*\\.(tgz|tar\\.gz|tar)");

  private Classification() {}

  /** The form of a text; empty when npm has no such form. */
  static Optional<ResolvedForm> of(String text) {
    if (text.chars().anyMatch(c -> c < 0x21 || c == 0x7f) && !text.startsWith("file:")) {
      return Optional.empty();
    }
    if (isGit(text)) {
      return Optional.of(new ResolvedForm.Git(text));
    }
    return switch (scheme(text)) {
      case "http", "https" -> Optional.of(new ResolvedForm.Tarball(text));
      case "file" -> Optional.of(local(text.substring("file:".length())));
      default -> Optional.empty();
    };
  }

  /** Whether a text names a git repository, the shorthands of hosting services included. */
  static boolean isGit(String text) {
    return switch (scheme(text)) {
      case "git", "git+ssh", "git+https", "git+http", "git+file", "git+rsync", "git+ftp", "ssh" ->
          true;
      case "github", "gitlab", "bitbucket", "gist" -> true;
      case "http", "https" -> text.replaceFirst("#.*", "").endsWith(".git");
      case "" -> OWNER_REPO.matcher(text).matches() || SCP.matcher(text).matches();
      default -> false;
    };
  }

  /** The scheme in lower case, empty when there is none. */
  static String scheme(String text) {
    var matcher = SCHEME.matcher(text);
    if (!matcher.matches() || SCP.matcher(text).matches() && !text.contains("://")) {
      return "";
    }
    return matcher.group(1).toLowerCase(Locale.ROOT);
  }

  /** Whether npm takes a local path for a tarball; anything else is a directory. */
  static boolean isTarballPath(String path) {
    return TARBALL.matcher(path).matches();
  }

  private static ResolvedForm local(String path) {
    return isTarballPath(path)
        ? new ResolvedForm.LocalTarball(path)
        : new ResolvedForm.LocalDirectory(path);
  }
}
