package dev.hermetic.core.internal.http;

import dev.hermetic.core.internal.fetch.FaultyServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Fetches files that take longer than the idle time-out; fails unless packets were lost. */
final class NarrowLineProcess {
  private static final int BYTES = 55_000;

  private NarrowLineProcess() {}

  public static void main(String[] arguments) throws Exception {
    FetchHarness harness = new FetchHarness();
    harness.settings =
        FetchHarness.settings()
            .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(90))
            .build();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (var server =
            new FaultyServer(
                (n, request, out) -> {
                  out.ok(new byte[BYTES]);
                  return true;
                });
        HttpFetcher fetcher = harness.open()) {
      String url = "http://127.0.0.1:" + server.port() + "/";
      Callable<Integer> fetch = () -> harness.get(fetcher, url).length();
      for (Future<Integer> length : threads.invokeAll(List.of(fetch, fetch, fetch, fetch))) {
        check(length.get() == BYTES, 1);
      }
    }
    threads.shutdown();
    check(lost(), 2);
  }

  private static void check(boolean holds, int code) {
    if (!holds) {
      System.exit(code);
    }
  }

  private static boolean lost() throws Exception {
    Process statistics = new ProcessBuilder("tc", "-s", "qdisc", "show", "dev", "lo").start();
    String text = new String(statistics.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return Pattern.compile("dropped [1-9]").matcher(text).find();
  }
}
