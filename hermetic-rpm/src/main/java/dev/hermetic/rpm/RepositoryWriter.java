package dev.hermetic.rpm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.rpm.file.RpmPackage;
import dev.hermetic.rpm.file.RpmReader;
import dev.hermetic.rpm.lock.LockedFile.Kind;
import dev.hermetic.rpm.repodata.Compression;
import dev.hermetic.rpm.repodata.EntryMapping;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageOrigin;
import dev.hermetic.rpm.repodata.RepodataWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Writes the {@code repodata} of one repository, so that nobody has to run createrepo_c later: the
 * headers of its packages are read once, one at a time. Used by one thread.
 */
final class RepositoryWriter {
  private final Repository repository;
  private final LayoutContext context;
  private final List<Artifact> packages = new ArrayList<>();
  private final List<Artifact> modules = new ArrayList<>();
  private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
  private String modular = "";

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
  void write(BiConsumer<Artifact, RpmPackage> seen) throws IOException {
    // Gzip is what the oldest clients read, and what Hermeto asks createrepo_c for. There is no
    // clock in it: the same packages make the same repository.
    RepodataWriter writer = new RepodataWriter(this::open, Compression.GZIP, "0", 0);
    try {
      writer.packages(packages.size(), entries(seen));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    if (modules.size() > 1) {
      throw new LayoutException(
          "rpm.modules",
          repository.id(),
          modules.get(1) + ": the repository '" + repository.id() + "' has module metadata already",
          "keep one 'module_metadata' entry for each repository");
    }
    for (Artifact file : modules) {
      try (InputStream in = context.open(file)) {
        writer.modules(in);
      }
    }
    writer.finish();
    for (Map.Entry<String, ByteArrayOutputStream> file : files.entrySet()) {
      RelPath path = repository.path().resolve("repodata").resolve(file.getKey());
      context.generate(path, file.getValue().toByteArray());
    }
    warnOfModules();
  }

  private ByteArrayOutputStream open(String name) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    files.put(name, file);
    return file;
  }

  private Iterator<PackageEntry> entries(BiConsumer<Artifact, RpmPackage> seen) {
    return packages.stream()
        .map(
            artifact -> {
              try {
                return entry(artifact, seen);
              } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
              }
            })
        .iterator();
  }

  private PackageEntry entry(Artifact artifact, BiConsumer<Artifact, RpmPackage> seen)
      throws IOException {
    RpmPackage rpm = header(context, artifact);
    seen.accept(artifact, rpm);
    if (modular.isEmpty() && modules.isEmpty() && rpm.modularityLabel().isPresent()) {
      modular = rpm.toString();
    }
    String name = RelPath.of(artifact.attribute(LockedArtifacts.PLACE).orElse("")).name();
    Digest digest = context.digest(artifact, Digest.Algorithm.SHA256);
    // The time of the file would be that of the download; the build is the same everywhere.
    long built = rpm.buildTime().orElse(0);
    return EntryMapping.entry(rpm, new PackageOrigin(name, digest, context.size(artifact), built));
  }

  /** The header of a package; that of the whole file is its lock's or verifier's business. */
  static RpmPackage header(LayoutContext context, Artifact artifact) throws IOException {
    try (InputStream in = context.open(artifact)) {
      return RpmReader.readHeader(in, artifact.toString());
    }
  }

  private void warnOfModules() {
    if (!modular.isEmpty()) {
      Diagnostic warning =
          Diagnostic.warning(
              "rpm.modular",
              modular
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
