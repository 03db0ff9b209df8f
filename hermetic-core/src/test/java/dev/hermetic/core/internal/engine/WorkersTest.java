package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
  @Test
  void doesEveryItemOnce() throws Exception {
    try (Workers workers = new Workers(null, 4)) {
      Set<Integer> done = ConcurrentHashMap.newKeySet();
      AtomicInteger calls = new AtomicInteger();
      workers.each(
          1000,
          i -> {
            calls.incrementAndGet();
            done.add(i);
          });
      assertThat(done).hasSize(1000);
      assertThat(calls).hasValue(1000);
    }
  }

  @Test
  void worksOnSeveralItemsAtATime() throws Exception {
    try (Workers workers = new Workers(null, 3)) {
      CountDownLatch all = new CountDownLatch(3);
      workers.each(
          3,
          i -> {
            all.countDown();
            all.await();
          });
      assertThat(all.getCount()).isZero();
    }
  }

  @Test
  void takesFewThreadsWhereNothingIsWaitedFor() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    try (Workers workers = new Workers(null, 100 + 2 * processors)) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      workers.each(
          1000,
          i -> {
            threads.add(Thread.currentThread());
            Thread.sleep(1);
          });
      assertThat(threads).hasSizeBetween(2, Math.max(4, 2 * processors));
    }
  }

  @Test
  void takesAllThreadsOnceOneWaits() throws Exception {
    int threads = 10 + 2 * Runtime.getRuntime().availableProcessors();
    try (Workers workers = new Workers(null, threads)) {
      CountDownLatch all = new CountDownLatch(threads);
      workers.eachWaiting(
          100 + threads,
          (i, waits) -> {
            if (i >= 100) {
              waits.run();
              all.countDown();
              all.await();
            }
          });
      assertThat(all.getCount()).isZero();
    }
  }

  @Test
  void finishesOnAnExecutorThatItsCallerOccupies() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try (Workers workers = new Workers(single, 4)) {
      AtomicInteger calls = new AtomicInteger();
      single
          .submit(
              () -> {
                workers.each(100, i -> calls.incrementAndGet());
                return null;
              })
          .get();
      assertThat(calls).hasValue(100);
    } finally {
      single.shutdownNow();
    }
  }

  @Test
  void doesWhatIsSubmittedOnItsOwnThreads() throws Exception {
    try (Workers workers = new Workers(null, 2)) {
      Thread here = Thread.currentThread();
      CountDownLatch done = new CountDownLatch(1);
      Future<Thread> thread =
          workers.submit(
              () -> {
                done.countDown();
                return Thread.currentThread();
              });
      done.await();
      assertThat(thread.get()).isNotSameAs(here);
    }
  }

  @Test
  void whoWaitsDoesWhatNoThreadHasBegun() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try (Workers workers = new Workers(single, 4)) {
      Future<Integer> nested =
          single.submit(() -> workers.submit(() -> workers.submit(() -> 7).get()).get());
      assertThat(nested.get()).isEqualTo(7);
    } finally {
      single.shutdownNow();
    }
  }

  @Test
  void whoWaitsDoesWhatAClosedExecutorRefuses() throws Exception {
    ExecutorService closed = Executors.newSingleThreadExecutor();
    closed.shutdownNow();
    try (Workers workers = new Workers(closed, 4)) {
      assertThat(workers.submit(() -> 7).get()).isEqualTo(7);
    }
  }

  @Test
  void throwsTheFirstFailureAndStops() {
    try (Workers workers = new Workers(null, 1)) {
      AtomicInteger calls = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  workers.each(
                      100,
                      i -> {
                        calls.incrementAndGet();
                        throw new IOException("disk " + i);
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("disk 0");
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void anInterruptOfTheCallerReachesAllThreads() {
    try (Workers workers = new Workers(null, 3)) {
      CountDownLatch begun = new CountDownLatch(3);
      Thread caller = Thread.currentThread();
      assertThatThrownBy(
              () ->
                  workers.each(
                      3,
                      i -> {
                        begun.countDown();
                        begun.await();
                        caller.interrupt();
                        new CountDownLatch(1).await();
                      }))
          .isInstanceOf(InterruptedException.class);
    }
  }
}
