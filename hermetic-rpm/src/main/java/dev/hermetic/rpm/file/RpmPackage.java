package dev.hermetic.rpm.file;

import dev.hermetic.core.Digest;
import dev.hermetic.rpm.version.Evr;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A package as its header describes it. The header was checked as a whole when it was read, so that
 * no method fails. Keeps the bytes of the header and decodes lists anew at each call: take them
 * once. Immutable; thread-safe.
 */
public final class RpmPackage {
  private final Header signatureHeader;
  private final Header header;
  private final HeaderRange range;
  private final List<RpmSignature> signatures;
  private final List<String> matched;

  RpmPackage(
      Header signatureHeader,
      Header header,
      HeaderRange range,
      List<RpmSignature> signatures,
      List<String> matched) {
    this.signatureHeader = signatureHeader;
    this.header = header;
    this.range = range;
    this.signatures = List.copyOf(signatures);
    this.matched = List.copyOf(matched);
  }

  /** What it is. */
  public Nevra nevra() {
    Long epoch = header.number(Tag.EPOCH);
    Evr evr =
        new Evr(
            epoch == null ? 0 : epoch,
            header.text(Tag.VERSION).orElse(""),
            header.text(Tag.RELEASE).orElse(""));
    return new Nevra(
        header.text(Tag.NAME).orElse(""),
        evr,
        isSource() ? "src" : header.text(Tag.ARCH).orElse(""));
  }

  /** Whether it is a source package. */
  public boolean isSource() {
    return header.has(Tag.SOURCE_PACKAGE) || !header.has(Tag.SOURCE_RPM);
  }

  /** The version of the package format: 6, or 4 for that and all before. */
  public int format() {
    return isFormat6(header) ? 6 : 4;
  }

  static boolean isFormat6(Header header) {
    Long format = header.number(Tag.RPM_FORMAT);
    return format != null && format >= 6;
  }

  /** One line about it. */
  public Optional<String> summary() {
    return header.text(Tag.SUMMARY);
  }

  /** Paragraphs about it. */
  public Optional<String> description() {
    return header.text(Tag.DESCRIPTION);
  }

  /** The home page. */
  public Optional<String> url() {
    return header.text(Tag.URL);
  }

  /** Who packaged it. */
  public Optional<String> packager() {
    return header.text(Tag.PACKAGER);
  }

  /** The licence, as written in the spec file. */
  public Optional<String> license() {
    return header.text(Tag.LICENSE);
  }

  /** Who distributes it. */
  public Optional<String> vendor() {
    return header.text(Tag.VENDOR);
  }

  /** The group of packages, often {@code Unspecified}. */
  public Optional<String> group() {
    return header.text(Tag.GROUP);
  }

  /** The host it was built on. */
  public Optional<String> buildHost() {
    return header.text(Tag.BUILD_HOST);
  }

  /** The file name of the source package it was built from; empty for source packages. */
  public Optional<String> sourceRpm() {
    return header.text(Tag.SOURCE_RPM);
  }

  /** {@code name:stream:version:context} of the module it belongs to. */
  public Optional<String> modularityLabel() {
    return header.text(Tag.MODULARITY_LABEL);
  }

  /** How the payload is compressed: {@code zstd}, {@code xz}, {@code gzip}… */
  public Optional<String> payloadCompressor() {
    return header.text(Tag.PAYLOAD_COMPRESSOR);
  }

  /** When it was built, in seconds since 1970. */
  public OptionalLong buildTime() {
    Long time = header.number(Tag.BUILD_TIME);
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }

  /** Bytes its files take when installed. */
  public long installedSize() {
    return firstOf(header.number(Tag.LONG_SIZE), header.number(Tag.SIZE));
  }

  /** Bytes of the payload without compression, 0 when unknown. */
  public long archiveSize() {
    return firstOf(
        signatureHeader.number(Tag.SIG_LONG_ARCHIVE_SIZE),
        signatureHeader.number(Tag.SIG_PAYLOAD_SIZE),
        header.number(Tag.ARCHIVE_SIZE),
        header.number(Tag.PAYLOAD_SIZE_ALT));
  }

  private static long firstOf(@Nullable Long... sizes) {
    for (Long size : sizes) {
      if (size != null) {
        return Math.max(0, size);
      }
    }
    return 0;
  }

  /** Where the header lies in the file. */
  public HeaderRange headerRange() {
    return range;
  }

  /** Its dependencies of a kind, in the order of the header, decoded anew. */
  public List<Dependency> dependencies(DependencyKind kind) {
    List<Dependency> all = new ArrayList<>(header.count(kind.names()));
    NumberArray flags = header.numbers(kind.flags());
    Iterator<String> versions = header.texts(kind.versions()).iterator();
    for (String name : header.texts(kind.names())) {
      String version = versions.hasNext() ? versions.next() : "";
      all.add(new Dependency(name, (int) flags.getOrZero(all.size()), version));
    }
    return all;
  }

  /** Its files, in the order of the header, decoded while iterating. */
  public Iterable<RpmFile> files() {
    return new PackageFiles(header);
  }

  /** How many files it has. */
  public int fileCount() {
    return new PackageFiles(header).size();
  }

  /** Its changelog in the order of the header: newest first; decoded while iterating. */
  public Iterable<ChangelogEntry> changelog() {
    return () -> new ChangelogIterator(header);
  }

  /**
   * Whether the header holds a digest of the payload, so that a signature over the header alone
   * protects the payload too; packages built by rpm before version 4.14 have none.
   */
  public boolean headerCoversPayload() {
    return header.has(Tag.PAYLOAD_DIGEST)
        || header.has(Tag.PAYLOAD_SHA512)
        || header.has(Tag.PAYLOAD_SHA3_256);
  }

  /** Its signatures, not verified. */
  public List<RpmSignature> signatures() {
    return signatures;
  }

  /** The digests that matched while it was read, {@code header SHA-256} for example, sorted. */
  public List<String> matchedDigests() {
    return matched;
  }

  /**
   * MD5 of header and payload as the signature header states it; proves nothing by itself. It is
   * what Mock's {@code buildroot_lock.json} pins a package by.
   */
  public Optional<Digest> md5() {
    byte[] value = signatureHeader.binary(Tag.SIG_MD5);
    return value.length == Digest.Algorithm.MD5.length()
        ? Optional.of(Digest.of(Digest.Algorithm.MD5, value))
        : Optional.empty();
  }

  /** {@code name-version-release.arch}. */
  @Override
  public String toString() {
    return nevra().toString();
  }
}
