package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in one file is told together with what is wrong in another, and by policy. */
class AllProblemsTest {
  @TempDir Path root;

  @Test
  void namesFaultsOfFormAndPolicyOfAllFilesTogether() throws Exception {
    Files.writeString(
        root.resolve("a.txt"),
        "\ndemo @ https://files.example/demo-1.0.tar.gz\nother @ gopher://files.example/o-1.zip\n"
            + "plain @ http://files.example/plain-1.0.tar.gz --hash=sha256:"
            + "0".repeat(64)
            + "\n");
    Files.writeString(root.resolve("b.txt"), "\n\n= 1\n");
    Files.writeString(root.resolve("c.txt"), "-r missing.txt\n");
    Map<String, ?> options = Map.of("requirements_files", List.of("a.txt", "b.txt", "c.txt"));
    try (Prefetch prefetch =
        Prefetch.builder()
            .store(root.resolve("store"))
            .registry("pip", SafeUri.parse("https://index.example/simple/"))
            .build()) {
      PrefetchRequest request =
          PrefetchRequest.builder(root, root.resolve("out"))
              .policy(Policy.builder().allowPlainHttp(false).build())
              .input(new PackageInput("pip", RelPath.ROOT, Options.of(options)))
              .build();
      List<HermeticException> problems =
          catchThrowableOfType(PrefetchFailedException.class, () -> prefetch.plan(request))
              .failures();
      assertThat(problems)
          .extracting(problem -> problem.location().map(Object::toString).orElse("nowhere"))
          .contains("a.txt:2", "a.txt:3", "a.txt:4", "b.txt:3", "missing.txt");
      assertThat(problems).extracting(HermeticException::code).contains("policy.scheme");
    }
  }
}
