package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads a list as whole entries, one in memory at a time: from primary.xml all but the changelog
 * and most files, from the other two names, files and changelog.
 */
public final class PackageEntryReader implements PackageVisitor {
  private static final int MAX_ITEMS = 2_000_000;

  private final RelPath file;
  private final Consumer<? super PackageEntry> consumer;
  private final Map<PackageField, String> fields = new EnumMap<>(PackageField.class);
  private PackageParts parts = new PackageParts();

  private PackageEntryReader(RelPath file, Consumer<? super PackageEntry> consumer) {
    this.file = file;
    this.consumer = consumer;
  }

  /**
   * Hands every package of a list to {@code consumer}.
   *
   * @param unpacked the list, no longer packed; not closed
   * @param file its name in errors
   * @throws LockfileException with code {@code rpm.repodata} when it is malformed or a package
   *     lacks its name, architecture, version or digest
   * @throws IOException when reading fails
   */
  public static void read(
      InputStream unpacked, RelPath file, Consumer<? super PackageEntry> consumer)
      throws IOException {
    PackageScanner.scan(unpacked, file, new PackageEntryReader(file, consumer));
  }

  @Override
  public void begin() {
    fields.clear();
    parts = new PackageParts();
  }

  @Override
  public void text(PackageField field, Utf8 value) {
    fields.put(field, value.toString());
  }

  @Override
  public void dependency(DependencyKind kind, DependencyText entry) {
    add((builder, copy) -> builder.dependency(kind, copy), entry.copy());
  }

  @Override
  public void file(FileKind kind, Utf8 path) {
    add(PackageEntry.Builder::file, new PackageFile(path.toString(), kind));
  }

  @Override
  public void change(String author, long date, Utf8 text) {
    add(PackageEntry.Builder::change, new Change(author, date, text.toString()));
  }

  private <T> void add(BiConsumer<PackageEntry.Builder, T> how, T what) {
    if (parts.size() == MAX_ITEMS) {
      throw fault("a package has more than " + MAX_ITEMS + " dependencies and files");
    }
    parts.add(builder -> how.accept(builder, what));
  }

  @Override
  public void end() {
    PackageId id =
        new PackageId(
            needed(PackageField.NAME),
            fields.getOrDefault(PackageField.EPOCH, "0"),
            needed(PackageField.VERSION),
            fields.getOrDefault(PackageField.RELEASE, ""),
            needed(PackageField.ARCH),
            checksum());
    PackageEntry.Builder builder =
        PackageEntry.builder(id, text(PackageField.LOCATION))
            .locationBase(text(PackageField.LOCATION_BASE))
            .texts(texts())
            .numbers(numbers());
    parts.addTo(builder);
    consumer.accept(builder.build());
  }

  private Digest checksum() {
    String hex = needed(PackageField.CHECKSUM);
    try {
      return RepodataDigest.of(text(PackageField.CHECKSUM_TYPE), hex);
    } catch (InputException malformed) {
      throw LockfileException.of(
          "rpm.repodata",
          Location.of(file),
          "package "
              + PrintableText.quoted(text(PackageField.NAME))
              + ": "
              + malformed.getMessage(),
          malformed);
    }
  }

  private PackageTexts texts() {
    return new PackageTexts(
        text(PackageField.SUMMARY),
        text(PackageField.DESCRIPTION),
        text(PackageField.PACKAGER),
        text(PackageField.URL),
        text(PackageField.LICENSE),
        text(PackageField.VENDOR),
        text(PackageField.GROUP),
        text(PackageField.BUILD_HOST),
        text(PackageField.SOURCE_RPM));
  }

  private PackageNumbers numbers() {
    return new PackageNumbers(
        number(PackageField.TIME_FILE),
        number(PackageField.TIME_BUILD),
        number(PackageField.SIZE_PACKAGE),
        number(PackageField.SIZE_INSTALLED),
        number(PackageField.SIZE_ARCHIVE),
        number(PackageField.HEADER_START),
        number(PackageField.HEADER_END));
  }

  private String text(PackageField field) {
    return fields.getOrDefault(field, "");
  }

  private long number(PackageField field) {
    String text = text(field);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException malformed) {
      throw fault("a number is malformed: " + PrintableText.quoted(text));
    }
  }

  private String needed(PackageField field) {
    String text = text(field);
    if (text.isEmpty()) {
      throw fault(
          "package "
              + PrintableText.quoted(text(PackageField.NAME))
              + " has no "
              + field.name().toLowerCase(java.util.Locale.ROOT));
    }
    return text;
  }

  private LockfileException fault(String reason) {
    return LockfileException.of("rpm.repodata", Location.of(file), reason);
  }
}
