package dev.hermetic.rpm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.rpm.file.RpmPackage;
import dev.hermetic.rpm.file.RpmReader;
import dev.hermetic.rpm.lockfile.LockedFile.Kind;
import dev.hermetic.rpm.repodata.Compression;
import dev.hermetic.rpm.repodata.EntryMapping;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageList;
import dev.hermetic.rpm.repodata.PackageOrigin;
import dev.hermetic.rpm.repodata.RepodataWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Writes the {@code repodata} of one repository, so that nobody has to run createrepo_c later: the
 * headers of its packages are read once, several at a time. Used by one thread.
 */
final class RepositoryWriter {
  /** Small headers take one read, large ones a second. */
  private static final int HEADER = 1 << 13;

  private final Repository repository;
  private final LayoutContext context;
  private final List<Artifact> packages = new ArrayList<>();
  private final List<Artifact> modules = new ArrayList<>();
  private int modular = Integer.MAX_VALUE;
  private String modularName = "";

  /**
   * A writer.
   *
   * @param artifacts what lies in the repository, sorted by place
   */
  RepositoryWriter(Repository repository, LayoutContext context, Collection<Artifact> artifacts) {
    this.repository = repository;
    this.context = context;
    for (Artifact artifact : artifacts) {
      (kind(artifact) == Kind.MODULES ? modules : packages).add(artifact);
    }
  }

  static Kind kind(Artifact artifact) {
    String kind = artifact.attribute(LockedArtifacts.KIND).orElse("package");
    return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  /**
   * Reads the packages and writes.
   *
   * @param seen is told every package that was read
   * @throws dev.hermetic.core.HermeticException when a package is malformed
   */
  void write(Seen seen) throws IOException, InterruptedException {
    // Gzip is what the oldest clients read, and what Hermeto asks createrepo_c for. There is no
    // clock in it: the same packages make the same repository.
    RepodataWriter writer = new RepodataWriter(this::open, Compression.GZIP, "0", 0);
    writer.packages(new Listed(seen), context::each);
    for (Artifact file : modules) {
      try (InputStream in = context.open(file)) {
        writer.modules(in);
      }
    }
    writer.finish();
    warnOfModules();
  }

  private OutputStream open(String name) throws IOException {
    return context.generate(repository.path().resolve("repodata").resolve(name));
  }

  /** Somebody who wants to know the packages, too. */
  @FunctionalInterface
  interface Seen {
    /**
     * Looks at a package; several threads do, in any order.
     *
     * @return what is then to be done for one package at a time
     */
    Runnable look(Artifact artifact, RpmPackage rpm, PackageEntry entry);
  }

  /** The packages as the metadata lists them; several threads read. */
  private final class Listed implements PackageList {
    private final Seen seen;

    Listed(Seen seen) {
      this.seen = seen;
    }

    @Override
    public int size() {
      return packages.size();
    }

    @Override
    public long weight(int index) throws IOException {
      return context.size(packages.get(index));
    }

    @Override
    public PackageEntry entry(int index) throws IOException {
      Artifact artifact = packages.get(index);
      RpmPackage rpm = header(context, artifact);
      PackageEntry entry = RepositoryWriter.this.entry(artifact, rpm);
      Runnable next = seen.look(artifact, rpm, entry);
      synchronized (this) {
        next.run();
        if (index < modular && modules.isEmpty() && rpm.modularityLabel().isPresent()) {
          modular = index;
          modularName = rpm.toString();
        }
      }
      return entry;
    }
  }

  private PackageEntry entry(Artifact artifact, RpmPackage rpm) throws IOException {
    String name = artifact.place().orElseThrow().name();
    Digest digest = context.digest(artifact, Digest.Algorithm.SHA256);
    // The time of the file would be that of the download; the build is the same everywhere.
    long built = rpm.buildTime().orElse(0);
    return EntryMapping.entry(rpm, new PackageOrigin(name, digest, context.size(artifact), built));
  }

  /** The header of a package, whose bytes the store vouches for and the verifier has checked. */
  static RpmPackage header(LayoutContext context, Artifact artifact) throws IOException {
    try (InputStream in = new BufferedInputStream(context.open(artifact), HEADER)) {
      return RpmReader.readChecked(in, artifact.toString());
    }
  }

  private void warnOfModules() {
    if (!modularName.isEmpty()) {
      Diagnostic warning =
          Diagnostic.warning(
              "rpm.modular",
              modularName
                  + " belongs to a module, but the lock has no 'module_metadata' for '"
                  + repository.id()
                  + "', so that dnf will refuse to install it",
              "lock the module metadata of the repository too");
      context.report(
          packages
              .get(0)
              .pinnedAt()
              .map(Location::file)
              .map(Location::of)
              .map(warning::at)
              .orElse(warning));
    }
  }
}
