package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import java.util.Set;

/**
 * A package or module that is wanted, on all architectures or on some.
 *
 * @param at file and line
 * @param name a spec of dnf: name, NEVRA, glob, path, capability, {@code @group}, or a module
 * @param only the architectures it is for; empty for all
 * @param not architectures it is not for
 */
record ArchedName(Location at, String name, Set<String> only, Set<String> not) {
  /** Copies the sets. */
  public ArchedName {
    only = Set.copyOf(only);
    not = Set.copyOf(not);
  }

  /** Whether it is wanted there. */
  public boolean holdsFor(String arch) {
    return (only.isEmpty() || only.contains(arch)) && !not.contains(arch);
  }

  /** The name and its place. */
  public LocatedText placed() {
    return new LocatedText(at, name);
  }
}
