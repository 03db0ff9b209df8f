package dev.hermetic.pip.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.testkit.FakeContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which page is asked for, and what its absence means. */
class PackageIndexTest {
  private static final PackageName NAME = PackageName.of("Demo_Pkg");

  @TempDir Path root = Path.of("unset");

  @ParameterizedTest
  @CsvSource({
    "https://i.example/simple, https://i.example/simple/demo-pkg/",
    "https://i.example/simple//, https://i.example/simple/demo-pkg/",
    "https://i.example, https://i.example/demo-pkg/",
    "https://i.example/s/?format=json#x, https://i.example/s/demo-pkg/?format=json"
  })
  void asksForTheNormalizedName(String base, String page) {
    assertThat(index(base, new FakeContext(root)).page(NAME).uri()).hasToString(page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " \n{\"files\":[{\"filename\":\"d-1.zip\",\"url\":\"d-1.zip\"}]}",
        "<a href=d-1.zip>d-1.zip</a>"
      })
  void tellsJsonFromHtml(String content) throws Exception {
    FakeContext context = new FakeContext(root).page("https://i.example/demo-pkg/", content);

    assertThat(index("https://i.example", context).project(NAME).orElseThrow().files())
        .extracting(IndexFile::filename)
        .containsExactly("d-1.zip");
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.pypi.simple.v1+json",
    "APPLICATION/JSON; charset=utf-8",
    "application/octet-stream"
  })
  void believesTheMediaType(String type) throws Exception {
    assertThat(files("{\"files\":[{\"filename\":\"d-1.zip\",\"url\":\"d-1.zip\"}]}", type))
        .containsExactly("https://cdn.example/x/d-1.zip");
  }

  @Test
  void resolvesAgainstTheEndOfRedirects() throws Exception {
    assertThat(files("<a href='../d-1.zip'>x</a>", "text/html"))
        .containsExactly("https://cdn.example/d-1.zip");
  }

  @Test
  void refusesMediaTypesOfLaterVersions() {
    assertThatThrownBy(() -> files("{\"files\":[]}", "application/vnd.pypi.simple.v2+json"))
        .hasMessageContaining("version 2.0");
  }

  @Test
  void prefersJson() throws Exception {
    FakeContext context = new FakeContext(root);
    index("https://i.example", context).project(NAME);

    assertThat(context.accepted())
        .containsExactly(
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
                + " text/html;q=0.01");
  }

  private List<String> files(String content, String type) throws Exception {
    FakeContext context =
        new FakeContext(root)
            .page(
                "https://i.example/demo-pkg/",
                content,
                "https://cdn.example/x/",
                Optional.of(type));
    return index("https://i.example", context).project(NAME).orElseThrow().files().stream()
        .map(file -> file.url().uri().toString())
        .toList();
  }

  @Test
  void aProjectThatIsNotFoundIsAbsent() throws Exception {
    assertThat(index("https://i.example", new FakeContext(root)).project(NAME)).isEmpty();
  }

  @Test
  void refusesAddressesOfOtherKinds() {
    assertThatThrownBy(() -> index("git+https://i.example/x", new FakeContext(root)))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.index-url"));
  }

  private static PackageIndex index(String base, FakeContext context) {
    return new PackageIndex(SafeUri.parse(base), context);
  }
}
