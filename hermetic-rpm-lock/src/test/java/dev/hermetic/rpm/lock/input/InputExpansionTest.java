package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputExpansionTest {
  private static final LocatedText NOWHERE =
      new LocatedText(dev.hermetic.core.Location.of(RelPath.of("rpms.in.yaml")), "");

  @TempDir private Path directory;

  private final List<String> asked = new ArrayList<>();

  @Test
  void laterSourcesWin() throws Exception {
    Files.writeString(
        directory.resolve("build.args"), "A=file\nB=file # not a comment\nC='file'\n");
    Files.writeString(directory.resolve("Containerfile"), "FROM img.example/base AS x\n");
    RpmsInput input =
        expand(
            """
            contentOrigin: {repofiles: [os.repo]}
            packages: ["{A}-{B}-{C}-{D}"]
            variables:
            - inline: {A: inline, D: inline}
            - file: build.args
            - image: img.example/one
            - containerfile: Containerfile
            """);
    // The image says B, the base image of the Containerfile C; see labels().
    assertThat(input.wanted().install().get(0).name()).isEqualTo("file-one-base-inline");
    assertThat(asked).containsExactly("img.example/one", "img.example/base");
  }

  @Test
  void replacesInEveryPlace() throws Exception {
    RpmsInput input =
        expand(
            """
            contentOrigin:
              repos:
              - {repoid: os, baseurl: "https://a.example/{v}/$basearch/${arch}/", name: "{v}"}
              - {repoid: own, metalink: "https://a.example/{v}", varsFromImage: "img.example/one-{v}"}
              repofiles:
              - "{v}.repo"
              - {location: "https://a.example/{v}.repo"}
              - {giturl: "https://git.example/{v}", gitref: "{v}", file: "{v}"}
            packages: [{name: "a-{v}", arches: {only: x86_64}}]
            upgradePackages: ["b-{v}"]
            reinstallPackages: ["c-{v}"]
            moduleEnable: ["d:{v}"]
            moduleDisable: ["e:{v}"]
            excludePackages: ["f-{v}"]
            assumeProvides: ["g({v})"]
            context: {image: "img.example/os:{v}"}
            variables: [{inline: {v: 9}}]
            """);
    RepoSection os = ((RepoOrigin.Repository) input.origins().get(0)).section();
    assertThat(os.option("baseurl").orElseThrow().text())
        .isEqualTo("https://a.example/9/$basearch/${arch}/");
    assertThat(os.option("name").orElseThrow().text()).isEqualTo("{v}");
    assertThat(((RepoOrigin.Repository) input.origins().get(1)).section().option("metalink"))
        .hasValueSatisfying(text -> assertThat(text.text()).isEqualTo("https://a.example/one"));
    assertThat(((RepoOrigin.File) input.origins().get(2)).location().text()).isEqualTo("9.repo");
    assertThat(((RepoOrigin.File) input.origins().get(3)).url()).isPresent();
    RepoOrigin.Git git = (RepoOrigin.Git) input.origins().get(4);
    assertThat(List.of(git.url().text(), git.ref().text(), git.file().text()))
        .containsExactly("https://git.example/9", "9", "9");
    RequestedPackages wanted = input.wanted();
    assertThat(wanted.install().get(0).name()).isEqualTo("a-9");
    assertThat(wanted.install().get(0).only()).containsExactly("x86_64");
    assertThat(wanted.upgrade().get(0).name()).isEqualTo("b-9");
    assertThat(wanted.reinstall().get(0).name()).isEqualTo("c-9");
    assertThat(wanted.moduleEnable().get(0).name()).isEqualTo("d:9");
    assertThat(wanted.moduleDisable().get(0).name()).isEqualTo("e:9");
    assertThat(wanted.exclude().get(0).text()).isEqualTo("f-9");
    assertThat(wanted.assumeProvides().get(0).text()).isEqualTo("g(9)");
    assertThat(((InputContext.Image) input.context().orElseThrow().family()).reference())
        .isEqualTo("img.example/os:9");
    assertThat(asked).containsExactly("img.example/one-9");
  }

  @Test
  void namesEveryKeyWithoutAValue() {
    assertThatThrownBy(
            () ->
                expand(
                    """
                    contentOrigin:
                      repofiles: ["{one}.repo"]
                    packages:
                    - "{two}"
                    context: {image: "{three}"}
                    """))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            all ->
                assertThat(all.failures())
                    .extracting(Throwable::getMessage)
                    .containsExactlyInAnyOrder(
                        "rpms.in.yaml:2: {one} has no value",
                        "rpms.in.yaml:4: {two} has no value",
                        "rpms.in.yaml:5: {three} has no value"));
  }

  @Test
  void namesLinesOfAVariableFileThatAreNone() throws Exception {
    Files.writeString(directory.resolve("build.args"), "A=1\nB\n");
    assertThatThrownBy(
            () -> expand("contentOrigin: {repofiles: [a]}\nvariables: [{file: build.args}]\n"))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("build.args:2: ");
  }

  @Test
  void asksForNoLabelsWithoutNeed() throws Exception {
    expand("contentOrigin: {repofiles: [a]}\ncontext: {image: img.example/one}\n");
    assertThat(asked).isEmpty();
  }

  @Property
  void replacesEachKeyOnce(@ForAll String before, @ForAll String value, @ForAll String behind) {
    String left = before.replace("{", "").replace("$", "");
    String right = behind.replace("{", "");
    Variables variables = Variables.NOTHING.with(Map.of("key", value));
    assertThat(variables.replace(new LocatedText(NOWHERE.at(), left + "{key}" + right)).text())
        .isEqualTo(left + value + right);
  }

  private RpmsInput expand(String text) throws Exception {
    Files.writeString(directory.resolve("rpms.in.yaml"), text);
    SourceTree source = SourceTree.at(directory);
    return InputExpansion.expand(
        RpmsInputReader.read(source, RelPath.of("rpms.in.yaml")), source, this::labels);
  }

  private Map<String, String> labels(LocatedText image) {
    asked.add(image.text());
    return switch (image.text()) {
      case "img.example/one" -> Map.of("B", "one");
      case "img.example/base" -> Map.of("C", "base");
      case "img.example/one-9" -> Map.of("v", "one");
      default -> Map.of();
    };
  }
}
