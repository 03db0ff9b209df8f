package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Resolution;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes in project files, and that nothing else does. */
class RewritingTest {
  private static final String URL = "https://r.example/p/-/p-1.0.0.tgz";
  private static final byte[] TARBALL =
      TestTarball.of("{\"name\":\"p\",\"version\":\"1.0.0\",\"bin\":\"index.js\"}");
  private static final String INTEGRITY = TestTarball.sri(TARBALL);

  @TempDir Path temp;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(temp.resolve("project"));
  }

  private BuildConfig layOut(String delivery) throws Exception {
    return project.layOut(
        project.resolve(".", Map.of("delivery", delivery)),
        temp.resolve("out"),
        Map.of(URL, TARBALL, "https://h.example/p.tgz", TARBALL));
  }

  private void rewrite(String delivery) throws Exception {
    project.inject(layOut(delivery), Path.of("/out"));
  }

  @Test
  void changesOnlyTheUrl() throws Exception {
    String lock =
        "\uFEFF{\r\n\t\"lockfileVersion\" : 3,\r\n\t\"packages\":{\"\":{\"x\":\"${output_dir} $$ \\u00e9é\"},"
            + "\"node_modules/p\":{ \"version\":\"1.0.0\" ,\"resolved\":\""
            + URL
            + "\",\"integrity\":\""
            + INTEGRITY
            + "\"}}}\r\n";
    project.write("package-lock.json", lock);
    rewrite("file");
    assertThat(project.read("package-lock.json"))
        .isEqualTo(lock.replace(URL, "file:///out/deps/npm/p-1.0.0.tgz"));
  }

  @Test
  void addsAMissingUrlInTheStyleOfItsNeighbours() throws Exception {
    project.registries.put("npm", "https://r.example");
    project.write(
        "package-lock.json",
        """
        {
          "packages": {
            "node_modules/p": {
              "version": "1.0.0",
              "integrity": "%s"
            }
          }
        }
        """
            .formatted(INTEGRITY));
    rewrite("file");
    assertThat(project.read("package-lock.json"))
        .contains(
            "      \"version\": \"1.0.0\",\n"
                + "      \"resolved\": \"file:///out/deps/npm/p-1.0.0.tgz\",\n"
                + "      \"integrity\"");
  }

  @Test
  void givesVersionOneUrlEntriesTheVersionOfTheirTarball() throws Exception {
    project.write(
        "package-lock.json",
        "{\"lockfileVersion\":1,\"dependencies\":{\"p\":{\"version\":\"https://h.example/p.tgz\","
            + "\"integrity\":\""
            + INTEGRITY
            + "\",\"requires\":{\"q\":\"latest\",\"r\":\"^1.0.0\"}}}}");
    rewrite("file");
    assertThat(project.read("package-lock.json"))
        .contains(
            "{\"version\":\"1.0.0\",\"resolved\": \"file:///out/deps/npm/external-p/p-external-sha512-")
        .contains("{\"q\":\"*\",\"r\":\"^1.0.0\"}");
  }

  @Test
  void loosensSpecificationsThatWouldNoLongerHold() throws Exception {
    project
        .write(
            "package.json",
            """
            {"dependencies": {"p": "latest", "a": "^1.2.0 || >=3 <4", "b": "npm:p@next",
              "c": "npm:p@1.x", "d": "file:./d", "e": "https://h.example/e.tgz", "f": "o/r#x",
              "g": "1.0.0 - 2.0.0", "h": ""},
             "overrides": {"p": "latest", "q": {".": "next", "p": "$p"}},
             "scripts": {"p": "latest"}}
            """)
        .write(
            "package-lock.json",
            "{\"packages\":{\"node_modules/p\":{\"version\":\"1.0.0\",\"resolved\":\""
                + URL
                + "\",\"integrity\":\""
                + INTEGRITY
                + "\"}}}");
    rewrite("file");
    assertThat(project.read("package.json"))
        .isEqualTo(
            """
            {"dependencies": {"p": "1.0.0", "a": "^1.2.0 || >=3 <4", "b": "*",
              "c": "npm:p@1.x", "d": "file:./d", "e": "*", "f": "*",
              "g": "1.0.0 - 2.0.0", "h": ""},
             "overrides": {"p": "1.0.0", "q": {".": "*", "p": "$p"}},
             "scripts": {"p": "latest"}}
            """);
  }

  @Test
  void approvesInstallScriptsByNameAlone() throws Exception {
    project
        .write(
            "package.json",
            "{\"allowScripts\":{\"p@1.0.0\":true,\"@s/q@2.0.0\":false,\"m@1.0.0\":true,\"m@2.0.0\":false}}")
        .write("package-lock.json", "{\"packages\":{}}");
    rewrite("file");
    assertThat(project.read("package.json"))
        .isEqualTo(
            "{\"allowScripts\":{\"p\":true,\"@s/q\":false,\"m@1.0.0\":true,\"m@2.0.0\":false}}");
    assertThat(project.reports).extracting(Diagnostic::code).containsExactly("npm.allow-scripts");
  }

  @Test
  void leavesFilesAloneThatNeedNoChange() throws Exception {
    project.write("package.json", "{\"dependencies\":{}}");
    project.write("package-lock.json", "{\"packages\":{}}");
    assertThat(layOut("both").projectFiles()).isEmpty();
  }

  @Test
  void leavesTheProjectAloneWhenTheCacheDelivers() throws Exception {
    project.write(
        "package-lock.json",
        "{\"packages\":{\"node_modules/p\":{\"version\":\"1.0.0\",\"resolved\":\""
            + URL
            + "\",\"integrity\":\""
            + INTEGRITY
            + "\"}}}");
    BuildConfig config = layOut("cache");
    assertThat(config.projectFiles()).isEmpty();
    assertThat(config.environment())
        .extracting(variable -> variable.name() + "=" + variable.value().text())
        .containsExactly(
            "npm_config_cache=${output_dir}/deps/npm/cache",
            "npm_config_logs_max=0",
            "npm_config_prefer_offline=true",
            "npm_config_update_notifier=false");
  }

  @Test
  void warnsOfInnerShrinkwrapsWhenOnlyUrlsAreRewritten() throws Exception {
    project.write(
        "package-lock.json",
        "{\"packages\":{\"node_modules/p\":{\"version\":\"1.0.0\",\"hasShrinkwrap\":true,\"resolved\":\""
            + URL
            + "\",\"integrity\":\""
            + INTEGRITY
            + "\"}}}");
    layOut("both");
    assertThat(project.reports).isEmpty();
    layOut("file");
    assertThat(project.reports)
        .extracting(Diagnostic::code)
        .containsExactly("npm.inner-shrinkwrap");
  }

  @Test
  void rewritesTheLockThatWasResolvedWhenItChangedMeanwhile() throws Exception {
    String lock = "{\"packages\":{}}";
    project.write("package-lock.json", lock);
    Resolution resolution = project.resolve();
    project.write("package-lock.json", "not JSON any more");
    assertThat(project.layOut(resolution, temp.resolve("out"), Map.of()).projectFiles()).isEmpty();
  }

  @Test
  void refusesALockThatChangedMeanwhile() throws Exception {
    project.write("package-lock.json", "{\"packages\":{}}");
    // As where memory was too short to keep what was parsed.
    Resolution resolution = project.resolve().withParsed("gone");
    project.write("package-lock.json", "{\"packages\":{ }}");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> project.layOut(resolution, temp.resolve("out"), Map.of()))
        .hasMessageContaining("has changed");
  }
}
