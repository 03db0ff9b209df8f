package dev.hermetic.pip.lock;

import dev.hermetic.pip.lock.solve.Ranges;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The releases of a project, with the sets of versions the solver reckons in: each version stands
 * for itself and all that could lie between it and the next, so that specifiers with all their
 * special cases become exact intervals. Thread-safe.
 */
final class Project {
  private final PackageName name;
  private final Optional<String> index;
  private final int withoutTime;
  private @Nullable String url;
  private final NavigableMap<Version, Release> releases;
  private final List<Version> versions;
  private final boolean hasFinal;
  private final Map<SpecifierSet, Ranges<Version>> known = new ConcurrentHashMap<>();

  /**
   * A project.
   *
   * @param index where it was found
   * @param withoutTime how many of its files were left out because nobody says when they came
   */
  Project(
      PackageName name,
      Optional<String> index,
      int withoutTime,
      NavigableMap<Version, Release> releases) {
    this.name = name;
    this.index = index;
    this.withoutTime = withoutTime;
    this.releases = new TreeMap<>(releases);
    this.versions = List.copyOf(releases.keySet());
    this.hasFinal = versions.stream().anyMatch(version -> !version.isPrerelease());
  }

  /** A package that is named by the URL of its one file. */
  static Project ofUrl(PackageName name, String url, NavigableMap<Version, Release> releases) {
    Project project = new Project(name, Optional.empty(), 0, releases);
    project.url = url;
    return project;
  }

  /** The URL that the project names, fragment included; empty for projects of an index. */
  Optional<String> url() {
    return Optional.ofNullable(url);
  }

  PackageName name() {
    return name;
  }

  /** The index it was found at; empty when it is known from nowhere or from a lock only. */
  Optional<String> index() {
    return index;
  }

  int withoutTime() {
    return withoutTime;
  }

  boolean isUnknown() {
    return versions.isEmpty();
  }

  boolean hasFinal() {
    return hasFinal;
  }

  /** Its versions, oldest first. */
  List<Version> versions() {
    return versions;
  }

  Optional<Release> release(Version version) {
    return Optional.ofNullable(releases.get(version));
  }

  /** The versions that specifiers allow, pre-releases included. */
  Ranges<Version> allowed(SpecifierSet specifiers) {
    return known.computeIfAbsent(specifiers, this::compute);
  }

  private Ranges<Version> compute(SpecifierSet specifiers) {
    if (specifiers.isEmpty()) {
      return Ranges.all();
    }
    Ranges<Version> all = Ranges.none();
    int at = 0;
    while (at < versions.size()) {
      int end = at;
      while (end < versions.size() && specifiers.contains(versions.get(end), true)) {
        end++;
      }
      if (end > at) {
        all = all.union(cells(at, end));
      }
      at = end + 1;
    }
    return all;
  }

  /** The set that holds one version only. */
  Ranges<Version> only(Version version) {
    int at = java.util.Collections.binarySearch(versions, version);
    return at < 0 ? Ranges.exactly(version) : cells(at, at + 1);
  }

  // The first cell has no lower end and the last no upper one, so that all cells make everything.
  private Ranges<Version> cells(int from, int to) {
    Ranges<Version> cells = Ranges.all();
    if (from > 0) {
      cells = cells.intersect(Ranges.from(versions.get(from)));
    }
    return to < versions.size() ? cells.intersect(Ranges.before(versions.get(to))) : cells;
  }

  /** A set of its versions in words: {@code flask>=3.0,<=3.1}. */
  String describe(String label, Ranges<Version> set) {
    List<String> runs = new ArrayList<>();
    int at = 0;
    while (at < versions.size() && runs.size() < 6) {
      int end = at;
      while (end < versions.size() && set.contains(versions.get(end))) {
        end++;
      }
      if (end > at) {
        runs.add(run(at, end));
      }
      at = end + 1;
    }
    if (runs.size() == 1 && runs.get(0).isEmpty() || versions.isEmpty()) {
      return label;
    }
    return runs.isEmpty() ? label + " (no version)" : label + String.join(" or ", runs);
  }

  private String run(int from, int to) {
    if (to - from == 1 && versions.size() > 1) {
      return "==" + versions.get(from);
    }
    String low = from == 0 ? "" : ">=" + versions.get(from);
    String high = to == versions.size() ? "" : "<=" + versions.get(to - 1);
    return low + (low.isEmpty() || high.isEmpty() ? "" : ",") + high;
  }
}
