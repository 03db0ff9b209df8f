package dev.hermetic.core.internal.engine;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.io.AtomicText;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.core.spi.Locker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Computes one lockfile, compares it and writes it. */
final class LockRun {
  private LockRun() {}

  static LockOutcome lock(
      Locker locker, PackageInput input, RunLockContext context, boolean checkOnly)
      throws InterruptedException {
    SourceTree source = context.source();
    if (!source.isDirectory(input.path())) {
      throw InputException.of(
          "input.directory",
          input + ": '" + input.path() + "' is not a directory of the source tree");
    }
    try {
      LockResult result = locker.lock(input, context);
      Failures.throwAll(context.takeProblems());
      AtomicText file = AtomicText.at(source.root(), result.path(), result.content());
      String before = Files.exists(file.file()) ? Files.readString(file.file()) : "";
      String diff = UnifiedDiff.of(result.path().value(), before, result.content());
      if (!diff.isEmpty() && !checkOnly) {
        file.write();
      }
      return LockOutcome.of(result.path(), diff, result.summary(), context.findings());
    } catch (HermeticException known) {
      List<HermeticException> problems = new ArrayList<>(context.takeProblems());
      Failures.collect(known, problems);
      Failures.throwAll(problems);
      throw known;
    } catch (IOException failure) {
      throw LockfileException.of(
          "lockfile.unreadable",
          Location.of(input.path()),
          input + " cannot be locked: " + failure,
          failure);
    } catch (RuntimeException fault) {
      throw Failures.ofPlugin(input.ecosystem(), input + ": the locker failed", fault);
    }
  }
}
