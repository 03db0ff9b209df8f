package dev.hermetic.pip.lock;

/** What to do about requirements that no lock can hold. */
final class Unlockable {
  static final String FILE_HINT =
      "name a release of an index, or the URL of an archive with its version in the name";
  static final String DIRECTORY_HINT =
      "list what it needs among the project's own requirements, and install it with --no-deps";

  private Unlockable() {}
}
