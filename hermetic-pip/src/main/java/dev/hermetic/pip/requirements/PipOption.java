package dev.hermetic.pip.requirements;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that pip knows in requirements files, and those that older ones knew. */
public enum PipOption {
  /** The index to use in place of others. */
  INDEX_URL("-i", true, "--index-url", "--pypi-url"),
  /** A further index, asked as well. */
  EXTRA_INDEX_URL(null, true, "--extra-index-url"),
  /** No index at all. */
  NO_INDEX(null, false, "--no-index"),
  /** A file of constraints. */
  CONSTRAINT("-c", true, "--constraint"),
  /** A further requirements file. */
  REQUIREMENT("-r", true, "--requirement"),
  /** An editable requirement. */
  EDITABLE("-e", true, "--editable"),
  /** A page or directory with links to files. */
  FIND_LINKS("-f", true, "--find-links"),
  /** Names of packages whose wheels are not used. */
  NO_BINARY(null, true, "--no-binary"),
  /** Names of packages whose sdists are not used. */
  ONLY_BINARY(null, true, "--only-binary"),
  /** An older wheel before a newer sdist. */
  PREFER_BINARY(null, false, "--prefer-binary"),
  /** Every requirement needs a hash. */
  REQUIRE_HASHES(null, false, "--require-hashes"),
  /** A hash of one requirement does not oblige the others. */
  NO_REQUIRE_HASHES(null, false, "--no-require-hashes"),
  /** Pre-releases count. */
  PRE(null, false, "--pre"),
  /** Names of packages whose pre-releases count. */
  ALL_RELEASES(null, true, "--all-releases"),
  /** Names of packages whose pre-releases do not count. */
  ONLY_FINAL(null, true, "--only-final"),
  /** A host that needs no valid certificate. */
  TRUSTED_HOST(null, true, "--trusted-host"),
  /** A feature of pip. */
  USE_FEATURE(null, true, "--use-feature"),
  /** A digest of the requirement's file. */
  HASH(null, true, "--hash"),
  /** A setting for the build of the requirement's sdist. */
  CONFIG_SETTINGS("-C", true, "--config-settings"),
  /** An option for {@code setup.py}; pip 23 and older. */
  GLOBAL_OPTION(null, true, "--global-option"),
  /** An option for {@code setup.py install}; pip 22 and older. */
  INSTALL_OPTION(null, true, "--install-option");

  private final @Nullable String shortName;
  private final boolean value;
  private final List<String> longNames;

  PipOption(@Nullable String shortName, boolean value, String... longNames) {
    this.shortName = shortName;
    this.value = value;
    this.longNames = List.of(longNames);
  }

  /** The name in files: {@code --index-url}. */
  public String longName() {
    return longNames.get(0);
  }

  boolean takesValue() {
    return value;
  }

  /** Whether pip of today still knows it. */
  private boolean isCurrent() {
    return this != GLOBAL_OPTION && this != INSTALL_OPTION;
  }

  static Optional<PipOption> ofShort(String name) {
    for (PipOption option : values()) {
      if (name.equals(option.shortName)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /** The option of that long name; a beginning will do as long as it fits one name only. */
  static Optional<PipOption> ofLong(String name) {
    PipOption found = null;
    int fitting = 0;
    for (PipOption option : values()) {
      for (String candidate : option.longNames) {
        if (candidate.equals(name)) {
          return Optional.of(option);
        }
        if (option.isCurrent() && candidate.startsWith(name)) {
          found = option;
          fitting++;
        }
      }
    }
    return fitting == 1 ? Optional.ofNullable(found) : Optional.empty();
  }
}
