package dev.hermetic.rpm.repodata;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the metadata of one repository: the same content as createrepo_c, but never looking at
 * clock or directory, so that equal packages give equal bytes. Few packages are in memory at a
 * time, and nothing of what was written about them.
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
  private final ModuleTexts modules = new ModuleTexts();

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
   * @param packages in the order to write; createrepo_c sorts by file name
   * @param parallel helps with it
   * @throws IOException when writing fails, or a package cannot be had
   * @throws InterruptedException when the helper is interrupted
   */
  public void packages(PackageList packages, Parallel parallel)
      throws IOException, InterruptedException {
    try (RecordedFile primary = open("primary", "primary.xml");
        RecordedFile filelists = open("filelists", "filelists.xml");
        RecordedFile other = open("other", "other.xml")) {
      new PackageLists(List.of(primary, filelists, other), packages).write(parallel);
      for (RecordedFile list : List.of(primary, filelists, other)) {
        list.close();
        records.add(list.record(timestamp));
      }
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
   * Takes the metadata of modules, without which clients refuse to install modular packages. May be
   * called several times; all documents become one file.
   *
   * @param documents modules.yaml in any compression; not closed
   */
  public void modules(InputStream documents) throws IOException {
    modules.add(documents);
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

  /** Writes what is left, repomd.xml at last, and returns what it says. */
  public Repomd finish() throws IOException {
    if (!modules.isEmpty()) {
      copy("modules", "modules.yaml", compression, modules.bytes());
    }
    Repomd repomd = new Repomd(revision, records);
    RepomdDocument.write(repomd, sink.open("repomd.xml"));
    return repomd;
  }
}
