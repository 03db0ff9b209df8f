package dev.hermetic.rpm.repodata;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Writes the metadata of one repository: the same content as createrepo_c, but never looking at
 * clock or directory, so that equal packages give equal bytes. One package is in memory at a time.
 *
 * <p>Call {@link #packages} once, then what else there is, then {@link #finish}. File names are the
 * simple ones ({@code primary.xml.gz}). For one thread.
 */
public final class RepodataWriter {
  private final RepodataSink sink;
  private final Compression compression;
  private final String revision;
  private final long timestamp;
  private final List<RepomdRecord> records = new ArrayList<>();

  /**
   * A writer into {@code sink}.
   *
   * @param compression {@link Compression#GZIP}, {@link Compression#ZSTD} or none
   * @param revision the revision in repomd.xml
   * @param timestamp the time of every record, in seconds since 1970-01-01T00:00Z
   */
  public RepodataWriter(
      RepodataSink sink, Compression compression, String revision, long timestamp) {
    this.sink = sink;
    this.compression = compression;
    this.revision = revision;
    this.timestamp = timestamp;
  }

  /**
   * Writes primary, filelists and other.
   *
   * @param count how many packages will come
   * @param packages them, in the order to write; createrepo_c sorts by file name
   * @throws IllegalArgumentException when another number comes
   * @throws IOException when writing fails
   */
  public void packages(int count, Iterator<PackageEntry> packages) throws IOException {
    try (RecordedFile primary = open("primary", "primary.xml");
        RecordedFile filelists = open("filelists", "filelists.xml");
        RecordedFile other = open("other", "other.xml")) {
      try (PackageLists lists = new PackageLists(primary, filelists, other)) {
        lists.begin(count);
        int written = 0;
        while (packages.hasNext()) {
          lists.add(packages.next());
          written++;
        }
        if (written != count) {
          throw new IllegalArgumentException(
              written + " packages came where " + count + " were announced");
        }
        lists.end();
      }
      records.add(primary.record(timestamp));
      records.add(filelists.record(timestamp));
      records.add(other.record(timestamp));
    }
  }

  /**
   * Writes groups, once plain and once packed, as createrepo_c does.
   *
   * @param comps comps.xml in any compression; not closed
   */
  public void comps(InputStream comps) throws IOException {
    byte[] text = Compression.unpack(comps).readNBytes(RepodataLimits.MAX_COMPS + 1);
    if (text.length > RepodataLimits.MAX_COMPS) {
      throw new IOException(
          "comps.xml unpacks to more than " + RepodataLimits.MAX_COMPS + " bytes");
    }
    copy("group", "comps.xml", Compression.NONE, text);
    if (compression != Compression.NONE) {
      copy("group_" + compression.shortName(), "comps.xml", compression, text);
    }
  }

  /**
   * Writes the metadata of modules, without which clients refuse to install modular packages.
   *
   * @param modules modules.yaml in any compression; not closed
   */
  public void modules(InputStream modules) throws IOException {
    byte[] text = Compression.unpack(modules).readNBytes(RepodataLimits.MAX_MODULES + 1);
    if (text.length > RepodataLimits.MAX_MODULES) {
      throw new IOException(
          "modules.yaml unpacks to more than " + RepodataLimits.MAX_MODULES + " bytes");
    }
    copy("modules", "modules.yaml", compression, text);
  }

  private void copy(String type, String name, Compression packing, byte[] text) throws IOException {
    RecordedFile file = RecordedFile.open(sink, type, name, packing);
    try (file) {
      file.write(text);
    }
    records.add(file.record(timestamp));
  }

  private RecordedFile open(String type, String name) throws IOException {
    return RecordedFile.open(sink, type, name, compression);
  }

  /** Writes repomd.xml and returns what it says. */
  public Repomd finish() throws IOException {
    Repomd repomd = new Repomd(revision, records);
    RepomdDocument.write(repomd, sink.open("repomd.xml"));
    return repomd;
  }
}
