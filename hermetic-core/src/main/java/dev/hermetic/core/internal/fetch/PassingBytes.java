package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows the bytes of one artifact, on their way into the staging area, to the verifiers that look
 * at passing bytes. What they saw counts only when it was the whole content. Used by one thread.
 */
final class PassingBytes {
  private final List<Verifier> verifiers;
  private final Function<Verifier, Optional<Verifier.Check>> begin;
  private final List<Watch> watches = new ArrayList<>();
  private long count;

  PassingBytes(List<Verifier> verifiers, Function<Verifier, Optional<Verifier.Check>> begin) {
    this.verifiers = List.copyOf(verifiers);
    this.begin = begin;
  }

  /** Bytes that nobody looks at. */
  static PassingBytes unseen() {
    return new PassingBytes(List.of(), verifier -> Optional.empty());
  }

  /** Says how many bytes lie before the next ones. */
  void from(long offset) {
    if (offset == 0) {
      beginAnew();
    } else if (offset != count) {
      // An earlier run has staged the first half; its bytes do not pass here.
      watches.clear();
    }
  }

  private void beginAnew() {
    watches.clear();
    count = 0;
    for (Verifier verifier : verifiers) {
      Watch watch = new Watch(verifier);
      if (watch.begin(begin)) {
        watches.add(watch);
      }
    }
  }

  void update(byte[] bytes, int offset, int length) {
    for (Watch watch : watches) {
      watch.update(bytes, offset, length);
    }
    count += length;
  }

  /** What a verifier has seen of a content of that size; empty when it has to read it. */
  Optional<Verifier.Check> check(Verifier verifier, long size) {
    if (count != size) {
      return Optional.empty();
    }
    return watches.stream()
        .filter(watch -> watch.verifier == verifier)
        .<Verifier.Check>map(watch -> watch)
        .findFirst();
  }

  /** A check of one verifier, whose failures wait for the question what it thinks. */
  private static final class Watch implements Verifier.Check {
    private final Verifier verifier;
    private Verifier.@Nullable Check check;
    private @Nullable RuntimeException bug;
    private @Nullable IOException unreadable;

    private Watch(Verifier verifier) {
      this.verifier = verifier;
    }

    /** Whether there is something to ask later. */
    boolean begin(Function<Verifier, Optional<Verifier.Check>> how) {
      try {
        check = how.apply(verifier).orElse(null);
        return check != null;
      } catch (RuntimeException failed) {
        bug = failed;
        return true;
      }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      Verifier.Check running = check;
      if (running == null) {
        return;
      }
      try {
        running.update(bytes, offset, length);
      } catch (RuntimeException failed) {
        bug = failed;
        check = null;
      } catch (IOException failed) {
        unreadable = failed;
        check = null;
      }
    }

    @Override
    public Verdict finish(VerifyContext context) throws IOException, InterruptedException {
      if (bug != null) {
        throw bug;
      }
      if (unreadable != null) {
        throw unreadable;
      }
      return Objects.requireNonNull(check).finish(context);
    }
  }
}
