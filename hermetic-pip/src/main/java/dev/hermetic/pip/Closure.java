package dev.hermetic.pip;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.pip.metadata.Bytes;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.metadata.CoreMetadataReader;
import dev.hermetic.pip.metadata.WheelMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.Target;
import dev.hermetic.pip.wheel.WheelName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether what was fetched is all that its own metadata ask for (core metadata specification,
 * Requires-Dist). Clients that install with {@code --no-deps}, or a lock, do not look; the
 * application notices when it runs. Only wheels are asked, for the targets that they fit.
 */
final class Closure {
  private static final int MAX_REPORTED = 50;

  private record Installed(Artifact artifact, WheelName wheel, CoreMetadata metadata) {}

  private final LayoutContext context;
  private final List<Target> targets;
  private final Map<PackageName, Set<Version>> versions = new HashMap<>();
  private final Set<PackageName> ofAnyVersion = new TreeSet<>();
  private final Map<PackageName, Set<PackageName>> extras = new HashMap<>();
  private final List<Installed> wheels = new ArrayList<>();

  Closure(LayoutContext context, List<Target> targets) {
    this.context = context;
    this.targets = targets;
  }

  /** Takes note of extras that the project asks for. */
  void wants(PackageName name, Set<PackageName> asked) {
    extras.computeIfAbsent(name, key -> new TreeSet<>()).addAll(asked);
  }

  /** Takes note of a package that the project brings along. */
  void bringsAlong(PackageName name) {
    ofAnyVersion.add(name);
  }

  /**
   * Takes note of what was fetched.
   *
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  void add(Resolution resolution) throws IOException, InterruptedException {
    for (Artifact artifact : resolution.artifacts()) {
      String file = artifact.attribute(PipArtifact.FILE).orElseThrow();
      PackageName name = PackageName.of(artifact.attribute(PipArtifact.NAME).orElseThrow());
      Optional<WheelName> wheel = WheelName.tryParse(file);
      Optional<Version> version =
          wheel
              .map(WheelName::version)
              .or(() -> SdistName.tryParse(file, name).map(SdistName::version));
      if (version.isPresent()) {
        versions.computeIfAbsent(name, key -> new TreeSet<>()).add(version.get());
      } else {
        ofAnyVersion.add(name);
      }
      if (wheel.isPresent()) {
        read(artifact, name, wheel.get());
      }
    }
  }

  private void read(Artifact artifact, PackageName name, WheelName wheel)
      throws IOException, InterruptedException {
    try {
      byte[] metadata = WheelMetadata.read(bytes(artifact), name, wheel.fileName());
      CoreMetadata said = CoreMetadataReader.read(metadata, wheel.fileName());
      wheels.add(new Installed(artifact, wheel, said));
    } catch (InputException unreadable) {
      Diagnostic found =
          Diagnostic.warning(
              unreadable.code(),
              "what it needs is not known: " + unreadable.getMessage(),
              "report it to whoever made the wheel");
      context.report(artifact.pinnedAt().map(found::at).orElse(found));
    }
  }

  /** Pieces of verified bytes; opening them again and skipping is cheap. */
  private Bytes bytes(Artifact artifact) {
    return new Bytes() {
      @Override
      public long size() throws IOException {
        return context.size(artifact);
      }

      @Override
      public byte[] read(long from, int length) throws IOException {
        try (InputStream in = context.open(artifact)) {
          in.skipNBytes(from);
          return in.readNBytes(length);
        }
      }
    };
  }

  /** Warns of what no file covers. */
  void report() {
    Map<String, Diagnostic> missing = new TreeMap<>();
    boolean more = true;
    while (more) {
      missing.clear();
      more = false;
      for (Installed wheel : wheels) {
        for (Requirement requirement : wheel.metadata().requires()) {
          Optional<Target> where = neededAt(wheel, requirement);
          if (where.isPresent()) {
            more |= asks(requirement);
            if (!isCovered(requirement)) {
              Diagnostic found = missing(wheel, requirement, where.get());
              missing.put(found.toString(), found);
            }
          }
        }
      }
    }
    missing.values().stream().limit(MAX_REPORTED).forEach(context::report);
  }

  /** Whether extras are asked for that were not before. */
  private boolean asks(Requirement requirement) {
    return !requirement.extras().isEmpty()
        && extras
            .computeIfAbsent(requirement.name(), key -> new TreeSet<>())
            .addAll(requirement.extras());
  }

  private Optional<Target> neededAt(Installed wheel, Requirement requirement) {
    Set<PackageName> asked = extras.getOrDefault(wheel.metadata().name(), Set.of());
    return targets.stream()
        .filter(target -> target.rank(wheel.wheel()).isPresent())
        .filter(target -> new NeededWhere(List.of(target)).isNeeded(requirement, asked))
        .findFirst();
  }

  private boolean isCovered(Requirement requirement) {
    return ofAnyVersion.contains(requirement.name())
        || versions.getOrDefault(requirement.name(), Set.of()).stream()
            .anyMatch(
                v -> requirement.url().isPresent() || requirement.specifiers().contains(v, true));
  }

  private static Diagnostic missing(Installed wheel, Requirement requirement, Target target) {
    Diagnostic found =
        Diagnostic.warning(
            "pip.incomplete",
            wheel.metadata().name()
                + "=="
                + wheel.metadata().version()
                + " needs "
                + requirement.withMarker(Optional.empty())
                + " for "
                + target
                + ", and no file covers it",
            "lock again, with all that is needed");
    return wheel.artifact().pinnedAt().map(found::at).orElse(found);
  }
}
