package dev.hermetic.pip;

import dev.hermetic.core.Digest;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.index.FilesRecord;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.PageEntry;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirements.RequirementLine;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files earlier lookups found for requirements, kept in the store: what pages of indexes come
 * down to once the hashes of a lock are known. Kept together for the projects of one file, so that
 * a new version of one of them leaves the others known. Only complete answers are kept (see {@link
 * ListedFiles#complete}); those never change.
 */
final class KnownFiles {
  // Locks of a thousand packages that list fifty files each.
  private static final int MAX_BYTES = 32 << 20;

  private final ResolveContext context;
  private final String indexes;
  private final String name;
  private final Map<String, List<PageEntry>> before;
  private final SortedMap<String, List<IndexFile>> now = new TreeMap<>();
  private boolean changed;

  private KnownFiles(
      ResolveContext context, String indexes, String name, Map<String, List<PageEntry>> before) {
    this.context = context;
    this.indexes = indexes;
    this.name = name;
    this.before = before;
  }

  /** What is known of the projects of a requirements file. */
  static KnownFiles of(ResolveContext context, IndexLookup lookup, Collection<PackageName> projects)
      throws IOException {
    StringBuilder name = new StringBuilder("pip files 1\n").append(lookup.identity());
    new TreeSet<>(projects).forEach(project -> name.append('\n').append(project));
    Map<String, List<PageEntry>> before =
        context.recall(name.toString(), MAX_BYTES).map(FilesRecord::read).orElse(Map.of());
    return new KnownFiles(context, lookup.identity(), name.toString(), before);
  }

  /** The entries that the pages had for a requirement. */
  Optional<IndexLookup.Found> find(RequirementLine line, Version version) {
    return Optional.ofNullable(before.get(key(line, version))).map(IndexLookup.Found::before);
  }

  /** Takes note of the files of a requirement, if they say everything. */
  void note(RequirementLine line, Version version, ListedFiles files) {
    String key = key(line, version);
    Optional<List<IndexFile>> complete = files.complete();
    if (complete.isPresent()) {
      changed |= !before.containsKey(key);
      now.put(key, complete.get());
    }
  }

  /** Keeps what was noted, if it is news. */
  void keep() throws IOException, InterruptedException {
    if (changed) {
      byte[] record = FilesRecord.write(now);
      if (record.length <= MAX_BYTES) {
        context.keep(name, record);
      }
    }
  }

  private String key(RequirementLine line, Version version) {
    StringBuilder text = new StringBuilder(indexes).append('\n');
    text.append(line.name().orElseThrow()).append(' ').append(version);
    new TreeSet<Digest>(line.hashes()).forEach(hash -> text.append('\n').append(hash));
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
