package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code requires.txt} of an {@code .egg-info} directory: what setuptools found when the sdist was
 * made. Requirements by section; {@code [extra:marker]} heads one.
 */
final class EggRequires {
  private final List<Requirement> requires = new ArrayList<>();
  private final Set<PackageName> extras = new LinkedHashSet<>();
  private Optional<Marker> condition = Optional.empty();

  private EggRequires() {}

  /**
   * Reads the file.
   *
   * @throws InputException with code {@code pip.metadata} when it cannot be understood
   */
  static EggRequires read(byte[] content, String origin) {
    EggRequires read = new EggRequires();
    for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
      try {
        read.line(line.strip());
      } catch (InputException malformed) {
        throw Malformed.metadata(origin, String.valueOf(malformed.getMessage()));
      }
    }
    return read;
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith("[") && line.endsWith("]")) {
      section(line.substring(1, line.length() - 1));
      return;
    }
    Requirement requirement = LegacyText.requirement(line);
    Optional<Marker> own = requirement.marker();
    Optional<Marker> both =
        own.isPresent() && condition.isPresent()
            ? Optional.of(own.get().and(condition.get()))
            : own.or(() -> condition);
    requires.add(requirement.withMarker(both));
  }

  private void section(String head) {
    int colon = head.indexOf(':');
    String extra = colon < 0 ? head : head.substring(0, colon);
    Optional<Marker> marker =
        colon < 0 ? Optional.empty() : Optional.of(Marker.parse(head.substring(colon + 1)));
    if (!extra.isEmpty()) {
      PackageName name = PackageName.of(extra);
      extras.add(name);
      Marker asked = Marker.parse("extra == '" + name + "'");
      marker = Optional.of(marker.map(m -> m.and(asked)).orElse(asked));
    }
    condition = marker;
  }

  List<Requirement> requires() {
    return requires;
  }

  Set<PackageName> extras() {
    return extras;
  }
}
