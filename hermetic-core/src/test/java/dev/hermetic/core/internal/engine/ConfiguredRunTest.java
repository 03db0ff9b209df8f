package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.ConfiguredValue;
import dev.hermetic.core.Detected;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.ConfigurationContext;
import dev.hermetic.core.spi.Configured;
import dev.hermetic.core.spi.LockfileDetector;
import dev.hermetic.core.spi.RegistryAnswer;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredRunTest {
  private static final SafeUri GIVEN = SafeUri.parse("https://given.example/");
  private static final SafeUri READ = SafeUri.parse("https://read.example/");
  private static final SafeUri ASKED = SafeUri.parse("https://asked.example/");

  @TempDir Path root;
  private Lab lab;
  private final List<String> told = new ArrayList<>();
  private final List<Object> seen = new ArrayList<>();

  @BeforeEach
  void makeAProject() throws IOException {
    lab = new Lab(root);
    lab.lock(".", "a.tgz mem://h/a a");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  /** A resolver that does something with its context first. */
  private Resolver resolver(Looking look) {
    return new Resolver() {
      @Override
      public String ecosystem() {
        return "x-one";
      }

      @Override
      public Resolution resolve(PackageInput input, ResolveContext context)
          throws IOException, InterruptedException {
        seen.add(look.at(input, context));
        return lab.one.resolve(PackageInput.of("x-one", "."), context);
      }
    };
  }

  private interface Looking {
    Object at(PackageInput input, ResolveContext context) throws IOException, InterruptedException;
  }

  private static ClientConfiguration configuration(
      Function<ConfigurationContext, Configured> reading) {
    return new ClientConfiguration() {
      @Override
      public String ecosystem() {
        return "x-one";
      }

      @Override
      public Configured read(HostContext host, ConfigurationContext context) {
        return reading.apply(context);
      }
    };
  }

  private Prefetch.Builder prefetch(Resolver resolver, ClientConfiguration configuration) {
    return Prefetch.builder()
        .discovery(false)
        .ecosystem(resolver, lab.one)
        .fetcher(lab.fetcher)
        .clientConfiguration(configuration);
  }

  private static HostContext host() {
    return HostContext.builder(Path.of("")).build();
  }

  private void plan(Prefetch.Builder builder, PackageInput input) throws InterruptedException {
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void configured(ConfiguredValue value) {
            told.add(value.toString());
          }
        };
    try (Prefetch prefetch = builder.build()) {
      prefetch.plan(lab.request().input(input).build(), listener, new CancellationToken());
    }
  }

  private void plan(Prefetch.Builder builder) throws InterruptedException {
    plan(builder, PackageInput.of("x-one", "."));
  }

  private static Configured readRegistry() {
    return Configured.builder().registry("x-one", READ, "~/.one").build();
  }

  @Test
  void givesTheRegistryThatTheClientIsConfiguredWith() throws Exception {
    plan(
        prefetch(resolver((i, c) -> c.registry("x-one")), configuration(c -> readRegistry()))
            .host(host()));

    assertThat(seen).hasToString("[Optional[https://read.example/]]");
    assertThat(told).containsExactly("x-one registry: https://read.example/ (from ~/.one)");
  }

  @Test
  void letsTheCallersRegistryWinAndSaysNothingOfIt() throws Exception {
    plan(
        prefetch(resolver((i, c) -> c.registry("x-one")), configuration(c -> readRegistry()))
            .registry("x-one", GIVEN)
            .host(host()));

    assertThat(seen).hasToString("[Optional[https://given.example/]]");
    assertThat(told).isEmpty();
  }

  @Test
  void readsNothingWithoutAHostContext() throws Exception {
    plan(
        prefetch(
            resolver((i, c) -> c.registry("x-one")),
            configuration(
                c -> {
                  throw new AssertionError("nobody allowed this");
                })));

    assertThat(seen).hasToString("[Optional.empty]");
  }

  @Test
  void asksTheClientOnceAndOnlyWhenSomebodyNeedsTheAnswer() throws Exception {
    List<String> asked = new ArrayList<>();
    Configured.Question question =
        () -> {
          asked.add("asked");
          return RegistryAnswer.of(ASKED);
        };
    ClientConfiguration asking =
        configuration(
            c -> Configured.builder().askedRegistry("x-one", "the client", question).build());

    plan(prefetch(resolver((i, c) -> c.registry("x-one")), asking).host(host()));
    assertThat(asked).isEmpty();
    plan(
        prefetch(
                resolver((i, c) -> List.of(c.askRegistry("x-one"), c.askRegistry("x-one"))), asking)
            .host(host()));

    assertThat(asked).hasSize(1);
    assertThat(told).containsExactly("x-one registry: https://asked.example/ (from the client)");
  }

  @Test
  void saysWhyAskingGaveNothing() throws Exception {
    plan(
        prefetch(
                resolver((i, c) -> c.askRegistry("x-one").problem()),
                configuration(
                    c ->
                        Configured.builder()
                            .askedRegistry(
                                "x-one", "it", () -> RegistryAnswer.none("it was asked in vain"))
                            .build()))
            .host(host()));

    assertThat(seen).hasToString("[Optional[it was asked in vain]]");
  }

  @Test
  void putsAmendedInputsInPlaceOfTheGivenOnes() throws Exception {
    PackageInput given =
        new PackageInput("x-one", RelPath.ROOT, Options.of(Map.of("key", "/etc/secret.pem")));
    PackageInput amended = PackageInput.of("x-one", ".");

    plan(
        prefetch(
                resolver((i, c) -> i),
                configuration(c -> Configured.builder().input(given, amended).build()))
            .host(host()),
        given);

    assertThat(seen).containsExactly(amended);
  }

  @Test
  void failsOnlyTheRunThatIsAboutABrokenConfiguration() throws Exception {
    Prefetch.Builder builder =
        prefetch(
                lab.one,
                configuration(
                    c -> {
                      throw InputException.of("input.one", "~/.one is broken");
                    }))
            .ecosystem(lab.two, lab.two)
            .host(host());
    try (Prefetch prefetch = builder.build()) {
      PrefetchPlan other = prefetch.plan(lab.request().input("x-two", ".").build());

      assertThat(other.placements()).hasSize(1);
      assertThatThrownBy(() -> prefetch.plan(lab.request().input("x-one", ".").build()))
          .hasMessage("~/.one is broken");
    }
  }

  @Test
  void addsWhatIsDetectedToARequest() throws Exception {
    try (Prefetch prefetch = detecting()) {
      PrefetchRequest request =
          PrefetchRequest.builder(lab.source, lab.output).detected(prefetch).build();

      assertThat(request.inputs()).containsExactly(PackageInput.of("x-one", "."));
      assertThat(prefetch.detect(lab.source)).hasToString("[list.txt (x-one)]");
      assertThat(prefetch.ecosystems().get(0).files()).containsExactly("list.txt");
    }
  }

  @Test
  void namesTheFilesToLookForWhereNothingIsDetected() throws Exception {
    Files.delete(lab.source.resolve("list.txt"));
    try (Prefetch prefetch = detecting()) {
      assertThatThrownBy(
              () -> PrefetchRequest.builder(lab.source, lab.output).detected(prefetch).build())
          .isInstanceOfSatisfying(
              InputException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo("input.nothing-found");
                assertThat(failure.hints()).anyMatch(hint -> hint.contains("list.txt"));
              });
    }
  }

  private Prefetch detecting() {
    LockfileDetector detector =
        new LockfileDetector() {
          @Override
          public String ecosystem() {
            return "x-one";
          }

          @Override
          public List<String> fileNames() {
            return List.of("list.txt");
          }

          @Override
          public List<Detected> detect(SourceTree tree, RelPath directory) {
            RelPath file = directory.resolve("list.txt");
            return tree.isFile(file)
                ? List.of(Detected.lockfile(PackageInput.of("x-one", directory.value()), file))
                : List.of();
          }
        };
    return Prefetch.builder()
        .discovery(false)
        .ecosystem(lab.one, lab.one)
        .detector(detector)
        .build();
  }
}
