package dev.hermetic.pip.lock.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An immutable set of versions made of intervals, closed under intersection, union and complement.
 *
 * <p>It is kept as the sorted list of the cuts at which membership flips, so that every operation
 * is one sweep over two lists.
 *
 * @param <V> the versions, in their order
 */
public final class Ranges<V extends Comparable<? super V>> {
  /** A place between versions: just below or just above one. */
  private record Cut<V extends Comparable<? super V>>(V version, boolean above)
      implements Comparable<Cut<V>> {
    @Override
    public int compareTo(Cut<V> other) {
      int byVersion = version.compareTo(other.version);
      return byVersion != 0 ? byVersion : Boolean.compare(above, other.above);
    }
  }

  /**
   * One piece of a set, for printing.
   *
   * @param from the lower bound; {@code null} when unbounded
   * @param fromInclusive whether the lower bound belongs to it
   * @param to the upper bound; {@code null} when unbounded
   * @param toInclusive whether the upper bound belongs to it
   */
  public record Interval<V>(
      @org.jspecify.annotations.Nullable V from,
      boolean fromInclusive,
      @org.jspecify.annotations.Nullable V to,
      boolean toInclusive) {}

  private final boolean startsInside;
  private final List<Cut<V>> cuts;

  private Ranges(boolean startsInside, List<Cut<V>> cuts) {
    this.startsInside = startsInside;
    this.cuts = cuts;
  }

  /** No version. */
  public static <V extends Comparable<? super V>> Ranges<V> none() {
    return new Ranges<>(false, List.of());
  }

  /** Every version. */
  public static <V extends Comparable<? super V>> Ranges<V> all() {
    return new Ranges<>(true, List.of());
  }

  /** One version. */
  public static <V extends Comparable<? super V>> Ranges<V> exactly(V version) {
    return new Ranges<>(false, List.of(new Cut<>(version, false), new Cut<>(version, true)));
  }

  /** A version and everything after it. */
  public static <V extends Comparable<? super V>> Ranges<V> from(V version) {
    return new Ranges<>(false, List.of(new Cut<>(version, false)));
  }

  /** Everything before a version. */
  public static <V extends Comparable<? super V>> Ranges<V> before(V version) {
    return new Ranges<>(true, List.of(new Cut<>(version, false)));
  }

  /** Whether no version is in it. */
  public boolean isEmpty() {
    return !startsInside && cuts.isEmpty();
  }

  /** Whether every version is in it. */
  public boolean isAll() {
    return startsInside && cuts.isEmpty();
  }

  /** Whether a version is in it. */
  public boolean contains(V version) {
    int low = 0;
    int high = cuts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Cut<V> cut = cuts.get(middle);
      int order = cut.version().compareTo(version);
      if (order < 0 || order == 0 && !cut.above()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return startsInside ^ (low & 1) == 1;
  }

  /** What is not in it. */
  public Ranges<V> complement() {
    return new Ranges<>(!startsInside, cuts);
  }

  /** What is in both. */
  public Ranges<V> intersect(Ranges<V> other) {
    if (isAll()) {
      return other;
    }
    return other.isAll() ? this : sweep(other, true);
  }

  /** What is in either. */
  public Ranges<V> union(Ranges<V> other) {
    if (isEmpty()) {
      return other;
    }
    return other.isEmpty() ? this : sweep(other, false);
  }

  /** Whether everything in it is also in another. */
  public boolean isSubsetOf(Ranges<V> other) {
    return intersect(other.complement()).isEmpty();
  }

  /** Whether nothing in it is in another. */
  public boolean isDisjointFrom(Ranges<V> other) {
    return intersect(other).isEmpty();
  }

  /** The intervals it is made of, lowest first. */
  public List<Interval<V>> intervals() {
    List<Interval<V>> pieces = new ArrayList<>();
    int at = startsInside ? -1 : 0;
    for (; at < cuts.size(); at += 2) {
      Cut<V> low = at < 0 ? null : cuts.get(at);
      Cut<V> high = at + 1 < cuts.size() ? cuts.get(at + 1) : null;
      pieces.add(
          new Interval<>(
              low == null ? null : low.version(),
              low != null && !low.above(),
              high == null ? null : high.version(),
              high != null && high.above()));
    }
    return pieces;
  }

  private Ranges<V> sweep(Ranges<V> other, boolean and) {
    List<Cut<V>> out = new ArrayList<>(cuts.size() + other.cuts.size());
    boolean mine = startsInside;
    boolean its = other.startsInside;
    boolean start = and ? mine && its : mine || its;
    boolean inside = start;
    int i = 0;
    int j = 0;
    while (i < cuts.size() || j < other.cuts.size()) {
      int order =
          i == cuts.size()
              ? 1
              : j == other.cuts.size() ? -1 : cuts.get(i).compareTo(other.cuts.get(j));
      Cut<V> cut = order <= 0 ? cuts.get(i) : other.cuts.get(j);
      if (order <= 0) {
        mine = !mine;
        i++;
      }
      if (order >= 0) {
        its = !its;
        j++;
      }
      if ((and ? mine && its : mine || its) != inside) {
        inside = !inside;
        out.add(cut);
      }
    }
    return new Ranges<>(start, out);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Ranges<?> that
        && startsInside == that.startsInside
        && cuts.equals(that.cuts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(startsInside, cuts);
  }

  /**
   * The intervals, for example {@code >=1, <2 or ==3}; {@code none} and {@code any} at the ends.
   */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    if (isAll()) {
      return "any";
    }
    return String.join(" or ", intervals().stream().map(Ranges::text).toList());
  }

  private static String text(Interval<?> piece) {
    if (piece.from() != null && piece.from().equals(piece.to())) {
      return "==" + piece.from();
    }
    String low = piece.from() == null ? "" : (piece.fromInclusive() ? ">=" : ">") + piece.from();
    String high = piece.to() == null ? "" : (piece.toInclusive() ? "<=" : "<") + piece.to();
    return low + (low.isEmpty() || high.isEmpty() ? "" : ", ") + high;
  }
}
