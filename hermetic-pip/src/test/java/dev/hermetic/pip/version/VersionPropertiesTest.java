package dev.hermetic.pip.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.InputException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all versions and sets of versions. */
class VersionPropertiesTest {
  @Provide
  Arbitrary<String> versions() {
    return Arbitraries.longs().map(seed -> new RandomVersions(seed).valid());
  }

  @Provide
  Arbitrary<String> close() {
    return Arbitraries.longs().map(seed -> new RandomVersions(seed).closeLocal());
  }

  @Provide
  Arbitrary<String> specifiers() {
    return Arbitraries.longs().map(seed -> new RandomVersions(seed).specifiers());
  }

  @Provide
  Arbitrary<VersionRanges> ranges() {
    Arbitrary<VersionRanges> one = specifiers().map(text -> SpecifierSet.parse(text).toRanges());
    return one.list().ofMaxSize(4).map(VersionPropertiesTest::union);
  }

  private static VersionRanges union(java.util.List<VersionRanges> parts) {
    return parts.stream().reduce(VersionRanges.none(), VersionRanges::union);
  }

  @Property
  void printedVersionsReadBackAsThemselves(@ForAll("versions") String text) {
    Version version = Version.parse(text);
    Version again = Version.parse(version.toString());
    assertThat(again).isEqualTo(version).hasToString(version.toString());
    assertThat(again.key()).isEqualTo(version.key());
  }

  @Property
  void anyTextIsVersionOrRefused(@ForAll String text) {
    Optional<Version> version = Version.tryParse(text);
    version.ifPresent(v -> assertThat(Version.parse(v.toString())).isEqualTo(v));
  }

  @Property
  void anyTextIsSpecifiersOrRefused(@ForAll String text) {
    try {
      SpecifierSet set = SpecifierSet.parse(text);
      assertThat(SpecifierSet.parse(set.toString())).isEqualTo(set);
    } catch (InputException refused) {
      assertThat(refused.code()).isEqualTo("pip.specifier");
    }
  }

  @Property
  void equalityAgreesWithOrderAndHash(@ForAll("close") String left, @ForAll("close") String right) {
    Version a = Version.parse(left);
    Version b = Version.parse(right);
    assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
    assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
    if (a.equals(b)) {
      assertThat(a).hasSameHashCodeAs(b);
    }
  }

  @Property
  void publicVersionsContainTheirLocalOnes(@ForAll("close") String text) {
    Version version = Version.parse(text);
    VersionRanges ranges = VersionRanges.of(version.publicVersion());
    assertThat(ranges.contains(version)).isTrue();
    assertThat(VersionRanges.exactly(version).contains(version)).isTrue();
    assertThat(ranges.containsAll(VersionRanges.exactly(version))).isTrue();
  }

  @Property
  void rangesContainWhatSpecifiersDo(
      @ForAll("specifiers") String text, @ForAll("close") String candidate) {
    SpecifierSet set = SpecifierSet.parse(text);
    Version version = Version.parse(candidate);
    boolean inRange = set.toRanges().contains(version);
    // === compares texts, so that an equal version in the range may still not satisfy it.
    if (text.contains("===")) {
      assertThat(inRange || !set.contains(version, true)).isTrue();
    } else {
      assertThat(inRange).isEqualTo(set.contains(version, true));
    }
  }

  @Property
  void setsAreCombinedVersionByVersion(
      @ForAll("ranges") VersionRanges a,
      @ForAll("ranges") VersionRanges b,
      @ForAll("close") String candidate) {
    Version version = Version.parse(candidate);
    boolean inA = a.contains(version);
    boolean inB = b.contains(version);
    assertThat(a.intersect(b).contains(version)).isEqualTo(inA && inB);
    assertThat(a.union(b).contains(version)).isEqualTo(inA || inB);
    assertThat(a.complement().contains(version)).isNotEqualTo(inA);
  }

  @Property
  void lawsOfSetsHold(
      @ForAll("ranges") VersionRanges a,
      @ForAll("ranges") VersionRanges b,
      @ForAll("ranges") VersionRanges c) {
    assertThat(a.complement().complement()).isEqualTo(a);
    assertThat(a.union(a.complement())).isEqualTo(VersionRanges.all());
    assertThat(a.intersect(a.complement())).isEqualTo(VersionRanges.none());
    assertThat(a.intersect(b)).isEqualTo(b.intersect(a));
    assertThat(a.union(b).complement()).isEqualTo(a.complement().intersect(b.complement()));
    assertThat(a.intersect(b.union(c))).isEqualTo(a.intersect(b).union(a.intersect(c)));
    assertThat(a.union(b).containsAll(a)).isTrue();
    assertThat(a.isDisjoint(b)).isEqualTo(b.complement().containsAll(a));
  }

  @Property
  void setsThatAreNotEmptyHaveNames(@ForAll("ranges") VersionRanges a) {
    assertThat(a.toString()).isNotEmpty();
    assertThat(a.isEmpty()).isEqualTo(a.toString().equals("none"));
  }
}
