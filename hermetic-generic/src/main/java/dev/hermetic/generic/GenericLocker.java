package dev.hermetic.generic;

import dev.hermetic.core.Digest;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Downloads what {@code artifacts.in.yaml} names and writes {@code artifacts.lock.yaml}. A digest
 * that the input or the earlier lock gives is never replaced silently. The options {@code input}
 * and {@code lockfile} name other files inside the package.
 */
public final class GenericLocker implements Locker {
  /** A locker. */
  public GenericLocker() {}

  @Override
  public String ecosystem() {
    return GenericResolver.ECOSYSTEM;
  }

  /**
   * Computes the lockfile: the artifacts in the order of the input, each with its SHA-256.
   *
   * @throws IntegrityException with code {@code generic.checksum} when the content contradicts the
   *     input, {@code generic.changed-upstream} when it contradicts the earlier lock and the file
   *     name is not among the updates
   * @throws LockfileException when a file is malformed, with the line of the fault
   */
  @Override
  public LockResult lock(PackageInput input, LockContext context)
      throws IOException, InterruptedException {
    input.options().rejectUnknown("input", "lockfile");
    RelPath file = GenericResolver.file(input, "lockfile", "artifacts.lock.yaml");
    SourceFile text =
        SourceFile.read(
            context.source(),
            GenericResolver.file(input, "input", "artifacts.in.yaml"),
            YamlReader.MAX_BYTES);
    List<ArtifactEntry> wanted = InputsReader.read(text.path(), text.text());
    NameClashes.checkNames(wanted);
    EarlierLock earlier = EarlierLock.read(context.source(), file);
    List<ArtifactEntry> locked = new ArrayList<>();
    Problems problems = new Problems();
    for (ArtifactEntry entry : wanted) {
      context.cancellation().throwIfCancelled();
      LockContext.Obtained obtained =
          context.obtain(entry.source().locator(), GenericResolver.headers(entry, context));
      problems.check(() -> locked.add(pin(entry, obtained, earlier, context)));
    }
    problems.throwIfAny();
    NameClashes.check(locked);
    return LockResult.of(file, LockfileWriter.write(locked));
  }

  private static ArtifactEntry pin(
      ArtifactEntry entry,
      LockContext.Obtained obtained,
      EarlierLock earlier,
      LockContext context) {
    if (entry.checksum().isPresent()) {
      Digest given = entry.digest();
      Digest actual = digest(obtained, given, entry);
      if (!given.equals(actual)) {
        throw IntegrityException.builder("generic.checksum")
            .subject(entry.filename().value())
            .message(
                entry.at()
                    + ": "
                    + entry.filename()
                    + " is not what its checksum says: expected "
                    + given
                    + ", found "
                    + actual)
            .expected(given.toString())
            .actual(actual.toString())
            .hints("find out why the content differs before you change the checksum")
            .build();
      }
    }
    if (!context.updates().contains(entry.filename().value())) {
      refuseChange(entry, obtained, earlier);
    }
    return entry.pinned(obtained.sha256());
  }

  private static void refuseChange(
      ArtifactEntry entry, LockContext.Obtained obtained, EarlierLock earlier) {
    Optional<ArtifactEntry> before = earlier.of(entry);
    if (before.isEmpty()) {
      return;
    }
    Digest locked = before.get().digest();
    Digest actual = digest(obtained, locked, before.get());
    if (!locked.equals(actual)) {
      throw IntegrityException.builder("generic.changed-upstream")
          .subject(entry.filename().value())
          .message(
              entry.at()
                  + ": "
                  + entry.filename()
                  + " has changed since it was locked at "
                  + before.get().at()
                  + ": expected "
                  + locked
                  + ", found "
                  + actual)
          .expected(locked.toString())
          .actual(actual.toString())
          .hints(
              "find out why the content changed",
              "name '" + entry.filename() + "' among the updates to accept it")
          .build();
    }
  }

  private static Digest digest(LockContext.Obtained obtained, Digest like, ArtifactEntry statedAt) {
    if (like.algorithm() == Digest.Algorithm.SHA256) {
      return obtained.sha256();
    }
    Digest digest = obtained.digests().get(like.algorithm());
    if (digest == null) {
      throw LockfileException.of(
          "generic.checksum-algorithm",
          statedAt.at(),
          "a " + like.algorithm().id() + " checksum cannot be compared here",
          "give the SHA-256 of the content instead");
    }
    return digest;
  }
}
