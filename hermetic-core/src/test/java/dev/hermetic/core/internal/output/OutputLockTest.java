package dev.hermetic.core.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.CancelledException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputLockTest {
  @TempDir Path directory;

  private OutputLock take(Duration patience) throws Exception {
    return OutputLock.take(directory.resolve("out.lock"), patience, new CancellationToken());
  }

  @Test
  void leavesNoFileBehind() throws Exception {
    take(Duration.ZERO).close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void namesTheProcessThatHoldsIt() throws Exception {
    try (OutputLock held = take(Duration.ZERO)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> take(Duration.ZERO))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .extracting(e -> ((HermeticException) e).code())
          .isEqualTo("store.output-locked");
    }
  }

  @Test
  void waitingEndsWhenTheRunIsCancelled() throws Exception {
    try (OutputLock held = take(Duration.ZERO)) {
      assertThat(held).isNotNull();
      CancellationToken token = new CancellationToken();
      token.cancel();
      assertThatThrownBy(
              () -> OutputLock.take(directory.resolve("out.lock"), Duration.ofMinutes(5), token))
          .isInstanceOf(CancelledException.class);
    }
  }

  @Test
  void isHeldByOneThreadAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CompletableFuture<?>[] threads = new CompletableFuture<?>[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          CompletableFuture.runAsync(
              () -> {
                for (int round = 0; round < 5; round++) {
                  try (OutputLock held = take(Duration.ofMinutes(1))) {
                    assertThat(held).isNotNull();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                  } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                  }
                }
              });
    }
    CompletableFuture.allOf(threads).get();
    assertThat(most).hasValue(1);
  }
}
