package dev.hermetic.core.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.internal.http.NetworkNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The network goes down in the middle of a file, in a network namespace of its own. */
@Timeout(120)
final class LinkDownTest {
  private @TempDir Path directory;

  @Test
  void isPassedByTryingAgainOnceItIsUp() throws Exception {
    int code =
        NetworkNamespace.run("ip link set lo up", LinkDownProcess.class, directory.toString());
    assertThat(code).isZero();
  }
}
