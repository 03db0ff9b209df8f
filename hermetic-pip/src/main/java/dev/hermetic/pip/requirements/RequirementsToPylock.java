package dev.hermetic.pip.requirements;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.pylock.DirectorySource;
import dev.hermetic.pip.pylock.LockedFile;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.pylock.VcsSource;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes requirements with versions and hashes as a lock. Which file of a release belongs to which
 * hash is for an index to say; nothing is taken from it that no hash of the requirement names. Not
 * safe for use by several threads.
 */
public final class RequirementsToPylock {
  private final String createdBy;
  private final ReleaseFiles releases;
  private final List<Diagnostic> notes = new ArrayList<>();
  private final Map<String, RequirementLine> seen = new HashMap<>();

  /**
   * A converter.
   *
   * @param createdBy the tool that the lock names as its maker
   * @param releases finds the files of a release
   */
  public RequirementsToPylock(String createdBy, ReleaseFiles releases) {
    this.createdBy = createdBy;
    this.releases = releases;
  }

  /**
   * Converts requirements; packages are sorted by name, their wheels by file name.
   *
   * @throws LockfileException with code {@code pip.convert} for a requirement that is no pin, has
   *     no hash, or that the index cannot serve
   * @throws IOException when the index cannot be asked
   * @throws InterruptedException when the run is cancelled
   */
  public Conversion<Pylock> convert(Requirements requirements)
      throws IOException, InterruptedException {
    notes.clear();
    seen.clear();
    List<LockedPackage> packages = new ArrayList<>();
    for (RequirementLine line : requirements.requirements()) {
      packages.add(locked(line, requirements.binaryRules()));
    }
    requirements.constraints().forEach(limit -> checkConstraint(limit, packages));
    packages.sort(Comparator.comparing(LockedPackage::name));
    return new Conversion<>(Pylock.createdBy(createdBy).packages(packages).build(), notes);
  }

  private LockedPackage locked(RequirementLine line, BinaryRules rules)
      throws IOException, InterruptedException {
    PackageName name =
        line.name().orElseThrow(() -> broken(line, "names no package", "write name @ URL"));
    if (seen.put(name + ";" + line.markerText(), line) != null) {
      throw broken(line, "stands twice under the same condition", "remove one of them");
    }
    LockedPackage.Builder builder = LockedPackage.named(name);
    line.marker().ifPresent(marker -> builder.marker(line.markerText(), marker));
    RequirementSource source = line.source();
    if (source instanceof RequirementSource.Index index) {
      Version version =
          PinnedVersion.of(index.specifiers())
              .orElseThrow(() -> broken(line, "is not a pin", "write name==version"));
      return files(line, name, version, rules).apply(builder.version(version)).build();
    }
    if (source instanceof RequirementSource.Url url) {
      return builder.archive(archive(line, url)).build();
    }
    return source instanceof RequirementSource.Vcs vcs
        ? builder.vcs(repository(line, vcs.url())).build()
        : builder.directory(directory(line, (RequirementSource.Local) source)).build();
  }

  private interface Part {
    LockedPackage.Builder apply(LockedPackage.Builder builder);
  }

  private Part files(RequirementLine line, PackageName name, Version version, BinaryRules rules)
      throws IOException, InterruptedException {
    if (line.hashes().isEmpty()) {
      throw broken(line, "has no hash", "run pip-compile --generate-hashes");
    }
    ReleaseFiles.Release release = releases.find(name, version);
    HashedFiles chosen = HashedFiles.choose(release.files(), line.hashes(), rules, name);
    if (chosen.isEmpty()) {
      throw broken(
          line,
          "has no hash that belongs to a file of the index, which offers " + release.files().size(),
          "check that the index is the one the hashes are from");
    }
    chosen.leftOut().forEach(what -> notes.add(note(line, what)));
    return builder ->
        builder
            .index(release.index().orElse(null))
            .wheels(chosen.wheels().isEmpty() ? null : chosen.wheels())
            .sdist(chosen.sdist().orElse(null));
  }

  private static LockedFile archive(RequirementLine line, RequirementSource.Url source) {
    if (line.hashes().isEmpty()) {
      throw broken(line, "has no hash", "add --hash=sha256:…");
    }
    LockedFile.Builder file =
        LockedFile.builder()
            .url(
                dev.hermetic.core.SafeUri.parse(
                    UrlText.withoutFragment(source.url().uri().toString())))
            .subdirectory(
                UrlText.fragment(source.url().uri().toString(), "subdirectory").orElse(null));
    if (line.hashes().stream().map(digest -> digest.algorithm()).distinct().count()
        < line.hashes().size()) {
      throw broken(
          line, "has several hashes of one algorithm for one file", "keep the hash of the file");
    }
    line.hashes().forEach(file::hash);
    return file.build();
  }

  private static VcsSource repository(RequirementLine line, VcsUrl url) {
    if (!url.isPinned()) {
      throw broken(line, "does not name a commit", "write the full hash of a commit behind the @");
    }
    return new VcsSource(
        url.system(),
        Optional.of(url.repository()),
        Optional.empty(),
        Optional.empty(),
        url.revision().orElseThrow(),
        url.subdirectory());
  }

  private static DirectorySource directory(RequirementLine line, RequirementSource.Local local) {
    if (local.path().endsWith(".whl")) {
      throw broken(line, "is a file of the project", "name it by a URL, or use its directory");
    }
    return new DirectorySource(
        local.path(), line.isEditable() ? Optional.of(true) : Optional.empty(), Optional.empty());
  }

  private static void checkConstraint(RequirementLine limit, List<LockedPackage> packages) {
    for (LockedPackage locked : packages) {
      boolean same = limit.name().filter(locked.name()::equals).isPresent();
      boolean kept =
          limit.source() instanceof RequirementSource.Index index
              && locked.version().filter(v -> index.specifiers().contains(v, true)).isPresent();
      if (same && !kept) {
        throw broken(limit, "contradicts " + locked, "make both say the same");
      }
    }
  }

  private static Diagnostic note(RequirementLine line, String what) {
    return Diagnostic.warning(
            "pip.convert-dropped",
            line.location() + ": " + PrintableText.quoted(line.text()) + " " + what)
        .at(line.location());
  }

  private static LockfileException broken(RequirementLine line, String reason, String hint) {
    return LockfileException.of(
        "pip.convert", line.location(), PrintableText.quoted(line.text()) + " " + reason, hint);
  }
}
