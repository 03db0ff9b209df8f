package dev.hermetic.pip.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.InputException;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all names, markers and requirements. */
class RequirementPropertiesTest {
  @Provide
  Arbitrary<String> markers() {
    return Arbitraries.longs().map(seed -> new RandomMarkers(seed).marker(3));
  }

  @Provide
  Arbitrary<String> likeMarkers() {
    return Arbitraries.longs().map(seed -> new RandomMarkers(seed).anyMarker());
  }

  @Provide
  Arbitrary<String> likeRequirements() {
    return Arbitraries.longs().map(seed -> new RandomMarkers(seed).requirement());
  }

  @Provide
  Arbitrary<MarkerEnvironment> environments() {
    return Arbitraries.longs()
        .map(seed -> MarkerEnvironment.of(new RandomMarkers(seed).environment()));
  }

  @Property
  void printedMarkersReadBackAsThemselves(@ForAll("markers") String text) {
    Marker marker = Marker.parse(text);
    assertThat(Marker.parse(marker.toString())).isEqualTo(marker);
  }

  @Property
  void anyTextIsMarkerOrRefused(@ForAll String text, @ForAll("likeMarkers") String close) {
    for (String candidate : Set.of(text, close)) {
      try {
        Marker marker = Marker.parse(candidate);
        assertThat(Marker.parse(marker.toString())).isEqualTo(marker);
      } catch (InputException refused) {
        assertThat(refused.code()).isEqualTo("pip.marker");
      }
    }
  }

  @Property
  void anyTextIsRequirementOrRefused(
      @ForAll String text, @ForAll("likeRequirements") String close) {
    for (String candidate : Set.of(text, close)) {
      try {
        Requirement requirement = Requirement.parse(candidate);
        assertThat(Requirement.parse(requirement.toString())).isEqualTo(requirement);
      } catch (InputException refused) {
        assertThat(refused.code()).isEqualTo("pip.requirement");
      }
    }
  }

  @Property
  void anyTextIsNameOrRefused(@ForAll String text) {
    if (PackageName.isValid(text)) {
      PackageName name = PackageName.of(text);
      assertThat(PackageName.of(name.toString())).isEqualTo(name);
      assertThat(PackageName.of(name.escaped())).isEqualTo(name);
    }
  }

  @Property
  void combinedMarkersHoldAsTheirPartsDo(
      @ForAll("markers") String left,
      @ForAll("markers") String right,
      @ForAll("environments") MarkerEnvironment environment) {
    Marker a = Marker.parse(left);
    Marker b = Marker.parse(right);
    try {
      boolean holdsA = a.evaluate(environment, Set.of());
      boolean holdsB = b.evaluate(environment, Set.of());
      assertThat(a.and(b).evaluate(environment, Set.of())).isEqualTo(holdsA && holdsB);
      assertThat(a.or(b).evaluate(environment, Set.of())).isEqualTo(holdsA || holdsB);
    } catch (InputException undefined) {
      assertThat(undefined.code()).isEqualTo("pip.marker-undefined");
    }
  }

  @Property
  void oppositesHoldWhereTheMarkerDoesNotOnReleasedPythons(
      @ForAll("markers") String text, @ForAll("environments") MarkerEnvironment any) {
    MarkerEnvironment environment =
        any.with("python_version", "3.12")
            .with("python_full_version", "3.12.4")
            .with("implementation_version", "3.12.4")
            .with("platform_release", "6.1");
    try {
      Marker marker = Marker.parse(text);
      assertThat(marker.negate().evaluate(environment, Set.of()))
          .isNotEqualTo(marker.evaluate(environment, Set.of()));
    } catch (InputException withoutOpposite) {
      assertThat(withoutOpposite.code()).startsWith("pip.marker");
    }
  }
}
