package dev.hermetic.pip;

import dev.hermetic.core.CancelledException;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirements.BinaryRules;
import dev.hermetic.pip.requirements.RequirementLine;
import dev.hermetic.pip.requirements.RequirementSource;
import dev.hermetic.pip.requirements.Requirements;
import dev.hermetic.pip.version.Version;
import dev.hermetic.pip.wheel.Target;
import dev.hermetic.pip.wheel.WheelNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Turns the lines of requirements files into what is wanted, by asking their indexes. */
final class RequiredPackages {
  private final ResolveContext context;
  private final IndexUrls urls;
  private final FileChoice choice;
  private final Failures failures;
  private final WheelNames wheels = new WheelNames();

  /**
   * Lines of one input.
   *
   * @param choice tells which files will be fetched
   */
  RequiredPackages(ResolveContext context, IndexUrls urls, FileChoice choice, Failures failures) {
    this.context = context;
    this.urls = urls;
    this.choice = choice;
    this.failures = failures;
  }

  /**
   * What the lines of a file and of those that it includes want.
   *
   * @param build whether they are needed for building only
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  List<Wanted> of(Requirements requirements, boolean build)
      throws IOException, InterruptedException {
    try {
      return lookedUp(requirements, build);
    } catch (CancelledException cancelled) {
      throw cancelled;
    } catch (HermeticException unusable) {
      // No index, for example: other files may have faults, too.
      failures.add(unusable);
      return List.of();
    }
  }

  private List<Wanted> lookedUp(Requirements requirements, boolean build)
      throws IOException, InterruptedException {
    requirements.warnings().forEach(context::report);
    IndexLookup lookup = urls.lookup(context, requirements);
    List<RequirementLine> lines = requirements.requirements();
    KnownFiles known = KnownFiles.of(context, lookup, names(lines, Map.of()));
    Work work = new Work(requirements, build, lookup, known);
    Map<RequirementLine, Wanted> stored = stored(lines, work);
    Map<PackageName, IndexLookup.Found> found = lookup.find(names(lines, stored));
    List<Wanted> wanted = new ArrayList<>();
    for (RequirementLine line : lines) {
      try {
        if (stored.containsKey(line)) {
          wanted.add(stored.get(line));
        } else {
          wanted(line, work, found).ifPresent(wanted::add);
        }
      } catch (HermeticException unusable) {
        failures.add(unusable);
      }
    }
    known.keep();
    return wanted;
  }

  /** One requirements file and what its lines are looked up in. */
  private record Work(
      Requirements requirements, boolean build, IndexLookup lookup, KnownFiles known) {}

  /**
   * Those lines of which the store holds everything: an earlier run saw all files whose hashes they
   * list, and the ones to fetch are there. No index has anything to say about them.
   */
  private Map<RequirementLine, Wanted> stored(List<RequirementLine> lines, Work work)
      throws IOException {
    Map<RequirementLine, Wanted> stored = new IdentityHashMap<>();
    for (RequirementLine line : lines) {
      Optional<Version> pin = pin(line);
      Optional<IndexLookup.Found> before = pin.flatMap(version -> work.known().find(line, version));
      if (before.isPresent()) {
        ListedFiles files = listed(line, pin.get(), work, before.get());
        Wanted wanted = indexed(line, pin.get(), work, files);
        if (isStored(wanted)) {
          files.yanked().ifPresent(context::report);
          work.known().note(line, pin.get(), files);
          stored.put(line, wanted);
        }
      }
    }
    return stored;
  }

  private boolean isStored(Wanted wanted) throws IOException {
    try {
      for (Offer offer : choice.of(wanted)) {
        if (!context.isStored(offer.expected())) {
          return false;
        }
      }
      return true;
    } catch (HermeticException unusable) {
      return false; // The indexes may know more, or the message about them does.
    }
  }

  private ListedFiles listed(
      RequirementLine line, Version version, Work work, IndexLookup.Found found) {
    return new ListedFiles(line, version, work.lookup(), found, wheels);
  }

  /** The projects to look up: those of lines that pin a version and hashes, once each. */
  private Set<PackageName> names(List<RequirementLine> lines, Map<RequirementLine, Wanted> done) {
    Set<PackageName> names = new TreeSet<>();
    for (RequirementLine line : lines) {
      if (pin(line).isPresent() && !done.containsKey(line)) {
        line.name().ifPresent(names::add);
      }
    }
    return names;
  }

  private Optional<Version> pin(RequirementLine line) {
    return line.source() instanceof RequirementSource.Index index && isHashed(line)
        ? Pin.of(index.specifiers())
        : Optional.empty();
  }

  private boolean isHashed(RequirementLine line) {
    return !line.hashes().isEmpty() || context.policy().allowUnpinned();
  }

  private Optional<Wanted> wanted(
      RequirementLine line, Work work, Map<PackageName, IndexLookup.Found> found) {
    RequirementSource source = line.source();
    if (source instanceof RequirementSource.Index index) {
      Version version = Pin.of(index.specifiers()).orElseThrow(() -> unpinned(line));
      requireHashes(line);
      PackageName name = line.name().orElseThrow();
      ListedFiles files =
          listed(line, version, work, found.getOrDefault(name, IndexLookup.Found.NOTHING));
      files.yanked().ifPresent(context::report);
      work.known().note(line, version, files);
      return Optional.of(indexed(line, version, work, files));
    }
    if (source instanceof RequirementSource.Url url) {
      requireHashes(line);
      return Optional.of(direct(line, url.url(), work.build()));
    }
    if (source instanceof RequirementSource.Vcs) {
      throw LockfileException.of(
          "pip.git",
          line.location(),
          line.text() + " needs the git fetcher, which does not exist yet",
          "lock the release of an index, or the URL of an archive with its hash");
    }
    return Optional.empty();
  }

  private Wanted indexed(RequirementLine line, Version version, Work work, ListedFiles files) {
    PackageName name = line.name().orElseThrow();
    BinaryRules rules = work.requirements().binaryRules();
    return new Wanted(
        name,
        Optional.of(version.toString()),
        line.location(),
        appliesTo(line),
        files.offers(),
        new Wanted.Formats(rules.allowsWheel(name), rules.allowsSdist(name)),
        new Wanted.Source(
            work.build(),
            false,
            urls.foreign(work.requirements()),
            !line.hashes().isEmpty(),
            files::described));
  }

  private static Predicate<Target> appliesTo(RequirementLine line) {
    return target ->
        line.marker().map(m -> m.evaluate(target.markerEnvironment(), Set.of())).orElse(true);
  }

  private void requireHashes(RequirementLine line) {
    if (!isHashed(line)) {
      throw LockfileException.of(
          "pip.no-hash",
          line.location(),
          line.text() + " has no hash",
          "create the file with pip-compile --generate-hashes or uv pip compile --generate-hashes",
          "or allow unpinned artifacts in the policy");
    }
  }

  private static LockfileException unpinned(RequirementLine line) {
    return LockfileException.of(
        "pip.unpinned",
        line.location(),
        line.text() + " does not name one version",
        "create the file with pip-compile --generate-hashes or uv pip compile --generate-hashes");
  }

  private static Wanted direct(RequirementLine line, SafeUri address, boolean build) {
    PackageName name =
        line.name()
            .orElseThrow(
                () ->
                    LockfileException.of(
                        "pip.url-name",
                        line.location(),
                        address + " does not say which package it is",
                        "write name @ " + address));
    SafeUri url = DirectUrl.of(address, line.location());
    String fileName = DirectUrl.fileName(url, line.location());
    Offer offer =
        new Offer(
            fileName,
            DirectUrl.wheel(fileName, line.location()),
            Optional.of(url),
            ExpectedDigests.of(line.hashes()),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());
    return new Wanted(
        name,
        Optional.empty(),
        line.location(),
        appliesTo(line),
        List.of(offer),
        Wanted.Formats.ALL,
        new Wanted.Source(
            build,
            true,
            Optional.empty(),
            !line.hashes().isEmpty(),
            () -> "its URL leads to " + fileName));
  }
}
