package dev.hermetic.core.internal.engine;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PrefetchReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a store that holds most of the files. */
class HalfWarmTest {
  private static final String[] ALL =
      IntStream.range(0, 1000)
          .mapToObj(i -> "f" + i + " mem://h/n" + i + " n" + i)
          .toArray(String[]::new);
  private static final String[] WARM = Arrays.copyOf(ALL, 999);

  @TempDir Path root;

  @Test
  void nameExactlyTheOneThatIsMissing() throws Exception {
    try (Lab lab = new Lab(root)) {
      lab.lock(".", WARM);
      lab.run("x-one", ".");
      Map<String, String> before = Lab.tree(lab.output);
      lab.lock(".", ALL);
      FetchException missing = catchThrowableOfType(FetchException.class, () -> offline(lab));
      assertThat(missing.code()).isEqualTo("fetch.offline");
      assertThat(missing.subject()).hasValue("n999@1");
      assertThat(lab.fetcher.asked).hasSize(999).doesNotContain("mem://h/n999");
      assertThat(Lab.tree(lab.output)).isEqualTo(before);
    }
  }

  @Test
  void makeNoOutput() throws Exception {
    try (Lab warm = new Lab(root.resolve("warm"), root.resolve("store"))) {
      warm.lock(".", WARM);
      warm.run("x-one", ".");
    }
    try (Lab lab = new Lab(root.resolve("cold"), root.resolve("store"))) {
      lab.lock(".", ALL);
      assertThat(catchThrowableOfType(FetchException.class, () -> offline(lab))).isNotNull();
      assertThat(lab.output).doesNotExist();
    }
  }

  @Test
  @Timeout(60)
  void fetchWhatIsMissingOverAllConnections() throws Exception {
    int connections = 10 + 2 * Runtime.getRuntime().availableProcessors();
    HttpSettings http = HttpSettings.builder().connections(connections, connections).build();
    try (Lab lab = new Lab(root, root.resolve("store"), http)) {
      lab.lock(".", Arrays.copyOf(ALL, 1000 - connections));
      lab.run("x-one", ".");
      lab.lock(".", ALL);
      CountDownLatch all = new CountDownLatch(connections);
      lab.fetcher.before =
          () -> {
            all.countDown();
            awaitUninterruptibly(all);
          };
      lab.run("x-one", ".");
      assertThat(all.getCount()).isZero();
    }
  }

  private static PrefetchReport offline(Lab lab) throws InterruptedException {
    return lab.prefetch.run(
        lab.request().input("x-one", ".").networkMode(NetworkMode.OFFLINE).build());
  }
}
