package dev.hermetic.pip;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.pip.index.IndexFile;
import dev.hermetic.pip.index.PageEntry;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirements.RequirementLine;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.SdistName;
import dev.hermetic.pip.wheel.WheelName;
import dev.hermetic.pip.wheel.WheelNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Those files of a project that have the pinned version and a listed hash. */
final class ListedFiles {
  private static final int MAX_SHOWN = 10;

  private final RequirementLine line;
  private final PackageName project;
  private final Version version;
  private final IndexLookup lookup;
  private final IndexLookup.Found found;
  private final WheelNames wheels;
  private final List<Offer> offers = new ArrayList<>();
  private final List<IndexFile> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * The files of a requirement.
   *
   * @param version the version that it pins
   * @param found what the indexes know of the project
   * @param wheels takes names of wheels apart
   */
  ListedFiles(
      RequirementLine line,
      Version version,
      IndexLookup lookup,
      IndexLookup.Found found,
      WheelNames wheels) {
    this.line = line;
    this.project = line.name().orElseThrow();
    this.version = version;
    this.lookup = lookup;
    this.found = found;
    this.wheels = wheels;
    Map<Digest.Algorithm, Set<String>> listed = new EnumMap<>(Digest.Algorithm.class);
    for (Digest digest : line.hashes()) {
      if (digest.algorithm().isStrong()) {
        listed.computeIfAbsent(digest.algorithm(), a -> new HashSet<>()).add(digest.hex());
      }
    }
    // Of the thousands of files that a page may list few have one of the hashes.
    found.entries().stream().filter(entry -> entry.mayHave(listed)).forEach(this::add);
  }

  /** The files that may be used, in the order of the index. */
  List<Offer> offers() {
    return List.copyOf(offers);
  }

  private void add(PageEntry entry) {
    Optional<WheelName> wheel = wheels.tryParse(entry.filename());
    if (!isPinned(entry.filename(), wheel)) {
      return;
    }
    Optional<IndexFile> file = usable(entry);
    Optional<ExpectedDigests> expected = file.flatMap(this::expected);
    if (file.isPresent() && expected.isPresent() && names.add(file.get().filename())) {
      files.add(file.get());
      offers.add(offer(file.get(), wheel, expected.get()));
    }
  }

  /** Indexes hold files from before the names had rules; pip passes over them as well. */
  private boolean isPinned(String filename, Optional<WheelName> wheel) {
    return wheel
        .map(WheelName::version)
        .or(() -> SdistName.tryParse(filename, project).map(SdistName::version))
        .filter(version::equals)
        .isPresent();
  }

  private static Optional<IndexFile> usable(PageEntry entry) {
    try {
      return Optional.of(entry.file()).filter(file -> file.filename().equals(entry.filename()));
    } catch (InputException unusable) {
      return Optional.empty();
    }
  }

  private Optional<ExpectedDigests> expected(IndexFile file) {
    return line.hashes().isEmpty()
        ? Optional.of(file.digests())
        : Digests.join(line.hashes(), file.digests());
  }

  private static Offer offer(IndexFile file, Optional<WheelName> wheel, ExpectedDigests expected) {
    return new Offer(
        file.filename(),
        wheel,
        Optional.of(file.url()),
        expected,
        file.size(),
        requiresPython(file),
        file.yanked());
  }

  /**
   * The files, as far as they say everything: when each listed hash is that of a file, no other
   * file can ever be used for the requirement, whatever its index will offer one day.
   */
  Optional<List<IndexFile>> complete() {
    Set<Digest> stated = new HashSet<>();
    files.forEach(file -> stated.addAll(file.digests().all()));
    boolean all = !line.hashes().isEmpty() && stated.containsAll(line.hashes());
    boolean strong = line.hashes().stream().allMatch(digest -> digest.algorithm().isStrong());
    return all && strong ? Optional.of(List.copyOf(files)) : Optional.empty();
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
    if (!found.known()) {
      return indexes + " does not know the project";
    }
    List<String> others = others();
    List<String> skipped = found.skipped().get();
    List<String> listed = offers.stream().map(Offer::filename).toList();
    String text = indexes + " offers " + shown(listed) + " with a listed hash";
    text += others.isEmpty() ? "" : ", and " + shown(others) + " with other hashes";
    return skipped.isEmpty() ? text : text + "; unusable entries: " + shown(skipped);
  }

  /** Files of the pinned version with other hashes. */
  private List<String> others() {
    return found.entries().stream()
        .filter(e -> isPinned(e.filename(), wheels.tryParse(e.filename())))
        .filter(entry -> usable(entry).filter(file -> expected(file).isEmpty()).isPresent())
        .map(PageEntry::filename)
        .toList();
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
