package dev.hermetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
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

  private Map<String, Object> adapted(String ecosystem, Map<String, ?> options) {
    PackageInput input = new PackageInput(ecosystem, RelPath.ROOT, Options.of(options));
    Selection selection = new Selection(directory, List.of(input), List.of(), List.of());
    return HermetoInputs.adapt(selection).inputs().get(0).options().asMap();
  }

  @Test
  void takesSdistsOnlyUnlessWheelsAreAskedFor() {
    assertThat(adapted("pip", Map.of())).containsEntry("sdists", "only");
    assertThat(adapted("pip", Map.of("binary", Map.of()))).doesNotContainKey("sdists");
    assertThat(adapted("pip", Map.of("allow_binary", true))).doesNotContainKey("sdists");
  }

  @Test
  void readsTheRequirementsFileEvenBesideALock() throws IOException {
    Files.writeString(directory.resolve("requirements.txt"), "");
    Files.writeString(directory.resolve("pylock.toml"), "");

    assertThat(adapted("pip", Map.of()))
        .containsEntry("requirements_files", List.of("requirements.txt"));
    assertThat(adapted("pip", Map.of("requirements_files", "a.txt")))
        .containsEntry("requirements_files", "a.txt");
  }

  @Test
  void leavesOthersAlone() {
    assertThat(adapted("npm", Map.of())).isEmpty();
  }
}
