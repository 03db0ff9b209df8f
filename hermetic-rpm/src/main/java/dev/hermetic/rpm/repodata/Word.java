package dev.hermetic.rpm.repodata;

import java.util.Arrays;
import java.util.Locale;

/** The names of elements and attributes in lists of packages; the ordinal is the scanner's code. */
enum Word {
  UNKNOWN,
  METADATA,
  FILELISTS,
  OTHERDATA,
  PACKAGES,
  PACKAGE,
  NAME,
  ARCH,
  VERSION,
  EPOCH,
  VER,
  REL,
  CHECKSUM,
  PKGID,
  TYPE,
  SUMMARY,
  DESCRIPTION,
  PACKAGER,
  URL,
  TIME,
  FILE,
  BUILD,
  SIZE,
  INSTALLED,
  ARCHIVE,
  LOCATION,
  HREF,
  BASE,
  FORMAT,
  LICENSE,
  VENDOR,
  GROUP,
  BUILDHOST,
  SOURCERPM,
  HEADER_RANGE,
  START,
  END,
  PROVIDES,
  REQUIRES,
  CONFLICTS,
  OBSOLETES,
  SUGGESTS,
  ENHANCES,
  RECOMMENDS,
  SUPPLEMENTS,
  ENTRY,
  FLAGS,
  PRE,
  CHANGELOG,
  AUTHOR,
  DATE;

  /** All of them for the scanner. */
  static final XmlNames NAMES =
      new XmlNames(
          Arrays.stream(values())
              .skip(1)
              .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .toArray(String[]::new));

  private static final Word[] VALUES = values();

  static Word of(int code) {
    return VALUES[code];
  }
}
