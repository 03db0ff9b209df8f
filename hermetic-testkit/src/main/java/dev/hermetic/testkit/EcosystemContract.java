package dev.hermetic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.AuditReport;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every ecosystem keeps. A plugin author extends this class, names the providers and a sample
 * project, and gets these tests:
 *
 * <pre>{@code
 * class GemsContractTest extends EcosystemContract {
 *   protected Resolver resolver() { return new GemsResolver(); }
 *   protected CacheLayout layout() { return new GemsLayout(); }
 *   protected Path sample() { return Path.of("src/test/scenarios/two-gems/source"); }
 *   protected Map<String, byte[]> content() { return Map.of("https://gems.example/a.gem", …); }
 * }
 * }</pre>
 */
public abstract class EcosystemContract {
  @TempDir Path scratch;

  /** For subclasses. */
  protected EcosystemContract() {}

  /** A new resolver. */
  protected abstract Resolver resolver();

  /** A new layout. */
  protected abstract CacheLayout layout();

  /** A directory with a small project that needs at least one artifact; only read. */
  protected abstract Path sample();

  /** What the network holds: bytes by URL. */
  protected abstract Map<String, byte[]> content();

  /** The input to resolve; the root of the sample unless overridden. */
  protected PackageInput input() {
    return PackageInput.of(resolver().ecosystem(), ".");
  }

  /** The id has the documented form. */
  @Test
  protected final void hasAWellFormedId() {
    assertThat(resolver().ecosystem()).matches("[a-z][a-z0-9-]*");
  }

  /** Resolver and layout name the same ecosystem. */
  @Test
  protected final void pairsResolverAndLayout() {
    assertThat(layout().ecosystem()).isEqualTo(resolver().ecosystem());
  }

  /** Both are found on the class path. */
  @Test
  protected final void isRegisteredForDiscovery() throws IOException {
    assertThat(registered(Resolver.class, resolver())).contains(resolver().getClass().getName());
    assertThat(registered(CacheLayout.class, layout())).contains(layout().getClass().getName());
  }

  /** Class path and module path offer the same providers. */
  @Test
  protected final void declaresTheSameProvidersForClassPathAndModulePath() throws IOException {
    DeclaredProviders.assertAlike(resolver().getClass());
  }

  /** A typing error in the settings is never ignored. */
  @Test
  protected final void rejectsUnknownOptions() {
    Map<String, Object> options = new TreeMap<>(input().options().asMap());
    options.put("no-such-option", "x");
    PackageInput wrong = new PackageInput(input().ecosystem(), input().path(), Options.of(options));
    assertThatThrownBy(() -> plan(wrong))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("input.unknown-option"));
  }

  /** Equal sources give equal resolutions. */
  @Test
  protected final void resolvesDeterministically() throws Exception {
    List<Artifact> first = artifacts();
    assertThat(first).isNotEmpty().isEqualTo(artifacts());
  }

  /** Every artifact has a strong digest, a locator and the line that pinned it. */
  @Test
  protected final void pinsEveryArtifactAndSaysWhere() throws Exception {
    assertThat(artifacts())
        .allSatisfy(
            artifact -> {
              assertThat(artifact.ecosystem()).isEqualTo(resolver().ecosystem());
              assertThat(artifact.expected().hasStrong()).as("strong digest").isTrue();
              assertThat(artifact.locators()).isNotEmpty();
              assertThat(artifact.pinnedAt()).isPresent();
            });
  }

  /** Places depend on the artifact alone, stay inside and do not meet. */
  @Test
  protected final void placesArtifactsApartAndByNothingButTheArtifact() throws Exception {
    List<Artifact> artifacts = new ArrayList<>(artifacts());
    List<RelPath> places = artifacts.stream().map(layout()::place).toList();
    assertThat(places).doesNotHaveDuplicates().noneMatch(RelPath::isRoot);
    Collections.reverse(artifacts);
    CacheLayout another = layout();
    List<RelPath> again = new ArrayList<>(artifacts.stream().map(another::place).toList());
    Collections.reverse(again);
    assertThat(again).isEqualTo(places);
  }

  /** Two runs, each with a store of its own, write the same bytes; the audit finds nothing. */
  @Test
  protected final void writesTheSameOutputTwice() throws Exception {
    PrefetchReport first = run("one");
    PrefetchReport second = run("two");
    assertThat(second.treeDigest()).isEqualTo(first.treeDigest());
    assertThat(files(output("two"))).isEqualTo(files(output("one")));
    assertThat(audit("one").findings()).isEmpty();
  }

  private List<Artifact> artifacts() throws InterruptedException {
    return plan(input()).resolutions().get(0).artifacts();
  }

  private PrefetchPlan plan(PackageInput input) throws InterruptedException {
    try (Prefetch prefetch = prefetch("plan")) {
      return prefetch.plan(request("plan", input));
    }
  }

  private PrefetchReport run(String name) throws InterruptedException {
    try (Prefetch prefetch = prefetch(name)) {
      return prefetch.run(request(name, input()));
    }
  }

  private AuditReport audit(String name) {
    try (Prefetch prefetch = prefetch(name)) {
      return prefetch.audit(output(name));
    }
  }

  private Prefetch prefetch(String name) {
    RecordingFetcher fetcher = new RecordingFetcher();
    content().forEach(fetcher::serve);
    return Prefetch.builder()
        .store(scratch.resolve(name + "-store"))
        .discovery(false)
        .ecosystem(resolver(), layout())
        .fetcher(fetcher)
        .build();
  }

  private PrefetchRequest request(String name, PackageInput input) {
    return PrefetchRequest.builder(sample(), output(name)).input(input).build();
  }

  private Path output(String name) {
    return scratch.resolve(name + "-output");
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      walk.filter(Files::isRegularFile)
          .forEach(file -> files.put(directory.relativize(file).toString(), bytes(file)));
    }
    return files;
  }

  private static String bytes(Path file) {
    try {
      return HexFormat.of().formatHex(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> registered(Class<?> service, Object provider) throws IOException {
    List<String> names = new ArrayList<>();
    ClassLoader loader = provider.getClass().getClassLoader();
    for (URL url :
        Collections.list(loader.getResources("META-INF/services/" + service.getName()))) {
      try (InputStream in = url.openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(names::add);
      }
    }
    return names;
  }
}
