package dev.hermetic.rpm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.rpm.RpmOptions.Rule;
import dev.hermetic.rpm.lockfile.LockRules;
import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.lockfile.RpmLock;
import dev.hermetic.rpm.lockfile.RpmLockReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds what {@code rpms.lock.yaml} pins: packages, source packages and module metadata of every
 * architecture. Reads files only; thread-safe.
 *
 * <p>Options: {@code binary.arch}, {@code include_summary_in_sbom}, {@code options.dnf} as in
 * Hermeto; {@code repo_file}, {@code gpg_keys}, {@code signatures}, {@code keys}, {@code rules},
 * {@code base_provides}.
 */
public final class RpmResolver implements Resolver {
  static final String LOCKFILE = "rpms.lock.yaml";

  /** Creates the resolver; done by {@link java.util.ServiceLoader}. */
  public RpmResolver() {}

  @Override
  public String ecosystem() {
    return RpmLayout.ECOSYSTEM;
  }

  /**
   * Resolves one directory with a lock.
   *
   * @throws LockfileException with a code that begins with {@code rpm.} or {@code lockfile.} when
   *     the lock cannot be used
   * @throws dev.hermetic.core.InputException when an option is not known
   */
  @Override
  public Resolution resolve(PackageInput input, ResolveContext context) throws IOException {
    RpmOptions options = RpmOptions.of(input.options());
    RpmLock lock = RpmLockReader.read(context.source(), input.path().resolve(LOCKFILE));
    SortedMap<String, List<LockedFile>> wanted = wanted(lock, options);
    obey(options.uniqueEvr(), LockRules.uniqueEvrAcrossArches(wanted), context);
    obey(options.duplicateName(), LockRules.noDuplicateName(wanted), context);
    Keyring keyring = Keyring.read(context.source(), input.path(), options.keys());
    LockedArtifacts artifacts = new LockedArtifacts(lock, options, keyring);
    List<Artifact> all = new ArrayList<>();
    wanted.values().forEach(files -> files.forEach(file -> all.add(artifacts.of(file))));
    Map<RelPath, Digest> sources = new TreeMap<>(keyring.sources());
    sources.put(lock.path(), lock.sha256());
    return Resolution.of(input, all, sources).withNeeded(trusted(options, lock));
  }

  /** The keys that the repository files will name. */
  private static Map<RelPath, Location> trusted(RpmOptions options, RpmLock lock) {
    Map<RelPath, Location> trusted = new TreeMap<>();
    options.gpgKeys().forEach(key -> trusted.put(key, Location.of(lock.path())));
    return trusted;
  }

  private static SortedMap<String, List<LockedFile>> wanted(RpmLock lock, RpmOptions options) {
    SortedMap<String, List<LockedFile>> wanted = new TreeMap<>(lock.arches());
    for (String arch : options.arches()) {
      if (!wanted.containsKey(arch)) {
        throw LockfileException.of(
            "rpm.arch-filter",
            Location.of(lock.path()),
            "nothing is locked for " + arch,
            "use one of: " + String.join(", ", lock.arches().keySet()),
            "or lock for this architecture too");
      }
    }
    if (!options.arches().isEmpty()) {
      wanted.keySet().retainAll(options.arches());
    }
    return wanted;
  }

  private static void obey(Rule rule, List<HermeticException> broken, ResolveContext context) {
    if (rule == Rule.OFF || broken.isEmpty()) {
      return;
    }
    if (rule == Rule.ERROR) {
      throw broken.size() == 1 ? broken.get(0) : PrefetchFailedException.of(broken);
    }
    broken.forEach(
        problem ->
            context.report(
                Diagnostic.warning(
                    problem.code(),
                    String.valueOf(problem.getMessage()),
                    problem.hints().toArray(String[]::new))));
  }
}
