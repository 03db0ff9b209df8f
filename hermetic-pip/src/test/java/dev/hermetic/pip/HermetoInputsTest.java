package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HostContext;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.testkit.FakeConfigurationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The defaults that Hermeto has and we do not. */
final class HermetoInputsTest {
  private @TempDir Path directory;

  private Map<String, Object> adapted(Map<String, ?> options) {
    PackageInput input = new PackageInput("pip", RelPath.ROOT, Options.of(options));
    return new PipConfiguration()
        .read(
            HostContext.builder(directory).build(),
            new FakeConfigurationContext(directory, input).ofHermeto())
        .amended(input)
        .options()
        .asMap();
  }

  @Test
  void takesSdistsOnlyUnlessWheelsAreAskedFor() {
    assertThat(adapted(Map.of())).containsEntry("sdists", "only");
    assertThat(adapted(Map.of("binary", Map.of()))).doesNotContainKey("sdists");
    assertThat(adapted(Map.of("allow_binary", true))).doesNotContainKey("sdists");
  }

  @Test
  void readsTheRequirementsFileEvenBesideALock() throws IOException {
    Files.writeString(directory.resolve("requirements.txt"), "");
    Files.writeString(directory.resolve("pylock.toml"), "");

    assertThat(adapted(Map.of())).containsEntry("requirements_files", List.of("requirements.txt"));
    assertThat(adapted(Map.of("requirements_files", "a.txt")))
        .containsEntry("requirements_files", "a.txt");
  }

  @Test
  void leavesInputsAloneThatAreNotHermetos() {
    PackageInput input = PackageInput.of("pip", ".");

    assertThat(
            new PipConfiguration()
                .read(
                    HostContext.builder(directory).build(),
                    new FakeConfigurationContext(directory, input))
                .amended(input))
        .isSameAs(input);
  }
}
