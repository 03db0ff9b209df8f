package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.store.Staging;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Writes into the store's staging area and stops what grows too large. Used by one thread. */
final class StagingSink implements ContentSink {
  private static final long PROGRESS_STEP = 1 << 20;

  /**
   * What bounds a download.
   *
   * @param subject names the content in errors
   * @param pinnedSize the size that the lock declares, -1 when it declares none
   * @param maxBytes the most that policy allows
   */
  record Limits(String subject, long pinnedSize, long maxBytes) {
    /** Throws when a content of that size cannot be the wanted one. */
    void check(long bytes, String verb) {
      if (pinnedSize >= 0 && (verb.equals("has") ? bytes != pinnedSize : bytes > pinnedSize)) {
        throw IntegrityException.builder("integrity.size")
            .subject(subject)
            .message(
                subject
                    + ": the server "
                    + verb
                    + " "
                    + bytes
                    + " bytes, the lock says "
                    + pinnedSize)
            .expected(Long.toString(pinnedSize))
            .actual(Long.toString(bytes))
            .hints("check whether the lockfile or the mirror is stale")
            .build();
      }
      if (bytes > maxBytes) {
        throw PolicyException.builder("policy.size")
            .subject(subject)
            .message(
                subject
                    + ": the server "
                    + verb
                    + " "
                    + bytes
                    + " bytes, more than the "
                    + maxBytes
                    + " that are allowed")
            .hints("raise the size limit of the policy")
            .build();
      }
    }
  }

  /** Where bytes go, and who sees them on the way. */
  record Target(Staging staging, PassingBytes passing) {}

  private final Staging staging;
  private final Limits limits;
  private final PassingBytes passing;
  private final boolean mayResume;
  private final CancellationToken token;
  private final LongConsumer progress;
  private boolean resumed;

  /**
   * A sink.
   *
   * @param target where the bytes go, and who sees them on the way
   * @param mayResume whether a strong digest will tell when two halves do not belong together
   */
  StagingSink(
      Target target,
      Limits limits,
      boolean mayResume,
      CancellationToken token,
      LongConsumer progress) {
    this.staging = target.staging();
    this.passing = target.passing();
    this.limits = limits;
    this.mayResume = mayResume;
    this.token = token;
    this.progress = progress;
  }

  /** Whether the staged bytes came in several pieces, which may belong to different contents. */
  boolean resumed() {
    return resumed;
  }

  /** The staged bytes were dropped. */
  void forgetHalves() {
    resumed = false;
  }

  @Override
  public long offset() {
    return mayResume ? staging.offset() : 0;
  }

  @Override
  public Optional<String> validator() {
    return staging.validator();
  }

  @Override
  public void validator(String etagOrDate) throws IOException {
    staging.validator(etagOrDate);
  }

  @Override
  public void declareSize(long bytes) {
    limits.check(bytes, "has");
  }

  /** What is pinned is judged by its digests, whatever the answer says of it. */
  @Override
  public void described(SafeUri uri, Map<String, String> fields) {}

  @Override
  public OutputStream append() throws IOException {
    if (!mayResume) {
      return restart();
    }
    resumed = resumed || staging.offset() > 0;
    return new Counted(staging.append(), staging.offset());
  }

  @Override
  public OutputStream restart() throws IOException {
    resumed = false;
    return new Counted(staging.restart(), 0);
  }

  private final class Counted extends OutputStream {
    private final OutputStream out;
    private long written;
    private long reported;

    Counted(OutputStream out, long offset) {
      this.out = out;
      this.written = offset;
      this.reported = offset;
      passing.from(offset);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      token.throwIfCancelled();
      limits.check(written + length, "sent");
      try {
        out.write(bytes, from, length);
      } catch (IOException local) {
        throw unwritable(local);
      }
      passing.update(bytes, from, length);
      written += length;
      if (written - reported >= PROGRESS_STEP) {
        report();
      }
    }

    private void report() {
      reported = written;
      progress.accept(written);
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException local) {
        throw unwritable(local);
      }
      if (written != reported) {
        report();
      }
    }

    /** Trying another server does not help a full disk. */
    private StoreException unwritable(IOException local) {
      return StoreException.builder("store.write")
          .subject(limits.subject())
          .message(limits.subject() + ": the store cannot be written: " + local.getMessage())
          .cause(local)
          .hints("check free space and permissions of the store")
          .build();
    }
  }
}
