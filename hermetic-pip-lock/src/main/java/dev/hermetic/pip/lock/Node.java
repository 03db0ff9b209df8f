package dev.hermetic.pip.lock;

import dev.hermetic.pip.requirement.PackageName;
import org.jspecify.annotations.Nullable;

/**
 * What the solver decides on: the project itself, a package, or a package with one of its extras,
 * which has the same version as the package.
 */
record Node(@Nullable PackageName name, @Nullable PackageName extra) {
  static final Node ROOT = new Node(null, null);

  static Node of(PackageName name) {
    return new Node(name, null);
  }

  static Node of(PackageName name, PackageName extra) {
    return new Node(name, extra);
  }

  /** The package; not for the root. */
  PackageName project() {
    return java.util.Objects.requireNonNull(name);
  }

  @Override
  public String toString() {
    return extra == null ? String.valueOf(name) : name + "[" + extra + "]";
  }
}
