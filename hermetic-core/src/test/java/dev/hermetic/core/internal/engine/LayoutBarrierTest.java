package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A layout waits for its own ecosystem and for no other. */
@Timeout(60)
class LayoutBarrierTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab(root);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private PrefetchReport runBoth() throws InterruptedException {
    return lab.prefetch.run(lab.request().input("x-one", "one").input("x-two", "two").build());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void isNotHeldUpByDownloadsOfAnotherEcosystem() throws Exception {
    lab.lock("one", "a mem://h/slow slow").lock("two", "b mem://h/b b", "c mem://h/c c");
    CountDownLatch laidOut = new CountDownLatch(1);
    lab.two.completing = laidOut::countDown;
    lab.fetcher.arriving =
        id -> {
          if (id.equals("slow")) {
            await(laidOut);
          }
        };
    assertThat(runBoth().entries()).hasSize(3);
    assertThat(lab.prefetch.audit(lab.output).isClean()).isTrue();
  }

  @Test
  void waitsForTheLastFileOfItsOwn() throws Exception {
    lab.lock("one", "a mem://h/a a", "b mem://h/b b", "c mem://h/c c").lock("two", "d mem://h/d d");
    lab.one.completing =
        () -> assertThat(lab.fetcher.asked).contains("mem://h/a", "mem://h/b", "mem://h/c");
    assertThat(runBoth().entries()).hasSize(4);
  }

  @Test
  void findingsComeInTheOrderOfEcosystems() throws Exception {
    lab.lock("one", "a mem://h/slow slow").lock("two", "b mem://h/b b");
    CountDownLatch laidOut = new CountDownLatch(1);
    lab.two.completing = laidOut::countDown;
    lab.fetcher.arriving =
        id -> {
          if (id.equals("slow")) {
            await(laidOut);
          }
        };
    assertThat(runBoth().diagnostics().stream().map(Diagnostic::message))
        .containsExactly("x-one is laid out", "x-two is laid out");
  }

  @Test
  void aFailedLayoutIsReportedWithTheFilesThatCannotBeHad() throws Exception {
    lab.lock("one", "a mem://h/missing a").lock("two", "b mem://h/b b");
    lab.two.completing =
        () -> {
          throw new IllegalStateException("no idea");
        };
    PrefetchFailedException failure =
        catchThrowableOfType(PrefetchFailedException.class, this::runBoth);
    assertThat(failure.failures().stream().map(HermeticException::code))
        .containsExactly("fetch.status", "provider.failed");
  }

  @Test
  void anEcosystemWithFailedFilesIsNotLaidOut() throws Exception {
    lab.lock("one", "a mem://h/missing a", "b mem://h/b b").lock("two", "d mem://h/d d");
    lab.one.completing =
        () -> {
          throw new AssertionError("not all of it is there");
        };
    HermeticException failure = catchThrowableOfType(HermeticException.class, this::runBoth);
    assertThat(failure.code()).isEqualTo("fetch.status");
  }
}
