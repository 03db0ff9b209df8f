package dev.hermetic.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module as its rules see it: classes, sources, descriptor, and what it alone may do. Immutable.
 */
public final class OwnModule {
  private static final List<String> LOWEST = List.of("dev.hermetic.core", "dev.hermetic.formats");

  private final String root;
  private final Path home;
  private final Path sources;
  private final JavaClasses classes;
  private final List<String> lower;
  private final Map<Rule, String> exceptions;

  private OwnModule(
      String root,
      Path home,
      JavaClasses classes,
      List<String> lower,
      Map<Rule, String> exceptions) {
    this.root = root;
    this.home = home;
    String kind = home.endsWith("test-classes") ? "test" : "main";
    this.sources = home.resolve("../../src/" + kind + "/java").normalize();
    this.classes = classes;
    this.lower = List.copyOf(lower);
    this.exceptions = Map.copyOf(exceptions);
  }

  /**
   * The module of a class, built by Maven: sources are looked for beside its classes.
   *
   * @param member a class in the module's root package
   * @param lower the root packages that it depends on besides those of core and formats
   */
  public static OwnModule of(Class<?> member, String... lower) {
    return below(member.getPackageName(), member, lower);
  }

  /**
   * The module of a class, where its root package is empty.
   *
   * @param root the root package
   * @param member any class of the module
   * @param lower the root packages that it depends on besides those of core and formats
   */
  public static OwnModule below(String root, Class<?> member, String... lower) {
    Path home;
    try {
      home = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (!Files.isDirectory(home)) {
      // In a packaged reactor a module comes as its jar, which lies beside its classes.
      home = home.resolveSibling("classes");
    }
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(location -> location.contains(root.replace('.', '/')))
            .importPaths(home);
    List<String> floors = new ArrayList<>(LOWEST);
    floors.addAll(List.of(lower));
    return new OwnModule(root, home, classes, floors, Map.of());
  }

  /**
   * The same module with what a rule does not say of it.
   *
   * @param violations a pattern that a violation's whole text matches
   * @param why the reason, for people
   */
  public OwnModule except(Rule rule, String violations, String why) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("an exception needs a reason");
    }
    Map<Rule, String> more = new TreeMap<>(exceptions);
    more.merge(rule, "(?s:" + violations + ")", (a, b) -> a + "|" + b);
    return new OwnModule(root, home, classes, lower, more);
  }

  /** What breaks a rule, without what is excepted; sorted. */
  public List<String> violations(Rule rule) throws IOException {
    return rule.violations(this).stream()
        .filter(text -> !text.matches(exceptions.getOrDefault(rule, "(?!)")))
        .distinct()
        .sorted()
        .toList();
  }

  String root() {
    return root;
  }

  List<String> lower() {
    return lower;
  }

  Path home() {
    return home;
  }

  JavaClasses classes() {
    return classes;
  }

  /** Classes that stand in a file of their own name. */
  List<JavaClass> topLevel() {
    return classes.stream()
        .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
        .filter(c -> !c.getPackageName().isEmpty())
        .toList();
  }

  boolean owns(JavaClass type) {
    return within(type.getPackageName(), root);
  }

  static boolean within(String name, String root) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  /** Source files by their path. */
  Map<Path, List<String>> sources() throws IOException {
    Map<Path, List<String>> read = new TreeMap<>();
    Path directory = sources.resolve(root.replace('.', '/'));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        read.put(sources.relativize(file), Files.readAllLines(file));
      }
    }
    return read;
  }

  /** Packages that everybody sees; without a descriptor the root alone. */
  Set<String> exported() throws IOException {
    return exports(false);
  }

  /** Packages that anybody else sees. */
  Set<String> lent() throws IOException {
    return exports(true);
  }

  private Set<String> exports(boolean qualified) throws IOException {
    Path descriptor = home.resolve("module-info.class");
    if (!Files.exists(descriptor)) {
      return Set.of(root);
    }
    try (InputStream in = Files.newInputStream(descriptor)) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(e -> qualified || !e.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toSet());
    }
  }

  /** Classes that services name. */
  Set<String> providers() throws IOException {
    Path descriptor = home.resolve("module-info.class");
    if (!Files.exists(descriptor)) {
      return Set.of();
    }
    try (InputStream in = Files.newInputStream(descriptor)) {
      return ModuleDescriptor.read(in).provides().stream()
          .flatMap(p -> p.providers().stream())
          .collect(Collectors.toSet());
    }
  }
}
