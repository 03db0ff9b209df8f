package dev.hermetic.npm;

import dev.hermetic.core.Location;

/**
 * What is still needed of a lock entry when the lock itself is forgotten, which takes more memory
 * than all else.
 *
 * @param name as {@link LockEntry#name()}
 * @param version as {@link LockEntry#version()}
 * @param key as {@link LockEntry#key()}
 * @param location as {@link LockEntry#location()}
 * @param stated whether the lock says where the package is
 */
record PinnedEntry(String name, String version, String key, Location location, boolean stated) {
  static PinnedEntry of(LockEntry entry) {
    boolean stated = !(entry.form() instanceof ResolvedForm.Unstated);
    return new PinnedEntry(entry.name(), entry.version(), entry.key(), entry.location(), stated);
  }
}
