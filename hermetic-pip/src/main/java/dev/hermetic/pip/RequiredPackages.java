package dev.hermetic.pip;

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
import java.io.IOException;
import java.util.ArrayList;
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
  private final Failures failures;

  RequiredPackages(ResolveContext context, IndexUrls urls, Failures failures) {
    this.context = context;
    this.urls = urls;
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
    requirements.warnings().forEach(context::report);
    IndexLookup lookup = urls.lookup(context, requirements);
    List<RequirementLine> lines = requirements.requirements();
    Map<PackageName, IndexLookup.Found> found = lookup.find(names(lines));
    List<Wanted> wanted = new ArrayList<>();
    for (RequirementLine line : lines) {
      try {
        wanted(line, requirements, build, lookup, found).ifPresent(wanted::add);
      } catch (HermeticException unusable) {
        failures.add(unusable);
      }
    }
    return wanted;
  }

  /** The projects to look up: those of lines that pin a version and hashes, once each. */
  private Set<PackageName> names(List<RequirementLine> lines) {
    Set<PackageName> names = new TreeSet<>();
    for (RequirementLine line : lines) {
      if (line.source() instanceof RequirementSource.Index index
          && Pin.of(index.specifiers()).isPresent()
          && isHashed(line)) {
        line.name().ifPresent(names::add);
      }
    }
    return names;
  }

  private boolean isHashed(RequirementLine line) {
    return !line.hashes().isEmpty() || context.policy().allowUnpinned();
  }

  private Optional<Wanted> wanted(
      RequirementLine line,
      Requirements requirements,
      boolean build,
      IndexLookup lookup,
      Map<PackageName, IndexLookup.Found> found) {
    RequirementSource source = line.source();
    BinaryRules rules = requirements.binaryRules();
    if (source instanceof RequirementSource.Index index) {
      PackageName name = line.name().orElseThrow();
      Version version = Pin.of(index.specifiers()).orElseThrow(() -> unpinned(line));
      requireHashes(line);
      ListedFiles files = new ListedFiles(line, version, lookup, found.get(name));
      files.yanked().ifPresent(context::report);
      return Optional.of(
          new Wanted(
              name,
              Optional.of(version.toString()),
              line.location(),
              appliesTo(line),
              files.offers(),
              new Wanted.Formats(rules.allowsWheel(name), rules.allowsSdist(name)),
              new Wanted.Source(build, false, urls.foreign(requirements), files.described())));
    }
    if (source instanceof RequirementSource.Url url) {
      requireHashes(line);
      return Optional.of(direct(line, url.url(), build));
    }
    if (source instanceof RequirementSource.Vcs) {
      throw new LockfileException(
          "pip.git",
          line.location(),
          line.text() + " needs the git fetcher, which does not exist yet",
          "lock the release of an index, or the URL of an archive with its hash");
    }
    return Optional.empty();
  }

  private static Predicate<Target> appliesTo(RequirementLine line) {
    return target ->
        line.marker().map(m -> m.evaluate(target.markerEnvironment(), Set.of())).orElse(true);
  }

  private void requireHashes(RequirementLine line) {
    if (!isHashed(line)) {
      throw new LockfileException(
          "pip.no-hash",
          line.location(),
          line.text() + " has no hash",
          "create the file with pip-compile --generate-hashes or uv pip compile --generate-hashes",
          "or allow unpinned artifacts in the policy");
    }
  }

  private static LockfileException unpinned(RequirementLine line) {
    return new LockfileException(
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
                    new LockfileException(
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
        new Wanted.Source(build, true, Optional.empty(), "its URL leads to " + offer.filename()));
  }
}
