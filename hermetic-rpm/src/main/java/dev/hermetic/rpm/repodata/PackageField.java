package dev.hermetic.rpm.repodata;

/** The texts and numbers that the three lists give for a package. */
public enum PackageField {
  /** The name. */
  NAME,
  /** The architecture. */
  ARCH,
  /** The epoch. */
  EPOCH,
  /** The version. */
  VERSION,
  /** The release. */
  RELEASE,
  /** The name of the digest's algorithm; not in filelists and other. */
  CHECKSUM_TYPE,
  /** The digest of the package file in hexadecimal. */
  CHECKSUM,
  /** One line about it. */
  SUMMARY,
  /** A few paragraphs about it. */
  DESCRIPTION,
  /** Who packaged it. */
  PACKAGER,
  /** Its home. */
  URL,
  /** When the package file was changed, in seconds since 1970. */
  TIME_FILE,
  /** When it was built, in seconds since 1970. */
  TIME_BUILD,
  /** The size of the package file in bytes. */
  SIZE_PACKAGE,
  /** The size of its files in bytes. */
  SIZE_INSTALLED,
  /** The size of its unpacked payload in bytes. */
  SIZE_ARCHIVE,
  /** Where it lies. */
  LOCATION,
  /** What the location is relative to. */
  LOCATION_BASE,
  /** Its license. */
  LICENSE,
  /** Who distributes it. */
  VENDOR,
  /** Its group. */
  GROUP,
  /** Where it was built. */
  BUILD_HOST,
  /** The file name of its source package. */
  SOURCE_RPM,
  /** Where its header begins. */
  HEADER_START,
  /** Where its header ends. */
  HEADER_END
}
