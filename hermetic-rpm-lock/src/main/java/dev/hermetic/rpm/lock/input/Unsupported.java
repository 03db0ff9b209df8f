package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;

/** What other tools do and this one does not, and what to do instead. */
final class Unsupported {
  private static final String CODE = "rpm.in-unsupported";

  private Unsupported() {}

  static LockfileException composes(Location at) {
    return LockfileException.of(
        CODE,
        at,
        "'composes' is not supported: it needs a service that tells where a compose lies",
        "name the repositories of the compose under contentOrigin.repos");
  }

  static LockfileException packagesFromContainerfile(Location at) {
    return LockfileException.of(
        CODE,
        at,
        "'packagesFromContainerfile' is not supported: shell commands are not interpreted",
        "list under 'packages' what the Containerfile installs",
        "keep the Containerfile as the context: 'context: {containerfile: …}'");
  }

  static LockfileException noPackages(Location at) {
    return LockfileException.of(
        CODE,
        at,
        "no package is named, and those that a Containerfile installs are not looked for",
        "list under 'packages' what the Containerfile installs");
  }

  static LockfileException treefileKey(Location at, String key, String hint) {
    return LockfileException.of(CODE, at, "'" + key + "' of a treefile is not supported", hint);
  }
}
