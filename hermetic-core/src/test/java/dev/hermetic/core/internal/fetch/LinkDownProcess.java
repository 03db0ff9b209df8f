package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.LocatorRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Fetches a file from a server that takes the network down half way and up again three seconds
 * later; longer than silence is tolerated. Needs a network namespace of its own.
 */
final class LinkDownProcess {
  private static final int WRONG_BYTES = 1;
  private static final int NEVER_DOWN = 2;
  private static final HttpSettings SETTINGS =
      HttpSettings.builder()
          .timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60))
          .retries(8, Duration.ofMillis(500), Duration.ofSeconds(2))
          .build();

  private LinkDownProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (var server = new FaultyServer(LinkDownProcess::answer);
        var fixture = new DownloadsFixture(Path.of(arguments[0]), SETTINGS, Credentials.none())) {
      Downloads downloads =
          new Downloads(
              fixture.store,
              Map.of("http", fixture.http),
              SETTINGS,
              LocatorRules.none(),
              List.of());
      Downloads.Downloaded downloaded =
          downloads.artifact(
              DownloadsFixture.artifact(DownloadsFixture.CONTENT, server.url("/thing.bin")).build(),
              fixture.run(),
              () -> {});
      boolean right = Arrays.equals(fixture.bytes(downloaded), DownloadsFixture.CONTENT);
      boolean again = server.requests().size() > 1;
      System.exit(!right ? WRONG_BYTES : again ? 0 : NEVER_DOWN);
    }
  }

  private static boolean answer(int number, FaultyServer.Request request, FaultyServer.Wire out)
      throws Exception {
    if (number > 1) {
      return request.has("range") ? FaultLab.rest(out, request.rangeStart()) : FaultLab.ok(out);
    }
    FaultLab.truncated(out);
    loopback("down");
    Thread.sleep(3000);
    loopback("up");
    return false;
  }

  private static void loopback(String state) throws Exception {
    int code = new ProcessBuilder("ip", "link", "set", "lo", state).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("cannot set the network " + state);
    }
  }
}
