package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.fixtures.HeaderBytes;
import dev.hermetic.rpm.fixtures.PackageBytes;
import dev.hermetic.testkit.FakeRegistry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with packages that were made without rpmbuild. */
final class RpmLayoutTest {
  private static final byte[] PLAIN = PackageBytes.of(PackageBytes.header().build());

  @TempDir Path directory;
  private FakeRegistry registry;
  private LockText lock;

  @BeforeEach
  void start() throws Exception {
    registry = FakeRegistry.start();
    lock = new LockText(registry);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void joinsAllModuleMetadataOfARepository() throws Exception {
    lock.add("x86_64", "packages", "os", "made-1.0-2.x86_64.rpm", PLAIN);
    modules("a-modules.yaml", "---\ndocument: first");
    modules("b-modules.yaml", "# no marker\ndocument: second\n");
    modules("c-modules.yaml", "---\ndocument: third\n...\n");
    run("out");
    assertThat(unpacked("out", "modules.yaml.gz"))
        .isEqualTo(
            "---\ndocument: first\n...\n---\n# no marker\ndocument: second\n...\n"
                + "---\ndocument: third\n...\n");
    assertThat(Files.readString(repodata("out").resolve("repomd.xml")))
        .containsOnlyOnce("<data type=\"modules\">");
  }

  @Test
  void filesOfTheMetadataHaveTheTimeOfEveryOtherRun() throws Exception {
    lock.add("x86_64", "packages", "os", "made-1.0-2.x86_64.rpm", PLAIN);
    run("one");
    Thread.sleep(20);
    run("two");
    try (Stream<Path> files = Files.list(repodata("one"))) {
      for (Path file : files.toList()) {
        assertThat(Files.getLastModifiedTime(file))
            .isEqualTo(Files.getLastModifiedTime(repodata("two").resolve(file.getFileName())));
      }
    }
  }

  @Test
  void listsManyPackagesInTheOrderOfTheirNames() throws Exception {
    for (int i = 0; i < 300; i++) {
      String name = "p%03d".formatted(i);
      HeaderBytes header = PackageBytes.named(name);
      lock.add(
          "x86_64", "packages", "os", name + "-1-1.noarch.rpm", PackageBytes.of(header.build()));
    }
    run("out");
    String primary = unpacked("out", "primary.xml.gz");
    assertThat(primary).contains("packages=\"300\"");
    assertThat(primary.lines().filter(line -> line.startsWith("  <name>")).toList())
        .hasSize(300)
        .isSorted();
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(repodata("out"))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertThat(names)
        .containsExactly("filelists.xml.gz", "other.xml.gz", "primary.xml.gz", "repomd.xml");
  }

  @Test
  void saysTheSameOfPackagesThatTheStoreHeld() throws Exception {
    lock.add("x86_64", "packages", "os", "made-1.0-2.x86_64.rpm", PLAIN);
    PrefetchReport cold = run("out");
    PrefetchReport warm = run("out");
    assertThat(warm.entries()).allMatch(PrefetchReport.Entry::fromStore);
    assertThat(warm.entries().get(0).verifiedBy())
        .isEqualTo(cold.entries().get(0).verifiedBy())
        .containsExactly("openpgp: header SHA-256, payload SHA-256");
    assertThat(warm.treeDigest()).isEqualTo(cold.treeDigest());
  }

  @Test
  void refusesAKeyThatNoInputBringsBeforeAnythingIsFetched() throws Exception {
    lock.add("x86_64", "packages", "os", "made-1.0-2.x86_64.rpm", PLAIN);
    assertThatThrownBy(() -> run("out", Map.of("gpg_keys", List.of("generic/no-key"))))
        .isInstanceOf(LockfileException.class)
        .hasMessage("rpms.lock.yaml: rpm needs 'deps/generic/no-key', which no input brings")
        .extracting(e -> ((LockfileException) e).code())
        .isEqualTo("input.needed-file");
    assertThat(registry.requests("/os/made-1.0-2.x86_64.rpm")).isZero();
  }

  @Test
  void takesAKeyThatAnEarlierRunBrought() throws Exception {
    lock.add("x86_64", "packages", "os", "made-1.0-2.x86_64.rpm", PLAIN);
    run("out");
    Path key = directory.resolve("out/deps/generic/key");
    Files.createDirectories(key.getParent());
    Files.writeString(key, "as the generic input would have left it");
    run("out", Map.of("gpg_keys", List.of("generic/key")));
  }

  private void modules(String name, String text) {
    lock.add("x86_64", "module_metadata", "os", name, text.getBytes(StandardCharsets.UTF_8));
  }

  private PrefetchReport run(String output) throws Exception {
    return run(output, Map.of());
  }

  private PrefetchReport run(String output, Map<String, Object> options) throws Exception {
    Path source = directory.resolve("source");
    lock.write(source);
    try (Prefetch prefetch = Prefetch.create(directory.resolve("store"))) {
      return prefetch.run(
          PrefetchRequest.builder(source, directory.resolve(output))
              .input(new PackageInput("rpm", RelPath.ROOT, Options.of(options)))
              .build());
    }
  }

  private Path repodata(String output) {
    return directory.resolve(output).resolve("deps/rpm/x86_64/os/repodata");
  }

  private String unpacked(String output, String name) throws Exception {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(repodata(output).resolve(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
