package dev.hermetic.pip.lock;

import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.metadata.Pyproject.Stated;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the table {@code tool.uv} of a {@code pyproject.toml} says about versions and where they
 * come from, under the meaning that uv gives it.
 *
 * @param constraints {@code constraint-dependencies}
 * @param overrides {@code override-dependencies}
 * @param indexes those that are asked about every package, in uv's order, the default one last
 * @param replacesDefault whether one of them takes the place of the operator's index
 * @param sources where packages come from that the project itself asks for
 * @param environments the markers of which one must hold for each target; empty for any target
 * @param prereleases whether pre-releases count
 * @param cutOff {@code exclude-newer}
 */
record UvSettings(
    List<Stated> constraints,
    List<Stated> overrides,
    List<SafeUri> indexes,
    boolean replacesDefault,
    Map<PackageName, Source> sources,
    List<Marker> environments,
    Optional<Candidates.Prereleases> prereleases,
    Optional<Instant> cutOff) {
  static final UvSettings NONE =
      new UvSettings(
          List.of(),
          List.of(),
          List.of(),
          false,
          Map.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /**
   * Where one package comes from.
   *
   * @param line where that stands
   * @param index the only index that is asked about it
   * @param url its file
   * @param refused why it cannot be locked, where that is so
   */
  record Source(
      int line, Optional<SafeUri> index, Optional<String> url, Optional<Refused> refused) {
    static Source refused(int line, String code, String why, String... hints) {
      Refused refused = new Refused(code, why, List.of(hints));
      return new Source(line, Optional.empty(), Optional.empty(), Optional.of(refused));
    }
  }

  /**
   * Why a source cannot be locked.
   *
   * @param code the code of the failure
   * @param why what it is
   * @param hints what to do
   */
  record Refused(String code, String why, List<String> hints) {}
}
