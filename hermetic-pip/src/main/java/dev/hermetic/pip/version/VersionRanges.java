package dev.hermetic.pip.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of versions as intervals, closed under intersection, union and complement. Exact: it is
 * empty only if no version that PEP 440 knows lies in it, and two equal sets have equal intervals.
 * Immutable.
 */
public final class VersionRanges {
  private static final VersionRanges NONE = new VersionRanges(List.of());
  private static final VersionRanges ALL = new VersionRanges(List.of(Cut.START));

  /** Ascending; behind every other one the set begins, behind the rest it ends. */
  private final Cut[] cuts;

  private VersionRanges(List<Cut> cuts) {
    this.cuts = cuts.toArray(new Cut[0]);
  }

  /** No version. */
  public static VersionRanges none() {
    return NONE;
  }

  /** Every version. */
  public static VersionRanges all() {
    return ALL;
  }

  /** One version, with every local version of it if it has no local segment itself. */
  public static VersionRanges of(Version version) {
    VersionParts parts = version.parts();
    Cut end = parts.local() == null ? Cut.behindLocals(parts) : Cut.behindExactly(parts);
    return between(Cut.before(parts), end);
  }

  /** One version and nothing else, no local version of it either. */
  public static VersionRanges exactly(Version version) {
    VersionParts parts = version.parts();
    return between(Cut.before(parts), Cut.behindExactly(parts));
  }

  static VersionRanges from(Cut start) {
    return new VersionRanges(List.of(start));
  }

  static VersionRanges until(Cut end) {
    return between(Cut.START, end);
  }

  static VersionRanges between(Cut start, Cut end) {
    return start.compareTo(end) < 0 ? new VersionRanges(List.of(start, end)) : NONE;
  }

  /** Whether a version lies in it. Pre-releases are versions like any other. */
  public boolean contains(Version version) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cuts[middle].key().compareTo(version.key()) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low % 2 == 1;
  }

  /** Whether there is no version in it. */
  public boolean isEmpty() {
    return cuts.length == 0;
  }

  /** Whether every version is in it. */
  public boolean isAll() {
    return equals(ALL);
  }

  /** The versions that are in both. */
  public VersionRanges intersect(VersionRanges other) {
    return combine(other, true);
  }

  /** The versions that are in one of them. */
  public VersionRanges union(VersionRanges other) {
    return combine(other, false);
  }

  /** The versions that are not in it. */
  public VersionRanges complement() {
    List<Cut> toggled = new ArrayList<>(Arrays.asList(cuts));
    if (!toggled.isEmpty() && toggled.get(0).equals(Cut.START)) {
      toggled.remove(0);
    } else {
      toggled.add(0, Cut.START);
    }
    return new VersionRanges(toggled);
  }

  /** Whether each version of the other set is in this one. */
  public boolean containsAll(VersionRanges other) {
    return intersect(other).equals(other);
  }

  /** Whether no version is in both. */
  public boolean isDisjoint(VersionRanges other) {
    return intersect(other).isEmpty();
  }

  private VersionRanges combine(VersionRanges other, boolean both) {
    List<Cut> result = new ArrayList<>();
    int mine = 0;
    int theirs = 0;
    boolean inside = false;
    while (mine < cuts.length || theirs < other.cuts.length) {
      Cut next = lesser(mine, other, theirs);
      mine += mine < cuts.length && cuts[mine].equals(next) ? 1 : 0;
      theirs += theirs < other.cuts.length && other.cuts[theirs].equals(next) ? 1 : 0;
      boolean now = both ? mine % 2 == 1 && theirs % 2 == 1 : mine % 2 == 1 || theirs % 2 == 1;
      if (now != inside) {
        result.add(next);
        inside = now;
      }
    }
    return new VersionRanges(result);
  }

  private Cut lesser(int mine, VersionRanges other, int theirs) {
    if (mine == cuts.length) {
      return other.cuts[theirs];
    }
    boolean first = theirs == other.cuts.length || cuts[mine].compareTo(other.cuts[theirs]) <= 0;
    return first ? cuts[mine] : other.cuts[theirs];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VersionRanges ranges && Arrays.equals(cuts, ranges.cuts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cuts);
  }

  /**
   * In words of specifiers: {@code >=1.0,<2.0 | ==3.0}, {@code *} for all, {@code none}. For
   * people: an end that no specifier can say, such as right before a final release, is rounded.
   */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < cuts.length; i += 2) {
      words.add(interval(cuts[i], i + 1 < cuts.length ? cuts[i + 1] : null));
    }
    return String.join(" | ", words);
  }

  private static String interval(Cut start, @Nullable Cut end) {
    boolean fromStart = start.equals(Cut.START);
    if (end == null) {
      return fromStart ? "*" : start.lower();
    }
    if (end.behind() && !start.behind() && end.shown().equals(start.shown())) {
      return "==" + start.shown().text();
    }
    return fromStart ? end.upper() : start.lower() + "," + end.upper();
  }
}
