package dev.hermetic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.FakeRegistry;
import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module and requires core alone; providers bind themselves to it. */
@Timeout(180)
class ModulePathTest {
  private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");

  private static final String APPLICATION =
      """
      package app;

      import dev.hermetic.core.Policy;
      import dev.hermetic.core.Prefetch;
      import dev.hermetic.core.PrefetchRequest;
      import java.nio.file.Path;

      public final class Main {
        public static void main(String[] args) throws Exception {
          Path project = Path.of(args[0]);
          try (Prefetch prefetch = Prefetch.builder().store(Path.of(args[2])).build()) {
            PrefetchRequest request =
                PrefetchRequest.builder(project, Path.of(args[1]))
                    .detected(prefetch)
                    .policy(Policy.builder().allowPlainHttp(true).build())
                    .build();
            prefetch.run(request);
          }
          System.out.println("prefetched");
        }
      }
      """;

  @TempDir Path directory;
  private Path application;

  @BeforeEach
  void compileTheApplication() throws Exception {
    Path sources = Files.createDirectories(directory.resolve("sources/app"));
    Files.writeString(
        sources.resolveSibling("module-info.java"), "module app { requires dev.hermetic.core; }");
    Files.writeString(sources.resolve("Main.java"), APPLICATION);
    application = directory.resolve("application");
    run(
        List.of(
            JDK.resolve("javac").toString(),
            "--module-path",
            modulePath(),
            "-d",
            application.toString(),
            sources.resolveSibling("module-info.java").toString(),
            sources.resolve("Main.java").toString()));
  }

  @Test
  void downloadsOnTheModulePath() throws Exception {
    assertThat(downloads(JDK.resolve("java"))).contains("prefetched");
  }

  /**
   * Automatic modules cannot be linked, so the image holds the modules of the JDK that descriptors
   * name, and nothing else; ours lie on its module path.
   */
  @Test
  void downloadsInARuntimeImage() throws Exception {
    Path image = directory.resolve("image");
    String modules = String.join(",", modulesOfTheJdk());
    run(
        List.of(
            JDK.resolve("jlink").toString(),
            "--add-modules",
            modules,
            "--output",
            image.toString()));
    assertThat(downloads(image.resolve("bin/java"))).contains("prefetched");
  }

  /** A name made from a file's name changes when the file is renamed: nobody can require it. */
  @Test
  void requiresNoModuleThatIsNamedAfterItsFile() throws Exception {
    List<String> unnamed = new ArrayList<>();
    int judged = 0;
    Set<String> required = new TreeSet<>();
    resolved().stream()
        .map(ModuleReference::descriptor)
        .filter(ours -> ours.name().startsWith("dev.hermetic."))
        .forEach(ours -> ours.requires().forEach(needed -> required.add(needed.name())));
    for (ModuleReference module : resolved()) {
      judged++;
      if (module.descriptor().isAutomatic() && required.contains(module.descriptor().name())) {
        try (JarFile jar = new JarFile(Path.of(module.location().orElseThrow()).toFile())) {
          if (jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name") == null) {
            unnamed.add(module.descriptor().name());
          }
        }
      }
    }
    assertThat(judged).isGreaterThan(10);
    assertThat(unnamed).isEmpty();
  }

  private String downloads(Path java) throws Exception {
    try (FakeRegistry registry = FakeRegistry.start()) {
      String url = registry.serve("/a.bin", OneFileProject.CONTENT).uri().toString();
      Path source = Files.createDirectory(directory.resolve("source"));
      OneFileProject.write(source, url);
      List<String> command =
          List.of(
              java.toString(),
              "--module-path",
              application + File.pathSeparator + modulePath(),
              "--module",
              "app/app.Main",
              source.toString(),
              directory.resolve("out").toString(),
              directory.resolve("store").toString());
      String printed = run(command);
      assertThat(directory.resolve("out").resolve(OneFileProject.PLACE))
          .hasBinaryContent(OneFileProject.CONTENT);
      assertThat(registry.requests("/a.bin")).isPositive();
      return printed;
    }
  }

  private Set<String> modulesOfTheJdk() {
    Set<String> names = new TreeSet<>(Set.of("java.base"));
    for (ModuleReference module : resolved()) {
      module.descriptor().requires().stream()
          .filter(needed -> !needed.modifiers().contains(Requires.Modifier.STATIC))
          .map(Requires::name)
          .filter(name -> name.matches("(java|jdk)\\..*"))
          .forEach(names::add);
    }
    return names;
  }

  /** Core, its providers, and what they require. */
  private static List<ModuleReference> resolved() {
    ModuleFinder finder =
        ModuleFinder.of(
            Stream.of(modulePath().split(File.pathSeparator)).map(Path::of).toArray(Path[]::new));
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolveAndBind(finder, ModuleFinder.of(), Set.of("dev.hermetic.core"));
    return configuration.modules().stream().map(module -> module.reference()).toList();
  }

  private static String modulePath() {
    return OwnProcess.classPath().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    OwnProcess.Ended ended = OwnProcess.run(command, directory);
    assertThat(ended.code()).as(ended.printed()).isZero();
    return ended.printed();
  }
}
