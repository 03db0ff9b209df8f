package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that drips to all workers at once, twice over. */
@Timeout(60)
class DrippingServersTest {
  private static final int WORKERS = 4;
  private static final int DRIPS = 2 * WORKERS;
  private static final int GOOD = 20;
  private static final HttpSettings IMPATIENT =
      HttpSettings.builder()
          .connections(WORKERS, WORKERS)
          .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500))
          .retries(1, Duration.ofMillis(1), Duration.ofMillis(1))
          .build();

  @TempDir Path root;

  @Test
  void doNotKeepOthersFromArriving() throws Exception {
    try (FaultyServer server = new FaultyServer(DrippingServersTest::answer);
        Lab lab = new Lab(root, root.resolve("store"), IMPATIENT)) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < DRIPS; i++) {
        lines.add("a" + i + " " + server.url("/drip" + i) + " drip" + i);
      }
      for (int i = 0; i < GOOD; i++) {
        lines.add("b" + i + " " + server.url("/good" + i) + " good" + i);
      }
      lab.lock(".", lines.toArray(String[]::new));
      PrefetchFailedException failed =
          catchThrowableOfType(PrefetchFailedException.class, () -> lab.run("x-one", "."));
      assertThat(failed.failures())
          .extracting(HermeticException::code)
          .hasSize(DRIPS)
          .containsOnly("fetch.timeout");

      lab.lock(".", lines.subList(DRIPS, lines.size()).toArray(String[]::new));
      assertThat(lab.run("x-one", ".").entries())
          .hasSize(GOOD)
          .allMatch(entry -> entry.fromStore());
    }
  }

  private static boolean answer(int number, FaultyServer.Request request, FaultyServer.Wire out)
      throws Exception {
    byte[] content = FakeEcosystem.content(request.path().substring(1));
    if (request.path().startsWith("/good")) {
      out.ok(content);
      return true;
    }
    out.head("HTTP/1.1 200 OK", "Content-Length: 1000000");
    while (true) {
      out.text("x");
      Thread.sleep(20);
    }
  }
}
