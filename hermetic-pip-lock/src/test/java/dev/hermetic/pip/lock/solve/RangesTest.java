package dev.hermetic.pip.lock.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static final int TOP = 12;

  @Provide
  Arbitrary<Set<Integer>> members() {
    return Arbitraries.integers().between(0, TOP).set().ofMaxSize(TOP);
  }

  private static Ranges<Integer> of(Set<Integer> members) {
    Ranges<Integer> all = Ranges.none();
    for (int member : members) {
      all = all.union(Ranges.exactly(member));
    }
    return all;
  }

  private static BitSet bits(Ranges<Integer> ranges) {
    BitSet bits = new BitSet();
    for (int i = -1; i <= TOP + 1; i++) {
      bits.set(i + 1, ranges.contains(i));
    }
    return bits;
  }

  private static BitSet bits(Set<Integer> members) {
    BitSet bits = new BitSet();
    members.forEach(i -> bits.set(i + 1));
    return bits;
  }

  @Property
  void holdsExactlyItsMembers(@ForAll("members") Set<Integer> members) {
    assertThat(bits(of(members))).isEqualTo(bits(members));
  }

  @Property
  void intersectsAsSetsDo(
      @ForAll("members") Set<Integer> one, @ForAll("members") Set<Integer> other) {
    BitSet expected = bits(one);
    expected.and(bits(other));
    assertThat(bits(of(one).intersect(of(other)))).isEqualTo(expected);
  }

  @Property
  void unitesAsSetsDo(@ForAll("members") Set<Integer> one, @ForAll("members") Set<Integer> other) {
    BitSet expected = bits(one);
    expected.or(bits(other));
    assertThat(bits(of(one).union(of(other)))).isEqualTo(expected);
  }

  @Property
  void complementsAsSetsDo(@ForAll("members") Set<Integer> members) {
    BitSet expected = bits(members);
    expected.flip(0, TOP + 3);
    assertThat(bits(of(members).complement())).isEqualTo(expected);
  }

  @Property
  void equalsWhateverTheOrderOfConstruction(
      @ForAll("members") Set<Integer> one, @ForAll("members") Set<Integer> other) {
    assertThat(of(one).union(of(other))).isEqualTo(of(other).union(of(one)));
    assertThat(of(one).complement().intersect(of(other).complement()))
        .isEqualTo(of(one).union(of(other)).complement());
  }

  @Test
  void isTheWholeWhenTwoHalvesMeet() {
    assertThat(Ranges.before(3).union(Ranges.from(3)).isAll()).isTrue();
    assertThat(Ranges.before(3).intersect(Ranges.from(3)).isEmpty()).isTrue();
  }

  @Test
  void printsItsIntervals() {
    Ranges<Integer> some = Ranges.before(2).union(Ranges.exactly(4)).union(Ranges.from(7));
    assertThat(some).hasToString("<2 or ==4 or >=7");
    assertThat(some.intervals()).hasSize(3);
    assertThat(List.of(Ranges.none().toString(), Ranges.all().toString()))
        .containsExactly("none", "any");
  }
}
