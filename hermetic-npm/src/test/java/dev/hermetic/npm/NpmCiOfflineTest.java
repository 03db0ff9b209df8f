package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hermetic.core.BuildConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks written by the real npm, prefetched, and installed by the real npm without a network. */
@Tag("native-client")
class NpmCiOfflineTest {
  @TempDir Path temp;
  private FakeRegistry registry;
  private TestProject project;
  private NpmClient npm;

  @BeforeEach
  void start() throws Exception {
    boolean required = "required".equals(System.getProperty("hermetic.clients"));
    assumeTrue(required || NpmClient.isAvailable(), "npm or unshare is missing");
    registry = new FakeRegistry();
    project = new TestProject(Files.createDirectories(temp.resolve("project")));
    npm = new NpmClient(temp.resolve("home"));
  }

  @AfterEach
  void stop() throws Exception {
    if (registry != null) {
      registry.close();
    }
  }

  private String install(String delivery, String... more) throws Exception {
    Path out = temp.resolve("out");
    BuildConfig config =
        project.layOut(
            project.resolve(".", Map.of("delivery", delivery)), out, registry.contents());
    project.inject(config, out);
    return npm.installOffline(project.root, config.environment(), out, more);
  }

  private boolean installed(String name) {
    return Files.isRegularFile(project.root.resolve("node_modules/" + name + "/package.json"));
  }

  @ParameterizedTest
  @CsvSource({"file,1", "file,2", "file,3", "cache,1", "cache,2", "cache,3", "both,1", "both,3"})
  void installsScopedAliasedNestedAndTaggedPackages(String delivery, int version) throws Exception {
    registry.publish("plain", "1.2.3", "\"bin\":{\"plain\":\"index.js\"}");
    registry.publish("@scope/pkg", "2.0.0", "\"dependencies\":{\"plain\":\"^1.0.0\"}");
    registry.publish("real", "3.1.0", "\"dependencies\":{\"plain\":\"latest\"}");
    project.write(
        "package.json",
        """
        {"name":"app","version":"1.0.0",
         "dependencies":{"@scope/pkg":"^2.0.0","other":"npm:real@^3.0.0","plain":"latest"}}
        """);
    npm.lock(project.root, registry.base(), version);
    install(delivery, "--registry=" + registry.base());
    assertThat(installed("plain")).isTrue();
    assertThat(installed("@scope/pkg")).isTrue();
    assertThat(installed("other")).isTrue();
    assertThat(project.root.resolve("node_modules/.bin/plain")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void installsTarballUrls(String delivery) throws Exception {
    registry.serve("/dl/remote.tgz", TestTarball.of("{\"name\":\"remote\",\"version\":\"4.0.0\"}"));
    String url = registry.base() + "/dl/remote.tgz";
    project.write(
        "package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"remote\":\"" + url + "\"}}");
    npm.lock(project.root, registry.base(), 3);
    install(delivery);
    assertThat(installed("remote")).isTrue();
  }

  @Test
  void installsTarballUrlsOfVersionOneLocks() throws Exception {
    registry.serve("/dl/remote.tgz", TestTarball.of("{\"name\":\"remote\",\"version\":\"4.0.0\"}"));
    String url = registry.base() + "/dl/remote.tgz";
    project.write(
        "package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"remote\":\"" + url + "\"}}");
    npm.lock(project.root, registry.base(), 1);
    install("file");
    assertThat(installed("remote")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void installsWorkspacesAndLinkedDirectories(String delivery) throws Exception {
    registry.publish("plain", "1.2.3", "");
    registry.publish("tagged", "1.0.0", "");
    project
        .write(
            "package.json",
            """
            {"name":"app","version":"1.0.0","workspaces":["packages/*"],
             "dependencies":{"linked":"file:./linked"}}
            """)
        .write(
            "packages/w/package.json",
            "{\"name\":\"w\",\"version\":\"1.0.0\",\"dependencies\":{\"plain\":\"latest\"}}")
        .write(
            "linked/package.json",
            "{\"name\":\"linked\",\"version\":\"1.0.0\",\"dependencies\":{\"tagged\":\"latest\"}}");
    npm.lock(project.root, registry.base(), 3);
    install(delivery);
    assertThat(installed("plain")).isTrue();
    assertThat(installed("w")).isTrue();
    assertThat(Files.isDirectory(project.root.resolve("node_modules/linked"))).isTrue();
  }

  /**
   * As npm's own package bundles {@code string-width-cjs}. Not with version 1 and the delivery
   * {@code cache}, since npm 11 refuses such a lock with a network too.
   */
  @ParameterizedTest
  @CsvSource({"file,1", "both,1", "file,3", "cache,3"})
  void installsBundledAliases(String delivery, int version) throws Exception {
    registry.publish("inner", "1.0.0", "\"dependencies\":{\"deep\":\"^2.0.0\"}");
    registry.publish("deep", "2.1.0", "");
    registry.publish(
        "parent",
        "1.0.0",
        "\"dependencies\":{\"inner-cjs\":\"npm:inner@^1.0.0\"},\"bundleDependencies\":[\"inner-cjs\"]",
        Map.of(
            "node_modules/inner-cjs/package.json",
            "{\"name\":\"inner\",\"version\":\"1.0.0\",\"dependencies\":{\"deep\":\"^2.0.0\"}}",
            "node_modules/deep/package.json",
            "{\"name\":\"deep\",\"version\":\"2.1.0\"}"));
    project.write(
        "package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"parent\":\"1.0.0\"}}");
    npm.lock(project.root, registry.base(), version);
    assertThat(project.read("package-lock.json"))
        .contains(version == 1 ? "\"bundled\": true" : "\"inBundle\": true");
    install(delivery, "--registry=" + registry.base());
    assertThat(installed("parent/node_modules/inner-cjs")).isTrue();
    assertThat(installed("parent/node_modules/deep")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void installsLocalTarballsAndBundledPackages(String delivery) throws Exception {
    registry.publish(
        "parent",
        "1.0.0",
        "\"dependencies\":{\"inner\":\"1.0.0\"},\"bundleDependencies\":[\"inner\"]",
        Map.of("node_modules/inner/package.json", "{\"name\":\"inner\",\"version\":\"1.0.0\"}"));
    project
        .write("vendor/local.tgz", TestTarball.of("{\"name\":\"local\",\"version\":\"0.1.0\"}"))
        .write(
            "package.json",
            """
            {"name":"app","version":"1.0.0",
             "dependencies":{"local":"file:vendor/local.tgz","parent":"1.0.0"}}
            """);
    npm.lock(project.root, registry.base(), 3);
    install(delivery);
    assertThat(installed("local")).isTrue();
    assertThat(installed("parent/node_modules/inner")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void installsWithOverridesByTagAndReference(String delivery) throws Exception {
    registry.publish("deep", "1.0.0", "");
    registry.publish("deep", "2.0.0", "");
    registry.publish("other", "1.0.0", "");
    registry.publish("other", "3.0.0", "");
    registry.publish("top", "1.0.0", "\"dependencies\":{\"deep\":\"^1.0.0\",\"other\":\"^1.0.0\"}");
    project.write(
        "package.json",
        """
        {"name":"app","version":"1.0.0","dependencies":{"top":"1.0.0","other":"latest"},
         "overrides":{"top":{"deep":"latest","other":"$other"}}}
        """);
    npm.lock(project.root, registry.base(), 3);
    install(delivery);
    assertThat(project.read("node_modules/deep/package.json")).contains("2.0.0");
    assertThat(project.read("node_modules/other/package.json")).contains("3.0.0");
    assertThat(installed("top/node_modules/other")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void skipsForeignPlatformPackages(String delivery) throws Exception {
    registry.publish("foreign", "1.0.0", "\"os\":[\"sunos\"]");
    registry.publish("top", "1.0.0", "\"optionalDependencies\":{\"foreign\":\"1.0.0\"}");
    project.write(
        "package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"top\":\"1.0.0\"}}");
    npm.lock(project.root, registry.base(), 3);
    install(delivery);
    assertThat(installed("top")).isTrue();
    assertThat(installed("foreign")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cache", "both"})
  void installsPackagesWithTheirOwnShrinkwrap(String delivery) throws Exception {
    byte[] nested = registry.publish("nested", "1.0.0", "");
    String inner =
        """
        {"name":"wrapped","version":"1.0.0","lockfileVersion":2,"requires":true,
         "packages":{"":{"name":"wrapped","version":"1.0.0","dependencies":{"nested":"^1.0.0"}},
          "node_modules/nested":{"version":"1.0.0","resolved":"%s/nested/-/nested-1.0.0.tgz",
           "integrity":"%s"}}}
        """
            .formatted(registry.base(), TestTarball.sri(nested));
    registry.publish(
        "wrapped",
        "1.0.0",
        "\"dependencies\":{\"nested\":\"^1.0.0\"}",
        Map.of("npm-shrinkwrap.json", inner));
    project.write(
        "package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"wrapped\":\"1.0.0\"}}");
    npm.lock(project.root, registry.base(), 3);
    install(delivery);
    assertThat(installed("wrapped")).isTrue();
    assertThat(installed("wrapped/node_modules/nested")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void installsPackagesPinnedBySha1Only(String delivery) throws Exception {
    byte[] plain = registry.publish("plain", "1.2.3", "");
    String sha1 = TestTarball.digest(dev.hermetic.core.Digest.Algorithm.SHA1, plain).sri();
    project.write(
        "package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"plain\":\"1.2.3\"}}");
    npm.lock(project.root, registry.base(), 3);
    project.write(
        "package-lock.json",
        project.read("package-lock.json").replace(TestTarball.sri(plain), sha1));
    install(delivery);
    assertThat(installed("plain")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void installsFromLocksWithoutUrls(String delivery) throws Exception {
    registry.publish("plain", "1.2.3", "");
    registry.publish("@scope/pkg", "2.0.0", "\"dependencies\":{\"plain\":\"^1.0.0\"}");
    project
        .write(
            "package.json",
            "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"@scope/pkg\":\"2.0.0\"}}")
        .write(".npmrc", "registry=" + registry.base() + "/\n");
    npm.lock(project.root, registry.base(), 3, "--omit-lockfile-registry-resolved");
    assertThat(project.read("package-lock.json")).doesNotContain("resolved");
    install(delivery);
    assertThat(List.of(installed("plain"), installed("@scope/pkg"))).containsOnly(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void runsInstallScriptsThatWereApprovedByVersion(String delivery) throws Exception {
    registry.publish(
        "script",
        "1.0.0",
        "\"scripts\":{\"postinstall\":\"node -e \\\"require('fs').writeFileSync('ran','')\\\"\"}");
    project.write(
        "package.json",
        """
        {"name":"app","version":"1.0.0","dependencies":{"script":"1.0.0"},
         "allowScripts":{"script@1.0.0":true}}
        """);
    npm.lock(project.root, registry.base(), 3);
    install(delivery, "--strict-allow-scripts");
    assertThat(project.root.resolve("node_modules/script/ran")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "cache", "both"})
  void installsWithoutWhatTheOptionsOmit(String delivery) throws Exception {
    registry.publish("tool", "1.0.0", "");
    registry.publish("plain", "1.2.3", "");
    project.write(
        "package.json",
        """
        {"name":"app","version":"1.0.0","dependencies":{"plain":"1.2.3"},
         "devDependencies":{"tool":"latest"}}
        """);
    npm.lock(project.root, registry.base(), 3);
    Path out = temp.resolve("out");
    BuildConfig config =
        project.layOut(
            project.resolve(".", Map.of("delivery", delivery, "omit", "dev")),
            out,
            registry.contents());
    project.inject(config, out);
    npm.installOffline(project.root, config.environment(), out, "--omit=dev");
    assertThat(installed("plain")).isTrue();
    assertThat(installed("tool")).isFalse();
  }

  @Test
  void installsFromLocksWithoutUrlsByTheOperatorsRegistry() throws Exception {
    registry.publish("plain", "1.2.3", "");
    project.registries.put("npm", registry.base());
    project.write(
        "package.json",
        "{\"name\":\"app\",\"version\":\"1.0.0\",\"dependencies\":{\"plain\":\"1.2.3\"}}");
    npm.lock(project.root, registry.base(), 3, "--omit-lockfile-registry-resolved");
    install("cache");
    assertThat(installed("plain")).isTrue();
  }
}
