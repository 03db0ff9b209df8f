package dev.hermetic.rpm.repodata;

/** How much of a repository is read at most, in bytes of unpacked text where not said otherwise. */
final class RepodataLimits {
  /** repomd.xml. */
  static final int MAX_REPOMD = 4 << 20;

  /** comps.xml. */
  static final int MAX_COMPS = 16 << 20;

  /** updateinfo.xml, whose parser may hold as much as this in memory when it is hostile. */
  static final int MAX_UPDATEINFO = 128 << 20;

  /** modules.yaml. */
  static final int MAX_MODULES = 64 << 20;

  /** Any other file; filelists of a large distribution has just under 1 GB. */
  static final long MAX_LIST = 4L << 30;

  /** One tag, or one text between tags. */
  static final int MAX_TOKEN = 16 << 20;

  /** Elements within each other. */
  static final int MAX_DEPTH = 32;

  private RepodataLimits() {}
}
