package dev.hermetic.pip;

import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.metadata.PinnedFile;
import dev.hermetic.pip.metadata.RemoteMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is fetched, by the requirements that it covers. */
final class Covers {
  /**
   * An entry and the files chosen for it.
   *
   * @param wanted the entry
   * @param files the files, at least one
   */
  record Cover(Wanted wanted, Set<Offer> files) {
    String display() {
      return wanted.display();
    }
  }

  private final RemoteMetadata remote;
  private final Map<PackageName, List<Cover>> byName = new HashMap<>();
  private final Map<SafeUri, List<Requirement>> read = new HashMap<>();

  Covers(RemoteMetadata remote) {
    this.remote = remote;
  }

  void add(Wanted wanted, Set<Offer> files) {
    byName.computeIfAbsent(wanted.name(), name -> new ArrayList<>()).add(new Cover(wanted, files));
  }

  /** What covers a requirement. */
  List<Cover> of(Requirement requirement) {
    return byName.getOrDefault(requirement.name(), List.of()).stream()
        .filter(cover -> isMet(requirement, cover.wanted()))
        .toList();
  }

  private static boolean isMet(Requirement requirement, Wanted wanted) {
    Optional<Version> version = wanted.version().flatMap(Version::tryParse);
    // A direct URL has no version that could be compared.
    return requirement.url().isPresent()
        || version.isEmpty()
        || requirement.specifiers().contains(version.get(), true);
  }

  /**
   * What a cover itself needs, as one of its wheels says. All wheels of a version say the same, but
   * for rare ones; an sdist does not bind itself.
   *
   * @throws dev.hermetic.core.HermeticException when its metadata cannot be had
   */
  List<Requirement> requires(Cover cover) throws IOException, InterruptedException {
    for (Offer file : cover.files()) {
      if (file.isWheel() && file.url().isPresent()) {
        SafeUri url = file.url().get();
        @Nullable List<Requirement> known = read.get(url);
        if (known == null) {
          PinnedFile wheel = new PinnedFile(url, file.expected(), file.filename());
          known = remote.ofWheel(wheel, cover.wanted().name()).requires();
          read.put(url, known);
        }
        return known;
      }
    }
    return List.of();
  }
}
