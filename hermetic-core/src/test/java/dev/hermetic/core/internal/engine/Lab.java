package dev.hermetic.core.internal.engine;

import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A source tree, a store, an output and two fake ecosystems below one directory. */
final class Lab implements AutoCloseable {
  final Path root;
  final Path source;
  final Path output;
  final MemoryFetcher fetcher = new MemoryFetcher();
  final FakeEcosystem one = new FakeEcosystem("x-one");
  final FakeEcosystem two = new FakeEcosystem("x-two");
  final Prefetch prefetch;

  Lab(Path root) throws IOException {
    this(root, root.resolve("store"));
  }

  Lab(Path root, Path store) throws IOException {
    this(
        root,
        store,
        HttpSettings.builder()
            .connections(4, 4)
            .retries(1, Duration.ofMillis(1), Duration.ofMillis(1))
            .build());
  }

  Lab(Path root, Path store, HttpSettings http) throws IOException {
    this.root = Files.createDirectories(root).toRealPath();
    this.source = Files.createDirectories(this.root.resolve("src"));
    this.output = this.root.resolve("out");
    this.prefetch =
        Prefetch.builder()
            .store(store)
            .discovery(false)
            .ecosystem(one, one)
            .ecosystem(two, two)
            .fetcher(fetcher)
            .http(http)
            .build();
  }

  Lab lock(String directory, String... lines) throws IOException {
    Path file = source.resolve(directory).resolve("list.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  PrefetchRequest.Builder request() {
    return PrefetchRequest.builder(source, output);
  }

  PrefetchReport run(String ecosystem, String path) throws InterruptedException {
    return prefetch.run(request().input(ecosystem, path).build());
  }

  PrefetchReport run(Policy policy) throws InterruptedException {
    return prefetch.run(request().input("x-one", ".").policy(policy).build());
  }

  /** All files below a directory by path, as text; links as their targets. */
  static Map<String, String> tree(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      all.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
          .forEach(
              file -> {
                try {
                  files.put(directory.relativize(file).toString(), Files.readString(file));
                } catch (IOException unreadable) {
                  throw new UncheckedIOException(unreadable);
                }
              });
    }
    return files;
  }

  @Override
  public void close() {
    prefetch.close();
  }
}
