package dev.hermetic.pip;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirements.RequirementLine;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.WheelName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those files of a project that have the pinned version and a listed hash. */
final class ListedFiles {
  private static final int MAX_SHOWN = 10;

  private final RequirementLine line;
  private final PackageName project;
  private final Version version;
  private final IndexLookup lookup;
  private final List<Offer> offers = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final boolean known;
  private final List<String> skipped;

  ListedFiles(
      RequirementLine line,
      Version version,
      IndexLookup lookup,
      IndexLookup.@Nullable Found found) {
    this.line = line;
    this.project = line.name().orElseThrow();
    this.version = version;
    this.lookup = lookup;
    this.known = found != null && found.known();
    this.skipped = found == null ? List.of() : found.skipped();
    if (found != null) {
      found.files().forEach(listed -> add(listed.file()));
    }
  }

  /** The files that may be used, in the order of the index. */
  List<Offer> offers() {
    return List.copyOf(offers);
  }

  private void add(IndexFile file) {
    // Indexes hold files from before the names had rules; pip passes over them as well.
    Optional<WheelName> wheel = WheelName.tryParse(file.filename());
    Optional<Version> own =
        wheel
            .map(WheelName::version)
            .or(() -> SdistName.tryParse(file.filename(), project).map(SdistName::version));
    if (own.filter(version::equals).isEmpty()) {
      return;
    }
    Optional<ExpectedDigests> expected =
        line.hashes().isEmpty()
            ? Optional.of(file.digests())
            : Digests.join(line.hashes(), file.digests());
    if (expected.isEmpty()) {
      others.add(file.filename());
    } else if (names.add(file.filename())) {
      offers.add(
          new Offer(
              file.filename(),
              wheel,
              Optional.of(file.url()),
              expected.get(),
              file.size(),
              requiresPython(file),
              file.yanked()));
    }
  }

  /** A malformed specifier counts as none, as it does for pip. */
  private static Optional<SpecifierSet> requiresPython(IndexFile file) {
    try {
      return file.requiresPython().map(SpecifierSet::parse);
    } catch (InputException malformed) {
      return Optional.empty();
    }
  }

  /** What there is, for the message of a failure. */
  String described() {
    if (lookup.indexes().isEmpty()) {
      return "no index is configured";
    }
    String indexes = String.join(", ", lookup.indexes().stream().map(Object::toString).toList());
    if (!known) {
      return indexes + " does not know the project";
    }
    List<String> listed = offers.stream().map(Offer::filename).toList();
    String text = indexes + " offers " + shown(listed) + " with a listed hash";
    text += others.isEmpty() ? "" : ", and " + shown(others) + " with other hashes";
    return skipped.isEmpty() ? text : text + "; unusable entries: " + shown(skipped);
  }

  private static String shown(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String list = String.join(", ", names.subList(0, Math.min(MAX_SHOWN, names.size())));
    int more = names.size() - MAX_SHOWN;
    return more > 0 ? list + " and " + more + " more" : list;
  }

  /** A warning when the release was yanked (PEP 592); a pinned version may be used all the same. */
  Optional<Diagnostic> yanked() {
    return offers.stream()
        .filter(offer -> offer.yanked().isPresent())
        .findFirst()
        .map(
            offer ->
                Diagnostic.warning(
                        "pip.yanked",
                        project
                            + "=="
                            + version
                            + " was yanked: "
                            + offer.yanked().filter(r -> !r.isBlank()).orElse("no reason given"),
                        "lock a newer version")
                    .at(line.location()));
  }
}
