package dev.hermetic.rpm;

import dev.hermetic.core.Digest;
import dev.hermetic.rpm.file.ChangelogEntry;
import dev.hermetic.rpm.file.Dependency;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.file.RpmFile;
import dev.hermetic.rpm.file.RpmPackage;
import dev.hermetic.rpm.repodata.Change;
import dev.hermetic.rpm.repodata.DependencyEntry;
import dev.hermetic.rpm.repodata.FileKind;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageFile;
import dev.hermetic.rpm.repodata.PackageId;
import dev.hermetic.rpm.repodata.PackageNumbers;
import dev.hermetic.rpm.repodata.PackageTexts;
import dev.hermetic.rpm.repodata.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a repository says about a package, taken from its header as createrepo_c takes it. */
final class PackageEntries {
  private PackageEntries() {}

  /**
   * The entry of a package.
   *
   * @param checksum of the whole file
   * @param size of the whole file, in bytes
   * @param location relative to the repository
   */
  static PackageEntry of(RpmPackage rpm, Digest checksum, long size, String location) {
    PackageEntry.Builder entry = PackageEntry.builder(id(rpm, checksum), location);
    entry.texts(texts(rpm));
    // The time of the file would be that of the download; the build is the same everywhere.
    long built = rpm.buildTime().orElse(0);
    entry.numbers(
        new PackageNumbers(
            built,
            built,
            size,
            rpm.installedSize(),
            rpm.archiveSize(),
            rpm.headerRange().start(),
            rpm.headerRange().end()));
    for (DependencyKind kind : DependencyKind.values()) {
      List<Dependency> all = rpm.dependencies(kind);
      List<Dependency> listed =
          kind == DependencyKind.REQUIRES ? ListedRequirements.of(rpm, all) : all;
      for (Dependency dependency : listed) {
        add(entry, kind, dependency);
      }
    }
    for (RpmFile file : rpm.files()) {
      entry.file(new PackageFile(file.path(), kind(file)));
    }
    changes(rpm).forEach(entry::change);
    return entry.build();
  }

  private static PackageId id(RpmPackage rpm, Digest checksum) {
    dev.hermetic.rpm.version.Evr evr = rpm.nevra().evr();
    String release = evr.release() == null ? "" : evr.release();
    return new PackageId(
        rpm.nevra().name(),
        Long.toString(evr.epoch()),
        evr.version(),
        release,
        rpm.nevra().arch(),
        checksum);
  }

  private static PackageTexts texts(RpmPackage rpm) {
    return new PackageTexts(
        rpm.summary().orElse(""),
        rpm.description().orElse(""),
        rpm.packager().orElse(""),
        rpm.url().orElse(""),
        rpm.license().orElse(""),
        rpm.vendor().orElse(""),
        rpm.group().orElse(""),
        rpm.buildHost().orElse(""),
        rpm.sourceRpm().orElse(""));
  }

  /** Adds a dependency; one whose epoch is no number is dropped, as by createrepo_c. */
  private static void add(PackageEntry.Builder entry, DependencyKind kind, Dependency from) {
    boolean pre = kind == DependencyKind.REQUIRES && from.isPre();
    dev.hermetic.rpm.version.Relation relation =
        dev.hermetic.rpm.version.Relation.ofFlags(from.flags());
    DependencyEntry to;
    if (relation == dev.hermetic.rpm.version.Relation.ANY) {
      to = new DependencyEntry(from.name(), Relation.ANY, "", "", "", pre);
    } else {
      String text = from.version();
      int colon = text.indexOf(':');
      String epoch = colon < 0 ? "0" : text.substring(0, colon);
      if (!epoch.matches("[0-9]+")) {
        return;
      }
      int hyphen = text.indexOf('-', colon + 1);
      String version = text.substring(colon + 1, hyphen < 0 ? text.length() : hyphen);
      String release = hyphen < 0 ? "" : text.substring(hyphen + 1);
      to =
          new DependencyEntry(
              from.name(), Relation.valueOf(relation.name()), epoch, version, release, pre);
    }
    entry.dependency(dev.hermetic.rpm.repodata.DependencyKind.valueOf(kind.name()), to);
  }

  private static FileKind kind(RpmFile file) {
    if (file.isDirectory()) {
      return FileKind.DIRECTORY;
    }
    return file.isGhost() ? FileKind.GHOST : FileKind.FILE;
  }

  /** The newest last; entries of one day get seconds of their own, so that their order is kept. */
  private static List<Change> changes(RpmPackage rpm) {
    List<ChangelogEntry> newestFirst = new ArrayList<>();
    rpm.changelog().forEach(newestFirst::add);
    Collections.reverse(newestFirst);
    List<Change> changes = new ArrayList<>(newestFirst.size());
    long last = Long.MIN_VALUE;
    long bumped = 0;
    for (ChangelogEntry from : newestFirst) {
      bumped = from.time() == last ? bumped + 1 : 0;
      last = from.time();
      changes.add(new Change(from.author().stripTrailing(), from.time() + bumped, from.text()));
    }
    return changes;
  }
}
