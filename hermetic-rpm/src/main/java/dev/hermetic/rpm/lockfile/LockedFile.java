package dev.hermetic.rpm.lockfile;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.SafeUri;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file that the lock pins.
 *
 * @param at where it stands
 * @param kind what it is
 * @param arch the group of the lock it stands in; also for {@code noarch} and source packages
 * @param url where it can be had
 * @param fileName the last segment of the URL's path, decoded
 * @param repoid the repository it comes from, variables replaced; empty when the lock names none
 * @param checksum which bytes it must be, as far as the lock says
 * @param size how many bytes, as far as the lock says
 * @param name what the lock calls it; else what its file name says
 * @param sourcerpm the source package it was built from, as far as the lock says
 */
public record LockedFile(
    Location at,
    Kind kind,
    String arch,
    SafeUri url,
    String fileName,
    Optional<String> repoid,
    Optional<Digest> checksum,
    OptionalLong size,
    PackageName name,
    Optional<String> sourcerpm) {
  /** What a file is. */
  public enum Kind {
    /** A binary package. */
    PACKAGE,
    /** A source package. */
    SOURCE,
    /** The {@code modules} metadata of a repository. */
    MODULES
  }
}
