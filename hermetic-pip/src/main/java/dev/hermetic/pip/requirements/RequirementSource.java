package dev.hermetic.pip.requirements;

import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.version.SpecifierSet;

/** Where the files of a requirement come from. A new kind would be a new meaning. */
public sealed interface RequirementSource {
  /**
   * Any file of an index whose version fits.
   *
   * @param specifiers the versions
   */
  record Index(SpecifierSet specifiers) implements RequirementSource {}

  /**
   * One file.
   *
   * @param url where it is; the fragment may say which project in it and what its digest is
   */
  record Url(SafeUri url) implements RequirementSource {}

  /**
   * A source tree in a version control system.
   *
   * @param url where it is
   */
  record Vcs(VcsUrl url) implements RequirementSource {}

  /**
   * A directory or file of the project itself; nothing has to be fetched for it.
   *
   * @param path as written, relative to the directory in which pip runs
   */
  record Local(String path) implements RequirementSource {}
}
