package dev.hermetic.rpm.lock.origin;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.rpm.lock.solve.pool.FileListOwners;
import dev.hermetic.rpm.lock.solve.pool.FileOwners;
import dev.hermetic.rpm.repodata.Comps;
import dev.hermetic.rpm.repodata.CompsReader;
import dev.hermetic.rpm.repodata.Modules;
import dev.hermetic.rpm.repodata.ModulesReader;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.RepodataFile;
import dev.hermetic.rpm.repodata.Repomd;
import dev.hermetic.rpm.repodata.RepomdRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository whose index was read. Its files are read when they are asked for: by their digests
 * through the content store, so that what did not change is not downloaded again. Thread-safe.
 */
public final class RemoteRepository {
  private static final long MAX_BYTES = 4L << 30;
  private static final int MOST_TRIED = 5;
  private static final List<String> COMPS = List.of("group_gz", "group_xz", "group_zst", "group");

  /**
   * A file of module metadata.
   *
   * @param modules what it says
   * @param url where it was found, as a lock writes it
   * @param size how many bytes it has
   * @param sha256 its digest
   */
  public record ModulesFile(Modules modules, String url, long size, Digest sha256) {}

  private final String id;
  private final List<String> bases;
  private final Repomd repomd;
  private final LockContext context;

  /**
   * A repository.
   *
   * @param bases its addresses; the first gave the index
   */
  RemoteRepository(String id, List<String> bases, Repomd repomd, LockContext context) {
    this.id = id;
    this.bases = List.copyOf(bases);
    this.repomd = repomd;
    this.context = context;
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /**
   * The address of one of its files, as a lock writes it.
   *
   * @param base what the location is relative to, empty for the repository itself
   */
  public String url(String base, String location) {
    String from = base.isEmpty() ? bases.get(0) : base;
    return from + (from.endsWith("/") ? "" : "/") + location.replaceFirst("^/+", "");
  }

  /** What the list of packages is known by; equal texts mean equal lists. */
  String key() {
    RepomdRecord primary = primaryRecord();
    return primary.checksum().map(Digest::toString).orElseGet(() -> url("", primary.location()));
  }

  private RepomdRecord primaryRecord() {
    return repomd
        .record("primary")
        .orElseThrow(
            () ->
                dev.hermetic.core.LockfileException.of(
                    "rpm.repodata",
                    dev.hermetic.core.Location.of(index()),
                    "there is no record 'primary'"));
  }

  /** The name of the index in errors. */
  public RelPath index() {
    return RelPath.of(id + "/repodata/repomd.xml");
  }

  /**
   * Reads the list of packages, as an earlier run has parsed it if that was kept.
   *
   * @throws HermeticException when it cannot be had or is not what the index says
   */
  PackageTable primary() throws IOException, InterruptedException {
    RepomdRecord record = primaryRecord();
    CachedPackages kept = new CachedPackages(context);
    Optional<PackageTable> known = kept.find(record.checksum(), RelPath.of(record.location()));
    if (known.isPresent()) {
      return known.get();
    }
    PackageTable table = read(record, PackageTable::read);
    kept.keep(record.checksum(), table);
    return table;
  }

  /**
   * All paths of its packages, read from filelists.xml when they are asked for; those of the table
   * alone where it has no such list.
   *
   * @param table its packages
   */
  public FileOwners fileOwners(PackageTable table) throws IOException, InterruptedException {
    Optional<RepomdRecord> record = repomd.record("filelists");
    if (record.isEmpty()) {
      return FileOwners.of(table);
    }
    StagedContent content = content(record.get());
    return new FileListOwners(
        table,
        () -> RepodataFile.open(record.get(), content.open()),
        RelPath.of(record.get().location()));
  }

  /** Its groups of packages; empty when it has none. */
  public Optional<Comps> comps() throws IOException, InterruptedException {
    for (String type : COMPS) {
      Optional<RepomdRecord> record = repomd.record(type);
      if (record.isPresent()) {
        return Optional.of(read(record.get(), CompsReader::read));
      }
    }
    return Optional.empty();
  }

  /** Its modules; empty when it has none. */
  public Optional<ModulesFile> modules() throws IOException, InterruptedException {
    Optional<RepomdRecord> record = repomd.record("modules");
    if (record.isEmpty()) {
      return Optional.empty();
    }
    StagedContent content = content(record.get());
    try (InputStream in = content.open()) {
      Modules modules = RepodataFile.read(record.get(), in, ModulesReader::read);
      String url = url("", record.get().location());
      return Optional.of(new ModulesFile(modules, url, content.size(), content.sha256()));
    }
  }

  private <T> T read(RepomdRecord record, RepodataFile.Body<T> body)
      throws IOException, InterruptedException {
    try (InputStream in = content(record).open()) {
      return RepodataFile.read(record, in, body);
    }
  }

  /** The bytes of a file, from the first address that has them. */
  private StagedContent content(RepomdRecord record) throws IOException, InterruptedException {
    HermeticException first = null;
    for (String base : bases.subList(0, Math.min(MOST_TRIED, bases.size()))) {
      try {
        return content(record, Addresses.uri(base + "/" + record.location()));
      } catch (FetchException | IntegrityException failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    throw first == null ? new IllegalStateException("no address") : first;
  }

  private StagedContent content(RepomdRecord record, SafeUri uri)
      throws IOException, InterruptedException {
    long most = Math.min(MAX_BYTES, Math.max(1, record.size().orElse(MAX_BYTES)));
    Optional<Digest> digest = record.checksum();
    // Some repositories say nothing about their files; then what came is what there is.
    Digest expected = digest.isPresent() ? digest.get() : context.obtain(uri, Map.of()).sha256();
    return context.pinned(uri, ExpectedDigests.of(expected), most);
  }
}
