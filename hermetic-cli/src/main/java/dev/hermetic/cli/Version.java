package dev.hermetic.cli;

import org.jspecify.annotations.Nullable;

/** The version of this command, from the manifest of its jar. */
final class Version {
  private Version() {}

  /** {@code hermetic 0.1.0}. */
  static String line() {
    return "hermetic " + number();
  }

  static String number() {
    @Nullable String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}
