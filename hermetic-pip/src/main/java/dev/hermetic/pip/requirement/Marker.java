package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An environment marker (PEP 508, PEP 685, PEP 751): a condition on where and for what a package is
 * installed. Equal when printed alike. Immutable.
 */
public final class Marker {
  private final MarkerNode root;
  private final String text;

  Marker(MarkerNode root) {
    this.root = root;
    this.text = root.toString();
  }

  /**
   * Reads a marker.
   *
   * @throws InputException {@code pip.marker} when it is none
   */
  public static Marker parse(String text) {
    return new Marker(MarkerParser.parse(text));
  }

  /**
   * Whether it holds in an environment for the metadata of a package, where it may compare {@code
   * extra}: for one of the extras asked for, or for none when none is asked for, as pip does.
   *
   * @throws InputException {@code pip.marker-undefined} when a comparison has no meaning there
   */
  public boolean evaluate(MarkerEnvironment environment, Set<PackageName> extras) {
    if (extras.isEmpty()) {
      return root.evaluate(MarkerContext.metadata(environment, ""));
    }
    boolean holds = false;
    for (PackageName extra : extras) {
      holds |= root.evaluate(MarkerContext.metadata(environment, extra.toString()));
    }
    return holds;
  }

  /**
   * Whether it holds in an environment for a lock file, where it may ask what is in {@code extras}
   * and {@code dependency_groups} (PEP 751).
   *
   * @throws InputException {@code pip.marker-undefined} when a comparison has no meaning there
   */
  public boolean evaluate(
      MarkerEnvironment environment, Set<PackageName> extras, Set<PackageName> groups) {
    return root.evaluate(MarkerContext.lock(environment, extras, groups));
  }

  /** Holds where both hold. */
  public Marker and(Marker other) {
    return new Marker(MarkerNode.Junction.of(true, List.of(root, other.root)));
  }

  /** Holds where one of them holds. */
  public Marker or(Marker other) {
    return new Marker(MarkerNode.Junction.of(false, List.of(root, other.root)));
  }

  /**
   * Holds where this one does not. Exact for Pythons that are final releases: no comparison holds
   * on the pre-releases of {@code 3.9} that neither {@code < '3.9'} nor {@code >= '3.9'} takes in.
   *
   * @throws InputException {@code pip.marker} when a comparison of it has no opposite
   */
  public Marker negate() {
    return new Marker(root.negated());
  }

  /**
   * The values that it wants variables to have.
   *
   * @return empty when it is anything but {@code variable == 'text'}, joined by {@code and}
   */
  public Optional<Map<String, String>> equalities() {
    Map<String, String> values = new TreeMap<>();
    return root.collectEqualities(values) ? Optional.of(values) : Optional.empty();
  }

  /** The names of the variables that it compares, sorted. */
  public Set<String> variables() {
    Set<String> variables = new TreeSet<>();
    root.collectVariables(variables);
    return variables;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Marker marker && text.equals(marker.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /**
   * A marker of the same meaning with single quotes, single spaces and the parentheses that it
   * needs or that show what belongs together.
   */
  @Override
  public String toString() {
    return text;
  }
}
