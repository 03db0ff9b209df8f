package dev.hermetic.rpm.lock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.rpm.lock.input.RpmsInput;
import dev.hermetic.rpm.lock.input.RpmsInputReader;
import dev.hermetic.rpm.lock.origin.RepositoryReader;
import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.lockfile.RpmLockReader;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;

/** Computes {@code rpms.lock.yaml}: every architecture by itself, and all at once. */
public final class Locking {
  private final LockContext context;
  private final LockOptions options;
  private final RelPath outfile;
  private final RpmsInput input;

  private Locking(PackageInput asked, LockContext context) throws IOException {
    this.context = context;
    this.options = LockOptions.of(asked.options());
    this.outfile = asked.path().resolve(options.outfile());
    this.input = RpmsInputReader.read(context.source(), asked.path().resolve(options.infile()));
  }

  /**
   * The lock of an input.
   *
   * @throws HermeticException the only problem, or {@link PrefetchFailedException} with those of
   *     all architectures
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  public static LockResult lock(PackageInput asked, LockContext context)
      throws IOException, InterruptedException {
    return new Locking(asked, context).lock();
  }

  private LockResult lock() throws IOException, InterruptedException {
    ExistingLock before = ExistingLock.read(context.source(), outfile);
    checkUpdates(before);
    SortedMap<String, String> blocks = kept(before);
    lockAll(arches(), before)
        .forEach((arch, files) -> blocks.put(arch, LockWriter.block(arch, files)));
    String text = LockWriter.join(blocks);
    // What we could not read ourselves must not be written.
    SortedMap<String, List<LockedFile>> after = RpmLockReader.parse(outfile, text);
    return LockResult.of(outfile, text, Difference.of(before.files(), after));
  }

  private SortedSet<String> arches() {
    Collection<String> named = options.arches().isEmpty() ? input.arches() : options.arches();
    if (named.isEmpty()) {
      throw InputException.of(
          "rpm.arch",
          input.file() + " names no architecture",
          "write 'arches: [x86_64]' into it",
          "or with the command: --arch x86_64");
    }
    return new TreeSet<>(named);
  }

  /** What stays of the lock: architectures that are not locked now and are still wanted. */
  private SortedMap<String, String> kept(ExistingLock before) {
    SortedSet<String> others = new TreeSet<>(before.files().keySet());
    others.removeAll(arches());
    if (!input.arches().isEmpty()) {
      others.retainAll(input.arches());
    }
    boolean all = options.arches().isEmpty();
    SortedMap<String, String> kept = new TreeMap<>();
    if (!all && !others.isEmpty()) {
      kept.putAll(before.blocks());
      kept.keySet().retainAll(others);
    }
    return kept;
  }

  private void checkUpdates(ExistingLock before) {
    SortedSet<String> known = new TreeSet<>();
    before.files().keySet().forEach(arch -> known.addAll(before.versions(arch).keySet()));
    for (String name : context.updates()) {
      if (!known.contains(name)) {
        throw InputException.of(
            "rpm.update",
            outfile + " locks no package '" + name + "', which is to be updated",
            "name a package of the lock, or run without --update");
      }
    }
  }

  private Map<String, LockDocument.Files> lockAll(Set<String> arches, ExistingLock before)
      throws IOException, InterruptedException {
    PlanMaker plans = new PlanMaker(context, options, input, arches.iterator().next());
    RepositoryReader reader = new RepositoryReader(context);
    Map<String, Future<LockDocument.Files>> begun = new LinkedHashMap<>();
    for (String arch : arches) {
      begun.put(
          arch,
          context.submit(
              () -> {
                ArchPlan plan = plans.plan(arch).withPins(pins(before, arch));
                return new ArchLocker(context, reader, plan).lock();
              }));
    }
    try {
      return collect(begun);
    } finally {
      begun.values().forEach(one -> one.cancel(true));
    }
  }

  private Map<String, LockDocument.Files> collect(Map<String, Future<LockDocument.Files>> begun)
      throws IOException, InterruptedException {
    Map<String, LockDocument.Files> locked = new HashMap<>();
    Problems problems = new Problems();
    for (Map.Entry<String, Future<LockDocument.Files>> one : begun.entrySet()) {
      try {
        locked.put(one.getKey(), context.await(one.getValue()));
      } catch (HermeticException problem) {
        problems.add(problem);
      }
    }
    problems.throwIfAny();
    return locked;
  }

  /** With names to update, all others stay at their versions. */
  private Map<String, Set<String>> pins(ExistingLock before, String arch) {
    if (context.updates().isEmpty()) {
      return Map.of();
    }
    Map<String, Set<String>> pins = before.versions(arch);
    pins.keySet().removeAll(context.updates());
    if (pins.isEmpty()) {
      context.report(
          Diagnostic.info("rpm.update", arch + ": nothing is locked that could stay as it is"));
    }
    return pins;
  }
}
