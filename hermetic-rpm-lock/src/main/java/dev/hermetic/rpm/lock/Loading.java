package dev.hermetic.rpm.lock;

import dev.hermetic.core.CancelledException;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.rpm.lock.input.RepoSettings;
import dev.hermetic.rpm.lock.origin.RemoteRepository;
import dev.hermetic.rpm.lock.origin.RepositoryReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** Reads the repositories of one architecture, all at once; all that cannot be read are told. */
final class Loading {
  private static final Comparator<LoadedRepository> AS_DNF =
      Comparator.<LoadedRepository>comparingInt(r -> r.settings().priority())
          .thenComparingInt(r -> r.settings().cost());

  private final LockContext context;
  private final RepositoryReader reader;
  private final String arch;

  Loading(LockContext context, RepositoryReader reader, String arch) {
    this.context = context;
    this.reader = reader;
    this.arch = arch;
  }

  /** The repositories that can be had, ordered as DNF orders them: by priority, cost, and given. */
  List<LoadedRepository> load(List<RepoSettings> repositories)
      throws IOException, InterruptedException {
    List<Future<Optional<LoadedRepository>>> begun = new ArrayList<>();
    repositories.forEach(one -> begun.add(context.submit(() -> load(one))));
    try {
      List<LoadedRepository> loaded = new ArrayList<>();
      Problems problems = new Problems();
      for (Future<Optional<LoadedRepository>> one : begun) {
        try {
          context.await(one).ifPresent(loaded::add);
        } catch (CancelledException cancelled) {
          throw cancelled;
        } catch (HermeticException unreadable) {
          problems.add(unreadable);
        }
      }
      problems.throwIfAny();
      loaded.sort(AS_DNF);
      return loaded;
    } finally {
      begun.forEach(one -> one.cancel(true));
    }
  }

  private Optional<LoadedRepository> load(RepoSettings settings)
      throws IOException, InterruptedException {
    try {
      RemoteRepository remote = reader.open(settings.id(), settings.address());
      return Optional.of(
          new LoadedRepository(settings, remote, reader.packages(remote), remote.modules()));
    } catch (FetchException unavailable) {
      // Offline nothing is known about the server, only about the store.
      if (!settings.skipIfUnavailable() || unavailable.code().equals("fetch.offline")) {
        throw unavailable;
      }
      context.report(
          Diagnostic.warning(
              "rpm.repository-skipped",
              "repository "
                  + settings.id()
                  + " is not available for "
                  + arch
                  + " and left out: "
                  + unavailable.getMessage(),
              "check the lock, which may lack packages because of it"));
      return Optional.empty();
    }
  }
}
