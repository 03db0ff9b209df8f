package dev.hermetic.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Resolution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of a lock that the bill of materials lists though nobody fetches them. */
class ComponentsTest {
  @TempDir Path directory;
  private TestProject project;

  @BeforeEach
  void start() {
    project = new TestProject(directory);
  }

  private List<String> components(String path, Map<String, ?> options, String lock) {
    project.write(path + "/package-lock.json", lock);
    return project.resolve(path, options).components().stream().map(ComponentsTest::text).toList();
  }

  private List<String> components(String packages) {
    return components(".", Map.of(), "{\"lockfileVersion\": 3, \"packages\": {" + packages + "}}");
  }

  private static String text(Resolution.Component component) {
    return component.purl() + " " + component.properties();
  }

  @Test
  void theProjectIsOne() {
    assertThat(
            components(
                ".",
                Map.of(),
                "{\"name\": \"@s/app\", \"version\": \"1.2.3\", \"lockfileVersion\": 3, \"packages\": {}}"))
        .containsExactly("pkg:npm/%40s/app@1.2.3 {}");
  }

  @Test
  void aProjectBelowTheRootTellsWhere() {
    assertThat(
            components(
                "ui/web",
                Map.of(),
                "{\"name\": \"app\", \"lockfileVersion\": 3, \"packages\": {}}"))
        .containsExactly("pkg:npm/app#ui/web {}");
  }

  @Test
  void aProjectWithoutANameIsNone() {
    assertThat(components("")).isEmpty();
  }

  @Test
  void bundledPackagesAreMarked() {
    assertThat(
            components(
                "\"node_modules/a/node_modules/@s/b\": {\"version\": \"1.0.0\", \"inBundle\": true, \"dev\": true}"))
        .containsExactly(
            "pkg:npm/%40s/b@1.0.0 {cdx:npm:package:bundled=true, cdx:npm:package:development=true}");
  }

  @Test
  void aDirectoryWithoutANameOfItsOwnIsNamedByItsPath() {
    project.write("packages/ui/package.json", "{}");
    assertThat(
            components(
                "\"packages/ui\": {}, \"node_modules/ui\": {\"resolved\": \"packages/ui\", \"link\": true}"))
        .containsExactly("pkg:npm/ui#packages/ui {}");
  }

  @Test
  void whatAnInputLeavesOutIsNotListed() {
    assertThat(
            components(
                ".",
                Map.of("omit", List.of("dev")),
                "{\"lockfileVersion\": 3, \"packages\": {\"node_modules/a/node_modules/b\": {\"version\": \"1.0.0\", \"inBundle\": true, \"dev\": true}}}"))
        .isEmpty();
  }

  @Test
  void versionTwoIsNotCountedTwice() {
    String entry = "{\"version\": \"1.0.0\", \"%s\": true}";
    assertThat(
            components(
                ".",
                Map.of(),
                "{\"lockfileVersion\": 2, \"packages\": {\"node_modules/a/node_modules/b\": "
                    + String.format(java.util.Locale.ROOT, entry, "inBundle")
                    + "}, \"dependencies\": {\"b\": "
                    + String.format(java.util.Locale.ROOT, entry, "bundled")
                    + "}}"))
        .containsExactly("pkg:npm/b@1.0.0 {cdx:npm:package:bundled=true}");
  }

  @Test
  void versionOneHasThemInItsOnlySection() {
    assertThat(
            components(
                ".",
                Map.of(),
                "{\"name\": \"app\", \"version\": \"1.0.0\", \"lockfileVersion\": 1, \"dependencies\": {\"b\": {\"version\": \"2.0.0\", \"bundled\": true}}}"))
        .containsExactly("pkg:npm/app@1.0.0 {}", "pkg:npm/b@2.0.0 {cdx:npm:package:bundled=true}");
  }

  @Test
  void aBundledPackageNeedsAName() {
    LockfileException fault =
        catchThrowableOfType(
            LockfileException.class,
            () ->
                components(
                    "\"node_modules/a/node_modules/ b\": {\"version\": \"1.0.0\", \"inBundle\": true}"));
    assertThat(fault.code()).isEqualTo("npm.name");
  }
}
