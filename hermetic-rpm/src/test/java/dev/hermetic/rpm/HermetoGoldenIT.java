package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.fixtures.Commands;
import dev.hermetic.rpm.fixtures.RpmWorkshop;
import dev.hermetic.testkit.FakeRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One lock, and what Hermeto's documentation says comes of it; every expected text is written from
 * there. Where we differ on purpose, see docs/hermeto-compatibility.md.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HermetoGoldenIT {
  private static final String MODULAR = "lab-modular-12.1-1.module_lab.noarch.rpm";
  private static final String LIBS = "lab-modular-libs-12.1-1.module_lab.noarch.rpm";
  private static final String SOURCE = "lab-modular-12.1-1.module_lab.src.rpm";

  static {
    try {
      // What is read here as JSON the module itself has no use for.
      HermetoGoldenIT.class
          .getModule()
          .addReads(Class.forName("tools.jackson.databind.json.JsonMapper").getModule());
    } catch (ClassNotFoundException absent) {
      throw new ExceptionInInitializerError(absent);
    }
  }

  @TempDir static Path work;
  private final Map<String, byte[]> files = new TreeMap<>();
  private FakeRegistry registry;
  private Path output;
  private String unnamed;

  @BeforeAll
  void prefetch() throws Exception {
    RpmWorkshop workshop = new RpmWorkshop(work.resolve("top"), new Commands(work.resolve("home")));
    workshop.build("lab-module", "x86_64");
    for (Path file : workshop.built()) {
      files.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    registry = FakeRegistry.start();
    Path source = Files.createDirectories(work.resolve("source"));
    byte[] modules = RpmWorkshop.resource("modules.yaml");
    Files.writeString(
        source.resolve("rpms.lock.yaml"),
        RpmLab.HEAD
            + "- arch: x86_64\n  packages:\n"
            + entry(MODULAR, files.get(MODULAR), "appstream")
            + entry(LIBS, files.get(LIBS), "")
            + "  source:\n"
            + entry(SOURCE, files.get(SOURCE), "")
            + "  module_metadata:\n"
            + entry("0f-modules.yaml", modules, "appstream"));
    output = work.resolve("output");
    Map<String, Object> options =
        Map.of(
            "include_summary_in_sbom",
            true,
            "options",
            Map.of("dnf", Map.of("appstream", Map.of("gpgcheck", 0, "priority", 5))));
    try (Prefetch prefetch = Prefetch.create(work.resolve("store"))) {
      prefetch.run(
          PrefetchRequest.builder(source, output)
              .input(new PackageInput("rpm", RelPath.ROOT, Options.of(options)))
              .hermetoCompatible(true)
              .build());
      prefetch.inject(output, "/tmp/hermeto-output", source);
      assertThat(prefetch.audit(output).findings()).isEmpty();
    }
    unnamed =
        "hermeto-"
            + Hashing.sha256()
                .hashString("rpms.lock.yaml", java.nio.charset.StandardCharsets.UTF_8)
                .toString()
                .substring(0, 6);
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void filesLieWhereHermetoPutsThem() throws Exception {
    List<String> paths = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(output.resolve("deps"))) {
      tree.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/repodata/"))
          .forEach(file -> paths.add(output.relativize(file).toString()));
    }
    String rpm = "deps/rpm/x86_64/";
    assertThat(paths)
        .containsExactlyInAnyOrder(
            rpm + "appstream/0f-modules.yaml",
            rpm + "appstream/" + MODULAR,
            rpm + unnamed + "/" + LIBS,
            rpm + unnamed + "-source/" + SOURCE,
            rpm + "repos.d/hermeto.repo");
    for (String directory : List.of("appstream", unnamed, unnamed + "-source")) {
      assertThat(output.resolve(rpm + directory + "/repodata/repomd.xml")).isRegularFile();
    }
  }

  @Test
  void theRepositoryFileHasHermetosSections() throws Exception {
    String file =
        """
        [appstream]
        gpgcheck = 0
        priority = 5
        baseurl = file:///tmp/hermeto-output/deps/rpm/x86_64/appstream

        [%1$s]
        baseurl = file:///tmp/hermeto-output/deps/rpm/x86_64/%1$s
        name = Packages unaffiliated with an official repository
        gpgcheck = 1

        [%1$s-source]
        baseurl = file:///tmp/hermeto-output/deps/rpm/x86_64/%1$s-source
        name = Packages unaffiliated with an official repository
        gpgcheck = 1

        """
            .formatted(unnamed);
    assertThat(output.resolve("deps/rpm/x86_64/repos.d/hermeto.repo")).hasContent(file);
  }

  @Test
  void noVariableIsNeeded() throws Exception {
    JsonNode config = json(".build-config.json");
    assertThat(config.get("environment_variables").size()).isZero();
    assertThat(config.get("project_files").size()).isEqualTo(1);
    assertThat(config.get("project_files").get(0).get("abspath").asString())
        .isEqualTo(output.toAbsolutePath() + "/deps/rpm/x86_64/repos.d/hermeto.repo");
  }

  @Test
  void theBillOfMaterialsHasHermetosComponents() throws Exception {
    Map<String, Map<String, String>> components = new TreeMap<>();
    for (JsonNode component : json("bom.json").get("components")) {
      Map<String, String> properties = new TreeMap<>();
      for (JsonNode property : component.get("properties")) {
        String name = property.get("name").asString();
        if (name.startsWith("hermeto:")) {
          properties.put(name, property.get("value").asString());
        }
      }
      components.put(component.get("purl").asString(), properties);
    }
    components.keySet().removeIf(purl -> purl.startsWith("pkg:generic/0f-modules.yaml"));
    String label = "labmod:12:20260101:c0ffee";
    assertThat(components)
        .containsOnly(
            Map.entry(
                "pkg:rpm/hermetic_lab/lab-modular@12.1-1.module_lab?arch=noarch&checksum="
                    + sha256(MODULAR)
                    + "&repository_id=appstream",
                properties("A modular package", label)),
            Map.entry(
                "pkg:rpm/hermetic_lab/lab-modular-libs@12.1-1.module_lab?arch=noarch&checksum="
                    + sha256(LIBS)
                    + "&download_url="
                    + url(LIBS),
                properties("What the modular package needs", label)),
            Map.entry(
                "pkg:rpm/hermetic_lab/lab-modular@12.1-1.module_lab?arch=src&checksum="
                    + sha256(SOURCE)
                    + "&download_url="
                    + url(SOURCE),
                properties("A modular package", label)));
  }

  private static Map<String, String> properties(String summary, String label) {
    return Map.of(
        "hermeto:found_by",
        "hermeto",
        "hermeto:rpm_summary",
        summary,
        "hermeto:rpm_modularity_label",
        label);
  }

  private String entry(String name, byte[] bytes, String repoid) {
    return "  - url: "
        + registry.serve("/" + name, bytes)
        + "\n    size: "
        + bytes.length
        + "\n    checksum: sha256:"
        + Hashing.sha256().hashBytes(bytes)
        + (repoid.isEmpty() ? "\n" : "\n    repoid: " + repoid + "\n");
  }

  private String sha256(String name) {
    return "sha256:" + Hashing.sha256().hashBytes(files.get(name));
  }

  private String url(String name) {
    return registry.url("/" + name).toString();
  }

  private JsonNode json(String path) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(output.resolve(path)));
  }
}
