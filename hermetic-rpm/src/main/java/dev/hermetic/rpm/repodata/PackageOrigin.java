package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;

/**
 * What a repository says about a package file and its header does not know.
 *
 * @param location where it lies, relative to the repository
 * @param digest the digest of the whole file
 * @param size its size in bytes
 * @param time its modification time in seconds since 1970-01-01T00:00Z; given, not asked for, so
 *     that the metadata is the same everywhere
 */
public record PackageOrigin(String location, Digest digest, long size, long time) {}
