package dev.hermetic.rpm.lock.image;

import dev.hermetic.rpm.repodata.PackageTable;

/**
 * What a database of packages says.
 *
 * @param packages what is installed, with all paths, in the order of the database
 * @param release what its own packages say about the release of the distribution
 */
public record InstalledBase(PackageTable packages, InstalledRelease release) {}
