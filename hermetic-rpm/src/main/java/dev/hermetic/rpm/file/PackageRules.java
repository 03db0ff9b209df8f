package dev.hermetic.rpm.file;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.version.Evr;
import java.util.List;

/**
 * What a header must keep so that all accessors of {@link RpmPackage} work: types of tags, lists of
 * equal length, indexes that point somewhere, a name and version that can be a file name.
 */
final class PackageRules {
  /** Bounds the memory that a list of dependencies takes; kernels have some 30,000. */
  private static final int MAX_DEPENDENCIES = 1 << 18;

  /** Many files in one directory of a long name would take hours to walk through. */
  private static final long MAX_PATHS = 512 << 20;

  private static final List<Integer> TEXTS =
      List.of(
          Tag.NAME,
          Tag.VERSION,
          Tag.RELEASE,
          Tag.ARCH,
          Tag.SUMMARY,
          Tag.DESCRIPTION,
          Tag.BUILD_HOST,
          Tag.VENDOR,
          Tag.LICENSE,
          Tag.PACKAGER,
          Tag.GROUP,
          Tag.URL,
          Tag.SOURCE_RPM,
          Tag.PAYLOAD_COMPRESSOR,
          Tag.PAYLOAD_DIGEST,
          Tag.MODULARITY_LABEL,
          Tag.OLD_FILE_NAMES,
          Tag.BASE_NAMES,
          Tag.DIR_NAMES,
          Tag.CHANGELOG_NAME,
          Tag.CHANGELOG_TEXT,
          Tag.PAYLOAD_SHA512,
          Tag.PAYLOAD_SHA3_256);
  private static final List<Integer> NUMBERS =
      List.of(
          Tag.EPOCH,
          Tag.BUILD_TIME,
          Tag.SIZE,
          Tag.FILE_SIZES,
          Tag.FILE_FLAGS,
          Tag.ARCHIVE_SIZE,
          Tag.CHANGELOG_TIME,
          Tag.DIR_INDEXES,
          Tag.PAYLOAD_DIGEST_ALGORITHM,
          Tag.SOURCE_PACKAGE,
          Tag.RPM_FORMAT);
  private static final List<Integer> LONG_NUMBERS =
      List.of(Tag.LONG_SIZE, Tag.LONG_FILE_SIZES, Tag.PAYLOAD_SIZE_ALT);

  private final Header header;

  PackageRules(Header header) {
    this.header = header;
  }

  void check() throws MalformedHeader {
    checkTypes();
    checkIdentity();
    for (DependencyKind kind : DependencyKind.values()) {
      checkDependencies(kind);
    }
    checkFiles();
    int changes = header.count(Tag.CHANGELOG_TIME);
    if (header.count(Tag.CHANGELOG_NAME) != changes
        || header.count(Tag.CHANGELOG_TEXT) != changes) {
      throw new MalformedHeader("has parts of the changelog of different lengths");
    }
  }

  private void checkTypes() throws MalformedHeader {
    for (int tag : TEXTS) {
      header.expectText(tag);
    }
    for (int tag : NUMBERS) {
      header.expect(tag, HeaderType.INT32);
    }
    for (int tag : LONG_NUMBERS) {
      header.expect(tag, HeaderType.INT64);
    }
    header.expect(Tag.FILE_MODES, HeaderType.INT16);
    for (DependencyKind kind : DependencyKind.values()) {
      header.expectText(kind.names());
      header.expect(kind.flags(), HeaderType.INT32);
      header.expectText(kind.versions());
    }
  }

  private void checkIdentity() throws MalformedHeader {
    checkPart("name", Tag.NAME, true);
    checkPart("version", Tag.VERSION, false);
    checkPart("release", Tag.RELEASE, false);
    checkPart("architecture", Tag.ARCH, false);
  }

  private void checkPart(String part, int tag, boolean hyphens) throws MalformedHeader {
    String text = header.text(tag).orElse("");
    boolean usable =
        !text.isEmpty()
            && text.length() <= 255
            && !text.startsWith(".")
            && isPlain(text)
            && (hyphens || text.indexOf('-') < 0);
    if (!usable) {
      throw new MalformedHeader("has the impossible " + part + " '" + Text.shown(text) + "'");
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127 || c == '/' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void checkDependencies(DependencyKind kind) throws MalformedHeader {
    int count = header.count(kind.names());
    if (count > MAX_DEPENDENCIES) {
      throw new MalformedHeader("has " + count + " dependencies of the kind " + kind);
    }
    if (differs(kind.flags(), count) || differs(kind.versions(), count)) {
      throw new MalformedHeader("has lists of different lengths for " + kind);
    }
    TextArray versions = header.texts(kind.versions());
    // Only an epoch can be wrong, and most packages name none.
    for (String version : versions.contains(':') ? versions : TextArray.EMPTY) {
      try {
        Evr.parse(version);
      } catch (InputException epoch) {
        throw new MalformedHeader(
            "has the impossible version '" + Text.shown(version) + "' among " + kind);
      }
    }
  }

  private void checkFiles() throws MalformedHeader {
    int files = header.count(Tag.BASE_NAMES);
    int old = header.count(Tag.OLD_FILE_NAMES);
    int count = files == 0 ? old : files;
    if (header.count(Tag.DIR_INDEXES) != files
        || differs(Tag.FILE_MODES, count)
        || differs(Tag.FILE_FLAGS, count)
        || differs(Tag.FILE_SIZES, count)
        || differs(Tag.LONG_FILE_SIZES, count)) {
      throw new MalformedHeader("has lists of different lengths for its files");
    }
    NumberArray indexes = header.numbers(Tag.DIR_INDEXES);
    int[] directories = header.texts(Tag.DIR_NAMES).offsets();
    long length = 0;
    for (int i = 0; i < files; i++) {
      int index = (int) Math.min(indexes.get(i), Integer.MAX_VALUE - 1);
      if (index >= directories.length - 1) {
        throw new MalformedHeader("has a file in a directory that it does not name");
      }
      length += directories[index + 1] - directories[index];
    }
    if (length > MAX_PATHS) {
      throw new MalformedHeader("has paths of " + length + " bytes together");
    }
  }

  /** Whether a list is there and not of the right length. */
  private boolean differs(int tag, int count) {
    return header.has(tag) && header.count(tag) != count;
  }
}
