package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks a hundred times larger than usual ones, in the small heap that all tests have. */
class NpmScaleTest {
  private static final int ENTRIES = 100_000;

  @TempDir Path temp;

  @Test
  void plansAHundredThousandEntriesInASmallHeap() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(256L * 1024 * 1024);
    Path project = Files.createDirectories(temp.resolve("project"));
    Files.writeString(project.resolve("package.json"), "{\"name\":\"app\",\"version\":\"1.0.0\"}");
    writeLock(project.resolve("package-lock.json"));
    try (Prefetch prefetch =
        Prefetch.builder()
            .store(temp.resolve("store"))
            .discovery(false)
            .ecosystem(new NpmResolver(), new NpmLayout())
            .build()) {
      PrefetchPlan plan =
          prefetch.plan(
              PrefetchRequest.builder(project, temp.resolve("out")).input("npm", ".").build());
      assertThat(plan.placements()).hasSize(ENTRIES);
    }
  }

  /** As npm writes it: a third of the names scoped, some 500 characters for each entry. */
  private static void writeLock(Path file) throws IOException {
    Random random = new Random(1);
    byte[] digest = new byte[64];
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(
          "{\n  \"name\": \"app\",\n  \"lockfileVersion\": 3,\n  \"packages\": {\n    \"\": {}");
      for (int i = 0; i < ENTRIES; i++) {
        random.nextBytes(digest);
        String name = i % 3 == 0 ? "@scope" + i % 1000 + "/package-" + i : "package-" + i;
        out.write(entry(name, i, Base64.getEncoder().encodeToString(digest)));
      }
      out.write("\n  }\n}\n");
    }
  }

  private static String entry(String name, int i, String digest) {
    String file = name.substring(name.indexOf('/') + 1);
    return """
        ,
            "node_modules/%s": {
              "version": "1.%d.0",
              "resolved": "https://registry.example/%s/-/%s-1.%d.0.tgz",
              "integrity": "sha512-%s",
              "dev": true,
              "license": "MIT",
              "dependencies": {
                "package-%d": "^1.0.0",
                "package-%d": "^1.2.0"
              },
              "engines": {
                "node": ">=18"
              }
            }"""
        .formatted(name, i % 50, name, file, i % 50, digest, i / 2, i / 2 + 1);
  }
}
