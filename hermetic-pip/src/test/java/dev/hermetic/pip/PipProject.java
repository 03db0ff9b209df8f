package dev.hermetic.pip;

import dev.hermetic.core.EnvVar;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project, its prefetch by the whole engine, and what came of it. */
final class PipProject {
  static final String TARGET = "cp312-linux-x86_64-glibc2.28";

  final Path root;
  final Path output;
  private final Path store;
  private final Map<String, String> registries = new TreeMap<>();
  private final Map<String, String> variables = new TreeMap<>();
  private Policy policy = Policy.strict();

  PipProject(Path directory) throws IOException {
    this.root = Files.createDirectories(directory.resolve("project"));
    this.output = directory.resolve("out");
    this.store = directory.resolve("store");
  }

  PipProject write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  PipProject registry(String name, String url) {
    registries.put(name, url);
    return this;
  }

  PipProject variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  PipProject policy(Policy other) {
    policy = other;
    return this;
  }

  PrefetchPlan plan(Map<String, ?> options) throws InterruptedException {
    try (Prefetch prefetch = prefetch()) {
      return prefetch.plan(request(options));
    }
  }

  PrefetchReport run(Map<String, ?> options) throws InterruptedException {
    try (Prefetch prefetch = prefetch()) {
      return prefetch.run(request(options));
    }
  }

  /** Prefetches and writes the project files for a build that sees the output where it is. */
  PrefetchReport inject(Map<String, ?> options) throws InterruptedException {
    try (Prefetch prefetch = prefetch()) {
      PrefetchReport report = prefetch.run(request(options));
      prefetch.inject(output, output.toString(), root);
      return report;
    }
  }

  private Prefetch prefetch() {
    Prefetch.Builder builder =
        Prefetch.builder()
            .store(store)
            .discovery(false)
            .variables(name -> Optional.ofNullable(variables.get(name)))
            .ecosystem(new PipResolver(), new PipLayout());
    registries.forEach((name, url) -> builder.registry(name, SafeUri.parse(url)));
    return builder.build();
  }

  private PrefetchRequest request(Map<String, ?> options) {
    return PrefetchRequest.builder(root, output)
        .policy(policy)
        .input(new PackageInput("pip", RelPath.ROOT, Options.of(options)))
        .build();
  }

  /** The file names in the plan. */
  List<String> planned(Map<String, ?> options) throws InterruptedException {
    return plan(options).placements().stream()
        .map(placement -> placement.path().name())
        .sorted()
        .toList();
  }

  /** The files of the output below {@code deps/pip}. */
  List<String> files() throws IOException {
    Path deps = output.resolve("deps/pip");
    try (Stream<Path> walk = Files.walk(deps)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> deps.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  String read(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }

  /** The environment of the build. */
  Map<String, String> environment(PrefetchReport report) {
    Map<String, String> variables = new TreeMap<>();
    for (EnvVar variable : report.buildConfig().environment()) {
      variables.put(variable.name(), variable.value().expand(output.toString()));
    }
    return variables;
  }

  /** All failures of a run, one or several. */
  static List<HermeticException> failures(Throwable thrown) {
    return thrown instanceof PrefetchFailedException several
        ? several.failures()
        : List.of((HermeticException) thrown);
  }
}
