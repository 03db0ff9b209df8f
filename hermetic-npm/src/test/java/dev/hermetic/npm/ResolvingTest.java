package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.LockfileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which artifacts a lock stands for, and under which names. */
class ResolvingTest {
  private static final String HEX = "00".repeat(64);
  private static final String INTEGRITY = "sha512-" + "A".repeat(86) + "==";
  private static final String OTHER = "sha512-" + "B".repeat(85) + "A==";
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  private static String tarball(String key, String version, String url, String more) {
    return "\"%s\":{\"version\":\"%s\",\"resolved\":\"%s\",\"integrity\":\"%s\"%s}"
        .formatted(key, version, url, INTEGRITY, more);
  }

  private List<Artifact> resolve(Map<String, ?> options, String... entries) {
    project.write(
        "package-lock.json",
        "{\"lockfileVersion\":3,\"packages\":{" + String.join(",\n", entries) + "}}");
    return project.resolve(".", options).artifacts();
  }

  private List<String> places(String... entries) {
    return resolve(Map.of(), entries).stream()
        .map(artifact -> new NpmLayout().place(artifact).value())
        .toList();
  }

  @Test
  void namesRegistryTarballsAsHermetoDoes() {
    assertThat(
            places(
                tarball("node_modules/p", "1.0.0", "https://r.example/p/-/p-1.0.0.tgz", ""),
                tarball("node_modules/@s/p", "1.0.0", "https://r.example/@s/p/-/p-1.0.0.tgz", ""),
                tarball("node_modules/@t/p", "1.0.0", "https://r.example/@t%2fp/-/p-1.0.0.tgz", ""),
                tarball(
                    "node_modules/a",
                    "2.0.0",
                    "https://r.example/real/-/real-2.0.0.tgz",
                    ",\"name\":\"real\"")))
        .containsExactlyInAnyOrder(
            "p-1.0.0.tgz", "s-p-1.0.0.tgz", "t-p-1.0.0.tgz", "real-2.0.0.tgz");
  }

  @Test
  void namesOtherTarballsByTheirDigest() {
    assertThat(places(tarball("node_modules/p", "1.0.0", "https://h.example/dl/p.tgz", "")))
        .containsExactly("external-p/p-external-sha512-" + HEX + ".tgz");
  }

  @Test
  void describesThemByPackageUrl() {
    List<Artifact> artifacts =
        resolve(
            Map.of(),
            tarball("node_modules/@s/p", "1.0.0", "https://r.example/@s/p/-/p-1.0.0.tgz", ""),
            tarball("node_modules/q", "1.0.0", "https://h.example/q.tgz", ",\"dev\":true"));
    assertThat(artifacts.get(0).purl()).hasToString("pkg:npm/%40s/p@1.0.0");
    assertThat(artifacts.get(1).purl().toString())
        .startsWith("pkg:npm/q@1.0.0?checksum=sha512:" + HEX)
        .contains("download_url=https://h.example/q.tgz");
    assertThat(artifacts.get(1).properties()).containsEntry("cdx:npm:package:development", "true");
  }

  @Test
  void keepsCollidingNamesApart() {
    project.write(
        "package-lock.json",
        "{\"packages\":{"
            + tarball("node_modules/@a-b/c", "1.0.0", "https://r.example/@a-b/c/-/c-1.0.0.tgz", "")
            + ","
            + tarball(
                    "node_modules/@a/b-c", "1.0.0", "https://r.example/@a/b-c/-/b-c-1.0.0.tgz", "")
                .replace(INTEGRITY, OTHER)
            + "}}");
    assertThat(project.resolve().artifacts())
        .extracting(artifact -> new NpmLayout().place(artifact).value())
        .containsExactlyInAnyOrder("a-b-c-1.0.0.tgz", "a-b-c-1.0.0-0410410410410410.tgz");
  }

  @Test
  void takesAnUnconfiguredRegistryForAnotherHostWhenOthersAreConfigured() {
    project.registries.put("npm", "https://mirror.example/npm/");
    assertThat(
            places(
                tarball("node_modules/a", "1.0.0", "https://r.example/a/-/a-1.0.0.tgz", ""),
                tarball("node_modules/b", "1.0.0", "https://r.example/b/-/b-1.0.0.tgz", ""),
                tarball(
                    "node_modules/m", "1.0.0", "https://mirror.example/npm/m/-/m-1.0.0.tgz", ""),
                tarball("node_modules/x", "1.0.0", "https://else.example/x/-/x-1.0.0.tgz", "")))
        .containsExactlyInAnyOrder(
            "a-1.0.0.tgz",
            "b-1.0.0.tgz",
            "m-1.0.0.tgz",
            "external-x/x-external-sha512-" + HEX + ".tgz");
  }

  @Test
  void fetchesBundledPackagesOnlyWhenTheyHaveAUrl() {
    assertThat(
            places(
                "\"node_modules/a\":{\"version\":\"1.0.0\",\"inBundle\":true}",
                tarball(
                    "node_modules/b",
                    "1.0.0",
                    "https://r.example/b/-/b-1.0.0.tgz",
                    ",\"inBundle\":true")))
        .containsExactly("b-1.0.0.tgz");
  }

  @Test
  void fetchesExtraneousPackages() {
    assertThat(
            places(
                tarball(
                    "node_modules/e",
                    "1.0.0",
                    "https://r.example/e/-/e-1.0.0.tgz",
                    ",\"extraneous\":true")))
        .hasSize(1);
  }

  @Test
  void omitsWhatTheOptionsLeaveOutAndSaysSo() {
    List<Artifact> artifacts =
        resolve(
            Map.of("omit", List.of("dev"), "os", List.of("linux"), "cpu", List.of("x64")),
            tarball(
                "node_modules/d", "1.0.0", "https://r.example/d/-/d-1.0.0.tgz", ",\"dev\":true"),
            tarball(
                "node_modules/o",
                "1.0.0",
                "https://r.example/o/-/o-1.0.0.tgz",
                ",\"optional\":true,\"os\":[\"darwin\"]"),
            tarball(
                "node_modules/n",
                "1.0.0",
                "https://r.example/n/-/n-1.0.0.tgz",
                ",\"optional\":true,\"os\":[\"!win32\"],\"cpu\":[\"x64\",\"arm64\"]"),
            tarball(
                "node_modules/must",
                "1.0.0",
                "https://r.example/must/-/must-1.0.0.tgz",
                ",\"os\":[\"darwin\"]"));
    assertThat(artifacts).extracting(Artifact::display).containsExactly("must@1.0.0", "n@1.0.0");
    assertThat(project.reports).extracting(Diagnostic::code).containsExactly("npm.omitted");
    assertThat(project.reports.get(0).message()).contains("d@1.0.0, o@1.0.0");
  }

  @Test
  void omitsInTheOlderSectionWhatTheNewerOneOmits() {
    String url = "https://r.example/o/-/o-1.0.0.tgz";
    project.write(
        "package-lock.json",
        "{\"lockfileVersion\":2,\"packages\":{"
            + tarball("node_modules/o", "1.0.0", url, ",\"optional\":true,\"os\":[\"darwin\"]")
            + "},\"dependencies\":{"
            + tarball("o", "1.0.0", url, ",\"optional\":true")
            + "}}");
    assertThat(project.resolve(".", Map.of("os", "linux")).artifacts()).isEmpty();
  }

  @Test
  void asksTheOperatorsThenTheProjectsRegistryForMissingUrls() {
    project.registries.put("npm/@corp", "https://corp.example/npm/");
    project.variables.put("REGISTRY", "https://r.example");
    project.write(".npmrc", "; comment\nregistry = ${REGISTRY}/base/\n//r.example/:_authToken=x\n");
    List<Artifact> artifacts =
        resolve(
            Map.of(),
            "\"node_modules/@corp/p\":{\"version\":\"1.0.0\",\"integrity\":\"" + INTEGRITY + "\"}",
            "\"node_modules/q\":{\"version\":\"1.0.0\",\"integrity\":\"" + INTEGRITY + "\"}");
    assertThat(artifacts)
        .extracting(artifact -> artifact.locators().get(0).toString())
        .containsExactly(
            "https://corp.example/npm/@corp/p/-/p-1.0.0.tgz",
            "https://r.example/base/q/-/q-1.0.0.tgz");
  }

  @Test
  void ignoresAProjectRegistryWithAnUnknownVariableWhileNoneIsNeeded() {
    project.write(".npmrc", "registry=${NOBODY_KNOWS}\n");
    assertThat(places(tarball("node_modules/p", "1.0.0", "https://r.example/p/-/p-1.0.0.tgz", "")))
        .hasSize(1);
  }

  @Test
  void reportsATarballThatBelongsToAnotherPackage() {
    resolve(
        Map.of(),
        tarball("node_modules/p", "1.0.0", "https://r.example/evil/-/evil-1.0.0.tgz", ""));
    assertThat(project.reports).extracting(Diagnostic::code).containsExactly("npm.name-mismatch");
  }

  @Test
  void countsThePackageOnceForManyPlaces() {
    String url = "https://r.example/p/-/p-1.0.0.tgz";
    List<Artifact> artifacts =
        resolve(
            Map.of(),
            tarball("node_modules/p", "1.0.0", url, ",\"dev\":true"),
            tarball("node_modules/q/node_modules/p", "1.0.0", url, ""));
    assertThat(artifacts).hasSize(1);
    assertThat(artifacts.get(0).properties()).isEmpty();
  }

  private void lockWithBundledAlias(String owner) {
    project.write(
        "package-lock.json",
        """
        {"lockfileVersion":1,"dependencies":{
          "parent":{%s"integrity":"%s","dependencies":{
            "inner-cjs":{
              "version":"npm:inner@1.0.0","bundled":true}}}}}
        """
            .formatted(owner, INTEGRITY));
  }

  @Test
  void warnsOfBundledAliasesThatNewNpmRefusesInVersionOneLocks() {
    lockWithBundledAlias(
        "\"version\":\"1.0.0\",\"resolved\":\"https://r.example/parent/-/parent-1.0.0.tgz\",");
    project.resolve(".", Map.of("delivery", "cache"));
    assertThat(project.reports).extracting(Diagnostic::code).containsExactly("npm.bundled-alias");
    assertThat(project.reports.get(0).toString())
        .contains("package-lock.json:4", "dependencies[\"parent\"].dependencies[\"inner-cjs\"]");
  }

  @Test
  void refusesBundledAliasesOfWhichNobodyKnowsTheRegistry() {
    lockWithBundledAlias("\"version\":\"https://r.example/download/parent.tgz\",");
    assertThatThrownBy(() -> project.resolve(".", Map.of("delivery", "cache")))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("package-lock.json:4")
        .hasMessageContaining("bundled alias");
    assertThat(project.resolve(".", Map.of("delivery", "both")).artifacts()).hasSize(1);
  }

  @Test
  void recordsTheFilesThatDecided() {
    project.write("package.json", "{}").write(".npmrc", "x=y");
    project.write("package-lock.json", "{\"packages\":{}}");
    assertThat(project.resolve().sources().keySet())
        .extracting(Object::toString)
        .containsExactly(".npmrc", "package-lock.json", "package.json");
  }

  @Test
  void readsTwentyThousandEntries() {
    StringBuilder lock = new StringBuilder("{\"lockfileVersion\":3,\"packages\":{\"\":{}");
    for (int i = 0; i < 20_000; i++) {
      String url = "https://r.example/p" + i + "/-/p" + i + "-1.0.0.tgz";
      lock.append(",\n").append(tarball("node_modules/p" + i, "1.0.0", url, ""));
    }
    project.write("package-lock.json", lock.append("}}").toString());
    assertThat(project.resolve().artifacts()).hasSize(20_000);
  }
}
