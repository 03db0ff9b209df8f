package dev.hermetic.rpm.repodata;

/**
 * Sizes in bytes, times in seconds since 1970-01-01T00:00Z, offsets into the package file.
 *
 * @param fileTime the modification time of the package file
 * @param buildTime when it was built
 * @param packageSize the size of the package file
 * @param installedSize the sum of its files
 * @param archiveSize the size of the unpacked payload
 * @param headerStart where the main header begins
 * @param headerEnd where the payload begins
 */
public record PackageNumbers(
    long fileTime,
    long buildTime,
    long packageSize,
    long installedSize,
    long archiveSize,
    long headerStart,
    long headerEnd) {
  /** All zero. */
  public static final PackageNumbers ZERO = new PackageNumbers(0, 0, 0, 0, 0, 0, 0);
}
