package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import dev.hermetic.rpm.file.Dependency;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.file.Nevra;
import dev.hermetic.rpm.file.RpmFile;
import dev.hermetic.rpm.file.RpmPackage;
import java.util.function.IntConsumer;

/**
 * Makes an entry of what is installed. Other than in a repository all of its files and all of its
 * requirements are listed, those on features of rpm itself apart.
 */
public final class InstalledEntry {
  private static final Digest NO_DIGEST = Digest.of(Digest.Algorithm.SHA256, new byte[32]);

  private final RpmPackage rpm;
  private final IntConsumer taken;

  private InstalledEntry(RpmPackage rpm, IntConsumer taken) {
    this.rpm = rpm;
    this.taken = taken;
  }

  /**
   * The entry of an installed package; it has no checksum and no place.
   *
   * @param taken is told the length of each text before it is kept, and may throw
   */
  public static PackageEntry of(RpmPackage rpm, IntConsumer taken) {
    return new InstalledEntry(rpm, taken).entry();
  }

  private PackageEntry entry() {
    Nevra nevra = rpm.nevra();
    String release = nevra.evr().release();
    PackageId id =
        new PackageId(
            nevra.name(),
            Long.toString(nevra.evr().epoch()),
            nevra.evr().version(),
            release == null ? "" : release,
            nevra.arch(),
            NO_DIGEST);
    PackageEntry.Builder builder = PackageEntry.builder(id, "").texts(texts());
    for (DependencyKind kind : DependencyKind.values()) {
      for (Dependency dependency : rpm.dependencies(kind)) {
        add(builder, kind, dependency);
      }
    }
    for (RpmFile file : rpm.files()) {
      taken.accept(file.path().length());
      builder.file(new PackageFile(file.path(), FileKind.FILE));
    }
    return builder.build();
  }

  private PackageTexts texts() {
    return new PackageTexts(
        "", "", "", "", "", rpm.vendor().orElse(""), "", "", rpm.sourceRpm().orElse(""));
  }

  private void add(PackageEntry.Builder builder, DependencyKind kind, Dependency dependency) {
    if (!dependency.isRpmlib()) {
      taken.accept(dependency.name().length() + dependency.version().length());
      RequiresRule.entry(dependency, dependency.isPre())
          .ifPresent(entry -> builder.dependency(kind, entry));
    }
  }
}
