package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.file.ChangelogEntry;
import dev.hermetic.rpm.file.Dependency;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.file.Nevra;
import dev.hermetic.rpm.file.RpmFile;
import dev.hermetic.rpm.file.RpmPackage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes of a package's header what createrepo_c makes of it. */
public final class EntryMapping {
  // createrepo_c's --changelog-limit
  private static final int MAX_CHANGES = 10;

  private final RpmPackage rpm;

  private EntryMapping(RpmPackage rpm) {
    this.rpm = rpm;
  }

  /** The entry of a package file. */
  public static PackageEntry entry(RpmPackage rpm, PackageOrigin origin) {
    return new EntryMapping(rpm).entry(origin);
  }

  private PackageEntry entry(PackageOrigin origin) {
    Nevra nevra = rpm.nevra();
    String release = nevra.evr().release();
    PackageId id =
        new PackageId(
            nevra.name(),
            Long.toString(nevra.evr().epoch()),
            nevra.evr().version(),
            release == null ? "" : release,
            nevra.arch(),
            origin.digest());
    PackageEntry.Builder builder =
        PackageEntry.builder(id, origin.location()).texts(texts()).numbers(numbers(origin));
    List<PackageFile> files = files();
    for (PackageFile file : files) {
      builder.file(file);
    }
    dependencies(builder, files);
    for (Change change : changes()) {
      builder.change(change);
    }
    return builder.build();
  }

  private List<PackageFile> files() {
    List<PackageFile> files = new ArrayList<>(rpm.fileCount());
    for (RpmFile file : rpm.files()) {
      files.add(new PackageFile(file.path(), kind(file)));
    }
    return files;
  }

  private static FileKind kind(RpmFile file) {
    if (file.isDirectory()) {
      return FileKind.DIRECTORY;
    }
    return file.isGhost() ? FileKind.GHOST : FileKind.FILE;
  }

  private PackageTexts texts() {
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

  private PackageNumbers numbers(PackageOrigin origin) {
    return new PackageNumbers(
        origin.time(),
        rpm.buildTime().orElse(0),
        origin.size(),
        rpm.installedSize(),
        rpm.archiveSize(),
        rpm.headerRange().start(),
        rpm.headerRange().end());
  }

  private void dependencies(PackageEntry.Builder builder, List<PackageFile> files) {
    List<Dependency> provides = rpm.dependencies(DependencyKind.PROVIDES);
    for (DependencyKind kind : DependencyKind.values()) {
      List<Dependency> stated = kind == DependencyKind.PROVIDES ? provides : rpm.dependencies(kind);
      List<DependencyEntry> listed =
          kind == DependencyKind.REQUIRES
              ? new RequiresRule(provides, required(stated, files)).listed(stated)
              : plain(stated);
      for (DependencyEntry entry : listed) {
        builder.dependency(kind, entry);
      }
    }
  }

  /** The primary files; none need be found where no path is required. */
  private static Set<String> required(List<Dependency> requires, List<PackageFile> files) {
    for (Dependency dependency : requires) {
      if (dependency.name().startsWith("/")) {
        return primary(files);
      }
    }
    return Set.of();
  }

  private static Set<String> primary(List<PackageFile> files) {
    Set<String> primary = new HashSet<>();
    for (PackageFile file : files) {
      if (file.primary()) {
        primary.add(file.path());
      }
    }
    return primary;
  }

  private static List<DependencyEntry> plain(List<Dependency> stated) {
    List<DependencyEntry> listed = new ArrayList<>();
    for (Dependency dependency : stated) {
      Optional<DependencyEntry> entry = RequiresRule.entry(dependency, false);
      if (entry.isPresent()) {
        listed.add(entry.get());
      }
    }
    return listed;
  }

  /** The newest entries, the newest last, no two with the same time. */
  private List<Change> changes() {
    List<Change> newestFirst = new ArrayList<>();
    for (ChangelogEntry entry : rpm.changelog()) {
      if (newestFirst.size() == MAX_CHANGES) {
        break;
      }
      newestFirst.add(new Change(withoutEndSpace(entry.author()), entry.time(), entry.text()));
    }
    List<Change> changes = new ArrayList<>();
    long before = Long.MIN_VALUE;
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      Change change = newestFirst.get(i);
      long date = change.date() <= before && isSameDay(newestFirst, i) ? before + 1 : change.date();
      changes.add(new Change(change.author(), date, change.text()));
      before = date;
    }
    return changes;
  }

  private static boolean isSameDay(List<Change> newestFirst, int i) {
    return newestFirst.get(i + 1).date() == newestFirst.get(i).date();
  }

  private static String withoutEndSpace(String author) {
    int end = author.length();
    while (end > 0 && author.charAt(end - 1) == ' ') {
      end--;
    }
    return author.substring(0, end);
  }
}
