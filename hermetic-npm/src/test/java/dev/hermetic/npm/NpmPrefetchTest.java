package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hermetic.core.EnvVar;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import dev.hermetic.core.spi.Fetcher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way through the engine: prefetch, inject, install without a network. */
class NpmPrefetchTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void whatTheEnginePrefetchesNpmInstalls(String delivery) throws Exception {
    boolean required = "required".equals(System.getProperty("hermetic.clients"));
    assumeTrue(required || NpmClient.isAvailable(), "npm or unshare is missing");
    TestProject project = new TestProject(Files.createDirectories(temp.resolve("project")));
    NpmClient npm = new NpmClient(temp.resolve("home"));
    Path out = temp.resolve("out");
    try (FakeRegistry registry = new FakeRegistry();
        Prefetch prefetch =
            Prefetch.builder()
                .store(temp.resolve("store"))
                .discovery(false)
                .ecosystem(new NpmResolver(), new NpmLayout())
                .fetcher(new Loopback(registry))
                .build()) {
      registry.publish("plain", "1.2.3", "");
      registry.publish("@scope/pkg", "2.0.0", "\"dependencies\":{\"plain\":\"latest\"}");
      project.write(
          "package.json",
          "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"@scope/pkg\":\"2.0.0\"}}");
      npm.lock(project.root, registry.base(), 3);
      PackageInput input =
          new PackageInput("npm", RelPath.ROOT, Options.of(Map.of("delivery", delivery)));
      prefetch.run(
          PrefetchRequest.builder(project.root, out)
              .input(input)
              .policy(Policy.builder().allowPlainHttp(true).build())
              .build());
      prefetch.inject(out, out.toString(), project.root);
      List<EnvVar> environment =
          prefetch.env(out, out.toString()).entrySet().stream()
              .map(variable -> EnvVar.of(variable.getKey(), variable.getValue()))
              .toList();
      npm.installOffline(project.root, environment, out);
    }
    assertThat(project.root.resolve("node_modules/plain/package.json")).exists();
    assertThat(project.root.resolve("node_modules/@scope/pkg/package.json")).exists();
    assertThat(out.resolve("deps/npm/scope-pkg-2.0.0.tgz")).exists();
  }

  /** Hands out what a registry serves. */
  private record Loopback(FakeRegistry registry) implements Fetcher {
    @Override
    public Set<String> schemes() {
      return Set.of("http");
    }

    @Override
    public void fetch(SafeUri locator, ContentSink sink, FetchContext context) throws IOException {
      byte[] content = registry.contents().get(locator.uri().toString());
      if (content == null) {
        throw new FileNotFoundException(locator.toString());
      }
      try (OutputStream out = sink.restart()) {
        out.write(content);
      }
    }
  }
}
