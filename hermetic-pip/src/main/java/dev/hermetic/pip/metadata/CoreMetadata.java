package dev.hermetic.pip.metadata;

import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a distribution says of itself (core metadata specification, versions 1.0 to 2.5).
 *
 * @param metadataVersion the version of the format, as written
 * @param name the project
 * @param version its version
 * @param requires what it needs, in the order of the file
 * @param requiresPython the Python versions it is for
 * @param extras the extras it offers
 * @param dynamic fields, in lower case, that a wheel built from this sdist may have otherwise
 */
public record CoreMetadata(
    String metadataVersion,
    PackageName name,
    Version version,
    List<Requirement> requires,
    Optional<SpecifierSet> requiresPython,
    Set<PackageName> extras,
    Set<String> dynamic) {
  /** Copies the collections. */
  public CoreMetadata {
    requires = List.copyOf(requires);
    extras = Set.copyOf(extras);
    dynamic = Set.copyOf(dynamic);
  }

  /**
   * Whether an sdist's word on its needs holds for every wheel built from it: from version 2.2 on,
   * for fields that are not dynamic (PEP 643).
   */
  public boolean needsAreStatic() {
    int dot = metadataVersion.indexOf('.');
    int major = Integer.parseInt(metadataVersion.substring(0, dot));
    int minor = Integer.parseInt(metadataVersion.substring(dot + 1));
    return (major > 2 || major == 2 && minor >= 2)
        && !isDynamic("Requires-Dist")
        && !isDynamic("Requires-Python")
        && !isDynamic("Provides-Extra");
  }

  /** Whether a field is dynamic. */
  public boolean isDynamic(String field) {
    return dynamic.contains(field.toLowerCase(Locale.ROOT));
  }
}
