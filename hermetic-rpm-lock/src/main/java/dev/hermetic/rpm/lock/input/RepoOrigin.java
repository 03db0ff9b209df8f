package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.SafeUri;
import java.util.Locale;
import java.util.Optional;

/** Where repositories are described, in the order in which dnf would load them. */
public sealed interface RepoOrigin {
  /** Where it is named. */
  Location at();

  /** Images whose labels are variables of this origin. */
  VarsFrom varsFrom();

  /**
   * A repository in the input itself.
   *
   * @param section its options
   * @param varsFrom see {@link #varsFrom}
   */
  record Repository(RepoSection section, VarsFrom varsFrom) implements RepoOrigin {
    @Override
    public Location at() {
      return section.at();
    }
  }

  /**
   * {@code .repo} files: a path relative to the input, a glob, or an http(s) URL.
   *
   * @param location the path or URL as written, and its place
   * @param skipIfUnavailable ours: what holds for repositories of the file that do not say
   * @param varsFrom see {@link #varsFrom}
   */
  record File(LocatedText location, Optional<Boolean> skipIfUnavailable, VarsFrom varsFrom)
      implements RepoOrigin {
    @Override
    public Location at() {
      return location.at();
    }

    /**
     * The URL; empty when it is a path.
     *
     * @throws dev.hermetic.core.LockfileException with code {@code rpm.in-value}
     */
    public Optional<SafeUri> url() {
      String text = location.text().toLowerCase(Locale.ROOT);
      return text.startsWith("http://") || text.startsWith("https://")
          ? Optional.of(Values.url(location))
          : Optional.empty();
    }
  }

  /**
   * A {@code .repo} file in a git repository.
   *
   * @param url where the repository is, as written
   * @param ref which commit, branch or tag
   * @param file the path inside of the repository
   * @param skipIfUnavailable ours: what holds for repositories of the file that do not say
   * @param varsFrom see {@link #varsFrom}
   */
  record Git(
      LocatedText url,
      LocatedText ref,
      LocatedText file,
      Optional<Boolean> skipIfUnavailable,
      VarsFrom varsFrom)
      implements RepoOrigin {
    @Override
    public Location at() {
      return url.at();
    }
  }
}
