package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock with many faults is mended in one go when one run names all of them. */
class AllProblemsTest {
  private static final String SHA512 = TestTarball.sri(TestTarball.of("{\"name\":\"p\"}"));

  @TempDir Path root;

  private List<HermeticException> problems(String... entries) {
    new TestProject(root)
        .write(
            "package-lock.json",
            "{\"lockfileVersion\":3,\"packages\":{\n" + String.join(",\n", entries) + "\n}}");
    try (Prefetch prefetch = Prefetch.builder().store(root.resolve("store")).build()) {
      PrefetchRequest request =
          PrefetchRequest.builder(root, root.resolve("out"))
              .input(PackageInput.of("npm", "."))
              .build();
      return catchThrowableOfType(PrefetchFailedException.class, () -> prefetch.plan(request))
          .failures();
    }
  }

  private static String entry(String name, String resolved, String integrity) {
    return """
        "node_modules/%s": {"version": "1.0.0", "resolved": "%s"%s}"""
        .formatted(name, resolved, integrity);
  }

  private static String registry(String name) {
    return "https://r.example/" + name + "/-/" + name + "-1.0.0.tgz";
  }

  @Test
  void namesFaultsOfFormSourceAndPolicyTogetherEachWithItsLine() {
    List<HermeticException> problems =
        problems(
            entry("scheme", "gopher://r.example/scheme.tgz", ""),
            entry("git", "git+ssh://git@h.example/o/r.git#0123456789abcdef", ""),
            entry("unpinned", registry("unpinned"), ""),
            entry("weak", registry("weak"), ",\"integrity\":\"sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=\""),
            entry("malformed", registry("malformed"), ",\"integrity\":\"sha512-short\""),
            entry("fine", registry("fine"), ",\"integrity\":\"" + SHA512 + "\""));

    assertThat(problems)
        .extracting(problem -> problem.location().map(Object::toString).orElse(problem.toString()))
        .containsExactlyInAnyOrder(
            "package-lock.json:2",
            "package-lock.json:3",
            "package-lock.json:4",
            "package-lock.json:5",
            "package-lock.json:6");
  }

  @Test
  void goesOnBehindAnEntryOfNoKnownForm() {
    List<HermeticException> problems =
        problems(
            "\"node_modules/list\": []",
            entry("unpinned", registry("unpinned"), ""),
            "\"node_modules/nothing\": {}");

    assertThat(problems)
        .extracting(HermeticException::code)
        .containsExactlyInAnyOrder("npm.entry", "npm.entry", "policy.unpinned");
  }

  @Test
  void endsWhereAHostileLockHasTooManyToRead() {
    String[] entries = new String[5_000];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = "\"node_modules/n" + i + "\": []";
    }
    assertThat(problems(entries)).hasSize(100);
  }
}
