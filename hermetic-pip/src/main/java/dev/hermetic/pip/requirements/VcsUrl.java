package dev.hermetic.pip.requirements;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a source tree in a version control system, as in {@code
 * git+https://host.example/path@revision#subdirectory=x}.
 *
 * @param system {@code git}, {@code hg}, {@code bzr} or {@code svn}
 * @param repository the repository's own URL
 * @param revision what to check out; empty for the newest
 * @param subdirectory where the project lies in the tree
 */
public record VcsUrl(
    String system, String repository, Optional<String> revision, Optional<String> subdirectory) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");

  /** Whether the revision is the full hash of a commit, which cannot move. */
  public boolean isPinned() {
    return revision.filter(r -> COMMIT.matcher(r).matches()).isPresent();
  }

  /** Splits a URL whose scheme is {@code system+scheme}; empty when nothing stands behind an @. */
  static Optional<VcsUrl> parse(String url) {
    int plus = url.indexOf('+');
    String rest = UrlText.withoutFragment(url.substring(plus + 1));
    int path = rest.indexOf('/', rest.indexOf("://") + 3);
    int at = path < 0 ? -1 : rest.lastIndexOf('@');
    boolean revised = at > path && path >= 0;
    if (revised && at == rest.length() - 1) {
      return Optional.empty();
    }
    return Optional.of(
        new VcsUrl(
            url.substring(0, plus).toLowerCase(java.util.Locale.ROOT),
            revised ? rest.substring(0, at) : rest,
            revised ? Optional.of(rest.substring(at + 1)) : Optional.empty(),
            UrlText.fragment(url, "subdirectory")));
  }
}
