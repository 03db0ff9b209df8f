package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.testkit.FakeRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way through core, against a server. */
@Timeout(60)
class LockThenPrefetchTest {
  private static final PackageInput INPUT = PackageInput.of("generic", ".");

  @TempDir Path directory;
  private FakeRegistry registry;
  private Prefetch prefetch;
  private Path source;

  @BeforeEach
  void start() throws Exception {
    registry = FakeRegistry.start();
    source = Files.createDirectories(directory.resolve("source"));
    prefetch =
        Prefetch.builder()
            .store(directory.resolve("store"))
            .variables(name -> Optional.of("secret"))
            .build();
  }

  @AfterEach
  void stop() {
    prefetch.close();
    registry.close();
  }

  @Test
  void prefetchesWhatItLocked() throws Exception {
    writeInputs("/d/tool.zip", "abc");
    assertThat(lock().changed()).isTrue();
    Path output = directory.resolve("out");
    prefetch.run(PrefetchRequest.builder(source, output).input(INPUT).build());
    assertThat(output.resolve("deps/generic/tool.zip")).hasContent("abc");
    assertThat(prefetch.audit(output).findings()).isEmpty();
  }

  @Test
  void leavesAnUnchangedLockAlone() throws Exception {
    writeInputs("/d/tool.zip", "abc");
    lock();
    assertThat(lock().changed()).isFalse();
  }

  @Test
  void writesNothingWhenContentChangedUpstream() throws Exception {
    writeInputs("/d/tool.zip", "abc");
    lock();
    String locked = Files.readString(source.resolve("artifacts.lock.yaml"));
    writeInputs("/d/tool.zip", "changed");
    assertThatThrownBy(this::lock)
        .isInstanceOfSatisfying(
            HermeticException.class,
            e -> assertThat(e.code()).isEqualTo("generic.changed-upstream"));
    assertThat(source.resolve("artifacts.lock.yaml")).hasContent(locked);
  }

  private void writeInputs(String path, String content) throws Exception {
    String url = registry.serve(path, content.getBytes(StandardCharsets.US_ASCII)).toString();
    Files.writeString(source.resolve("artifacts.in.yaml"), "input:\n  - " + url + "\n");
  }

  private LockOutcome lock() throws InterruptedException {
    return prefetch.lock(LockRequest.builder(source, INPUT).build());
  }
}
