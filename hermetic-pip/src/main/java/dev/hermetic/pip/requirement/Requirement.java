package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.version.SpecifierSet;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A requirement of one package on another (PEP 508). Immutable.
 *
 * @param name the package
 * @param extras its extras asked for
 * @param specifiers the versions that will do; empty where a URL is given
 * @param url where exactly it is, not checked in any way
 * @param marker where it is required
 */
public record Requirement(
    PackageName name,
    SortedSet<PackageName> extras,
    SpecifierSet specifiers,
    Optional<String> url,
    Optional<Marker> marker) {

  /** Copies the set. */
  public Requirement {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
  }

  /**
   * Reads a requirement.
   *
   * @throws InputException {@code pip.requirement} when it is none
   */
  public static Requirement parse(String text) {
    return RequirementParser.parse(text);
  }

  /** The same with another marker. */
  public Requirement withMarker(Optional<Marker> other) {
    return new Requirement(name, extras, specifiers, url, other);
  }

  /** In one form for equal requirements: {@code name[a,b]<2,>=1; os_name == 'nt'}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(name.toString());
    if (!extras.isEmpty()) {
      out.append(
          extras.stream().map(PackageName::toString).collect(Collectors.joining(",", "[", "]")));
    }
    out.append(specifiers);
    url.ifPresent(address -> out.append(" @ ").append(address));
    marker.ifPresent(m -> out.append(url.isPresent() ? " ; " : "; ").append(m));
    return out.toString();
  }
}
