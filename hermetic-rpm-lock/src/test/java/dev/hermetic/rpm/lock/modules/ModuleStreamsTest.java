package dev.hermetic.rpm.lock.modules;

import static dev.hermetic.rpm.lock.modules.ModuleTexts.build;
import static dev.hermetic.rpm.lock.modules.ModuleTexts.defaults;
import static dev.hermetic.rpm.lock.modules.ModuleTexts.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which streams are active, with the outcomes and words of dnf 4.14. */
class ModuleStreamsTest {
  private static final String ANY = "{platform: [lab]}";

  private static ModuleStreams streamsFor(String platform, String... documents) throws IOException {
    return new ModuleStreams(
        List.of(repository("base", documents)), ArchPolicy.of("x86_64"), platform);
  }

  private static ModuleStreams streams(String... documents) throws IOException {
    return streamsFor("platform:lab", documents);
  }

  private static ModuleStreams two() throws IOException {
    return streams(build("a", "1", 1, ANY, "[]"), build("a", "2", 2, ANY, "[]"));
  }

  @Test
  void takesTheDefaultStream() throws IOException {
    ModuleStreams streams =
        streams(build("a", "1", 1, ANY, "[]"), build("a", "2", 2, ANY, "[]"), defaults("a", "1"));
    assertThat(streams.active()).containsExactly("a:1:1:c1.x86_64");
    assertThat(streams.troubles().isEmpty()).isTrue();
  }

  @Test
  void takesNoStreamWithoutADefault() throws IOException {
    assertThat(two().active()).isEmpty();
  }

  @Test
  void takesTheEnabledStreamInPlaceOfTheDefault() throws IOException {
    ModuleStreams streams =
        streams(build("a", "1", 1, ANY, "[]"), build("a", "2", 2, ANY, "[]"), defaults("a", "1"));
    assertThat(streams.enable(List.of("a:2")).isEmpty()).isTrue();
    assertThat(streams.active()).containsExactly("a:2:2:c2.x86_64");
  }

  @Test
  void takesNoStreamOfADisabledModule() throws IOException {
    ModuleStreams streams = streams(build("a", "1", 1, ANY, "[]"), defaults("a", "1"));
    assertThat(streams.disable(List.of("a")).isEmpty()).isTrue();
    assertThat(streams.active()).isEmpty();
  }

  @Test
  void takesNoStreamForAnotherPlatform() throws IOException {
    ModuleStreams streams =
        streamsFor("platform:other", build("a", "1", 1, ANY, "[]"), defaults("a", "1"));
    assertThat(streams.active()).isEmpty();
    assertThat(streams.troubles().headline())
        .isEqualTo("Modular dependency problems with Defaults:");
    assertThat(streams.troubles().lines())
        .containsExactly(
            " Problem: conflicting requests",
            "  - nothing provides module(platform:lab) needed by module a:1:1:c1.x86_64");
  }

  @Test
  void refusesTwoStreamsOfOneModule() throws IOException {
    ModuleErrors troubles = two().enable(List.of("a:1", "a:2"));
    assertThat(troubles.failed()).containsExactly("a:2");
    assertThat(troubles.messages())
        .containsExactly("Cannot enable multiple streams for module 'a'");
  }

  @Test
  void refusesToGuessAStream() throws IOException {
    assertThat(two().enable(List.of("a")).messages())
        .containsExactly(
            "Argument 'a' matches 2 streams ('1', '2') of module 'a', but none of the streams are"
                + " enabled or default");
  }

  @Test
  void namesWhatDoesNotExist() throws IOException {
    assertThat(two().enable(List.of("a:3", "b")).unmatched()).containsExactly("a:3", "b");
    assertThat(two().disable(List.of("b")).unmatched()).containsExactly("b");
  }

  @Test
  void enablesWhatAStreamRequires() throws IOException {
    ModuleStreams streams =
        streams(build("a", "1", 1, "{b: [\"2\"]}", "[]"), build("b", "2", 1, ANY, "[]"));
    assertThat(streams.enable(List.of("a:1")).isEmpty()).isTrue();
    assertThat(streams.isEnabled("b", "2")).isTrue();
    assertThat(streams.active()).containsExactly("a:1:1:c1.x86_64", "b:2:1:c1.x86_64");
  }

  @Test
  void keepsOlderBuildsOfAnActiveStreamActive() throws IOException {
    ModuleStreams streams = streams(build("a", "1", 1, ANY, "[]"), build("a", "1", 2, ANY, "[]"));
    streams.enable(List.of("a:1"));
    assertThat(streams.active()).containsExactly("a:1:1:c1.x86_64", "a:1:2:c2.x86_64");
  }

  @Test
  void explainsAStreamThatCannotBeHad() throws IOException {
    ModuleStreams streams = streams(build("a", "1", 1, "{b: [\"9\"]}", "[]"));
    ModuleErrors troubles = streams.enable(List.of("a:1"));
    assertThat(troubles.headline()).isEqualTo("Modular dependency problems:");
    assertThat(troubles.lines())
        .containsExactly(
            " Problem: conflicting requests",
            "  - nothing provides module(b:9) needed by module a:1:1:c1.x86_64");
  }

  @Test
  void takesNoDefaultWhenRepositoriesContradictEachOther() throws IOException {
    List<RepositoryModules> repositories =
        List.of(
            repository("one", build("a", "1", 1, ANY, "[]"), defaults("a", "1")),
            repository("two", build("a", "2", 1, ANY, "[]"), defaults("a", "2")));
    assertThat(new ModuleStreams(repositories, ArchPolicy.of("x86_64"), "platform:lab").active())
        .isEmpty();
  }

  @Test
  void knowsTheArtifactsOfARepository() throws IOException {
    assertThat(repository("one", build("a", "1", 1, ANY, "[\"x-0:1-1.noarch\"]")).artifacts())
        .containsExactly("x-0:1-1.noarch");
  }
}
