package dev.hermetic.rpm.file;

/** Numbers of header tags (rpm's {@code rpmtag.h}); {@code SIG_} are those of the first header. */
final class Tag {
  static final int REGION_IMAGE = 61;
  static final int REGION_SIGNATURES = 62;
  static final int REGION_IMMUTABLE = 63;

  static final int SIG_DSA_HEADER = 267;
  static final int SIG_RSA_HEADER = 268;
  static final int SIG_SHA1 = 269;
  static final int SIG_LONG_SIZE = 270;
  static final int SIG_LONG_ARCHIVE_SIZE = 271;
  static final int SIG_SHA256 = 273;
  static final int SIG_OPENPGP = 278;
  static final int SIG_SHA3_256 = 279;
  static final int SIG_RESERVED = 999;
  static final int SIG_SIZE = 1000;
  static final int SIG_PGP = 1002;
  static final int SIG_MD5 = 1004;
  static final int SIG_GPG = 1005;
  static final int SIG_PAYLOAD_SIZE = 1007;

  static final int NAME = 1000;
  static final int VERSION = 1001;
  static final int RELEASE = 1002;
  static final int EPOCH = 1003;
  static final int SUMMARY = 1004;
  static final int DESCRIPTION = 1005;
  static final int BUILD_TIME = 1006;
  static final int BUILD_HOST = 1007;
  static final int SIZE = 1009;
  static final int VENDOR = 1011;
  static final int LICENSE = 1014;
  static final int PACKAGER = 1015;
  static final int GROUP = 1016;
  static final int URL = 1020;
  static final int ARCH = 1022;
  static final int OLD_FILE_NAMES = 1027;
  static final int FILE_SIZES = 1028;
  static final int FILE_MODES = 1030;
  static final int FILE_FLAGS = 1037;
  static final int SOURCE_RPM = 1044;
  static final int ARCHIVE_SIZE = 1046;
  static final int CHANGELOG_TIME = 1080;
  static final int CHANGELOG_NAME = 1081;
  static final int CHANGELOG_TEXT = 1082;
  static final int SOURCE_PACKAGE = 1106;
  static final int DIR_INDEXES = 1116;
  static final int BASE_NAMES = 1117;
  static final int DIR_NAMES = 1118;
  static final int PAYLOAD_COMPRESSOR = 1125;
  static final int LONG_FILE_SIZES = 5008;
  static final int LONG_SIZE = 5009;
  static final int PAYLOAD_DIGEST = 5092;
  static final int PAYLOAD_DIGEST_ALGORITHM = 5093;
  static final int MODULARITY_LABEL = 5096;
  static final int PAYLOAD_SIZE_ALT = 5113;
  static final int RPM_FORMAT = 5114;
  static final int PAYLOAD_SHA512 = 5121;
  static final int PAYLOAD_SHA3_256 = 5123;

  private Tag() {}
}
