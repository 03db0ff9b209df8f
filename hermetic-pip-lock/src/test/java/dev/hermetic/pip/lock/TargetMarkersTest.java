package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.wheel.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TargetMarkersTest {
  private static final List<TargetEnvironment> SITES =
      TargetMarkers.targetEnvironments(
          Stream.of(
                  "cp39-linux-x86_64",
                  "cp312-linux-x86_64",
                  "cp312-linux-aarch64",
                  "cp312-windows-amd64",
                  "cp312-macos-arm64",
                  "pp310-linux-x86_64")
              .map(Target::parse)
              .toList());

  @Test
  void needsNoMarkerForAllSites() {
    assertThat(new TargetMarkers(SITES).of(SITES)).isEmpty();
  }

  @Test
  void takesTheShortestThatTellsApart() {
    assertThat(new TargetMarkers(SITES).of(List.of(SITES.get(3))))
        .contains(Marker.parse("sys_platform == 'win32'"));
  }

  @Test
  void putsTargetsThatDifferByLibraryOnlyTogether() {
    List<Target> targets =
        Stream.of("cp312-linux-x86_64-glibc2.28", "cp312-linux-x86_64-musl1.2")
            .map(Target::parse)
            .toList();
    assertThat(TargetMarkers.targetEnvironments(targets))
        .singleElement()
        .extracting(TargetEnvironment::targets)
        .isEqualTo(targets);
  }

  @Property(tries = 64)
  void holdsExactlyAtTheSitesItIsFor(@ForAll @IntRange(min = 1, max = 62) int mask) {
    List<TargetEnvironment> some =
        SITES.stream()
            .filter(targetEnvironment -> (mask >> SITES.indexOf(targetEnvironment) & 1) == 1)
            .toList();
    Marker marker = new TargetMarkers(SITES).of(some).orElseThrow();
    for (TargetEnvironment targetEnvironment : SITES) {
      assertThat(marker.evaluate(targetEnvironment.environment(), Set.of(), Set.of()))
          .isEqualTo(some.contains(targetEnvironment));
    }
  }
}
