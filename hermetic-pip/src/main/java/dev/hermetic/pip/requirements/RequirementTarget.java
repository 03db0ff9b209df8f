package dev.hermetic.pip.requirements;

import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import java.util.Optional;
import java.util.Set;

/**
 * What a line asks for.
 *
 * @param name the package; empty for a path or URL that does not say
 * @param extras its extras
 * @param marker when it is wanted
 * @param source where it comes from
 */
record RequirementTarget(
    Optional<PackageName> name,
    Set<PackageName> extras,
    Optional<Marker> marker,
    RequirementSource source) {}
