package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PrefetchReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offline runs with a store that holds all files but one. */
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

  private static PrefetchReport offline(Lab lab) throws InterruptedException {
    return lab.prefetch.run(
        lab.request().input("x-one", ".").networkMode(NetworkMode.OFFLINE).build());
  }
}
