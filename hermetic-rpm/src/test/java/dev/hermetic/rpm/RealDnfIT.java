package dev.hermetic.rpm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.fixtures.Commands;
import dev.hermetic.rpm.fixtures.RpmWorkshop;
import dev.hermetic.testkit.FakeRegistry;
import dev.hermetic.testkit.RealClient;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real dnf, its network cut off, installs more than 300 packages that the real rpmbuild has
 * built, from nothing but our output. Needs rpmbuild, rpmsign, gpg, dnf, and root for the install.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealDnfIT {
  @TempDir static Path work;
  private Commands commands;
  private RpmWorkshop workshop;
  private FakeRegistry registry;
  private Prefetch prefetch;
  private List<Path> packages;
  private List<Path> sources;
  private Path key;

  @BeforeAll
  void build() throws Exception {
    RealClient.find("dnf");
    commands = new Commands(work.resolve("home"));
    workshop = new RpmWorkshop(work.resolve("top"), commands);
    List<Path> all = workshop.buildAll();
    key = workshop.key("lab");
    workshop.sign("lab", all);
    packages = all.stream().filter(file -> !isSource(file)).toList();
    sources = all.stream().filter(RealDnfIT::isSource).toList();
    registry = FakeRegistry.start();
    prefetch = Prefetch.builder().store(work.resolve("store")).build();
  }

  @AfterAll
  void stop() throws Exception {
    if (prefetch != null) {
      prefetch.close();
      registry.close();
      workshop.close();
    }
  }

  @Test
  void installsTheWholeLockWithoutANetwork() throws Exception {
    assertThat(packages).hasSizeGreaterThanOrEqualTo(300);
    Path source = project("whole", packages);
    Path output = work.resolve("whole-out");
    PrefetchReport report = run(source, output);
    prefetch.inject(output, output.toString(), source);
    Path root = work.resolve("root");
    commands.run(dnf(output, root, "install", "*"));
    assertThat(installed(root)).isEqualTo(expected(packages));
    assertThat(root.resolve("lab-pre")).exists();
    assertThat(root.resolve("lab-post")).hasContent("post");
    assertThat(root.resolve("lab-posttrans")).exists();
    assertThat(root.resolve("usr/share/lab/n200/data")).hasContent("data of 200");
    assertThat(report.diagnostics()).extracting(d -> d.code()).doesNotContain("rpm.closure");
    assertThat(prefetch.audit(output).findings()).isEmpty();
  }

  @Test
  void dnfSolvesByAllThatThePackagesSay() throws Exception {
    Path source = project("solved", packages);
    Path output = work.resolve("solved-out");
    run(source, output);
    prefetch.inject(output, output.toString(), source);
    Path root = work.resolve("solved-root");
    commands.run(dnf(output, root, "install", "lab-tool", "lab-oldname", "@labmod"));
    assertThat(names(root))
        .as("rich and plain requirements, files, capabilities")
        .contains("lab-tool", "lab-n001", "lab-n002", "lab-n003", "lab-epoch")
        .as("a weak dependency under a condition")
        .contains("lab-doc")
        .as("a name that was obsoleted")
        .contains("lab-newname")
        .as("the default profile of a module's default stream")
        .contains("lab-modular", "lab-modular-libs")
        .doesNotContain("lab-meta", "lab-rc");
    Path spare = work.resolve("spare-root");
    commands.run(dnf(output, spare, "--setopt=install_weak_deps=False", "install", "lab-tool"));
    assertThat(names(spare)).contains("lab-tool", "lab-epoch").doesNotContain("lab-doc");
  }

  private Set<String> names(Path root) throws Exception {
    return lines(
        RealClient.find("rpm").command("--root", root.toString(), "-qa", "--qf", "%{name}\\n"));
  }

  @Test
  void fetchesWhatTwoArchitecturesShareOnce() throws Exception {
    Path source = project("shared", packages);
    run(source, work.resolve("shared-out"));
    String name = "lab-n001-1.0-1.noarch.rpm";
    assertThat(registry.requests("/lab-os/" + name)).isEqualTo(1);
    Path rpm = work.resolve("shared-out/deps/rpm");
    assertThat(Files.getAttribute(rpm.resolve("x86_64/lab-os/" + name), "unix:ino"))
        .isEqualTo(Files.getAttribute(rpm.resolve("aarch64/lab-os/" + name), "unix:ino"));
  }

  @Test
  void dnfRefusesPackagesOfAnotherKey() throws Exception {
    Path source = project("foreign", packages);
    Path foreign = workshop.key("foreign");
    keyFile(source, foreign);
    Path output = work.resolve("foreign-out");
    run(source, output);
    prefetch.inject(output, output.toString(), source);
    String said =
        commands.runFailing(dnf(output, work.resolve("foreign-root"), "install", "lab-doc"));
    assertThat(said).contains("GPG check FAILED");
  }

  @Test
  void listsWhatNeitherTheLockNorTheBaseProvides() throws Exception {
    List<Path> tool =
        packages.stream().filter(f -> f.getFileName().toString().startsWith("lab-tool-")).toList();
    Path source = project("open", tool);
    PrefetchReport report = run(source, work.resolve("open-out"), List.of("lab-n00*"));
    assertThat(report.diagnostics())
        .filteredOn(found -> found.code().equals("rpm.closure"))
        .allSatisfy(found -> assertThat(found.severity()).hasToString("WARNING"))
        .extracting(found -> found.message().replaceFirst(" is required by .*", ""))
        .containsExactly(
            "x86_64: (lab(number) >= 5 with lab-any)",
            "x86_64: (lab-any without lab-nothing)",
            "x86_64: /opt/lab/deep/file.txt",
            "x86_64: /usr/bin/lab-epoch");
  }

  @Test
  void equalLocksGiveEqualTrees() throws Exception {
    Path source = project("equal", packages.subList(0, 20));
    Path first = work.resolve("equal-one");
    assertThat(run(source, first).treeDigest())
        .isEqualTo(run(source, work.resolve("equal-two")).treeDigest());
    assertThat(first.resolve("deps/rpm/x86_64/lab-os/repodata/repomd.xml")).isRegularFile();
  }

  /** A project with a lock of these packages and the key as a generic file. */
  private Path project(String name, List<Path> locked) throws Exception {
    Path source = Files.createDirectories(work.resolve(name));
    List<Path> modular =
        locked.stream().filter(file -> file.getFileName().toString().contains("modular")).toList();
    List<Path> others = new ArrayList<>(locked);
    others.removeAll(modular);
    List<Path> noarch =
        others.stream().filter(file -> file.toString().endsWith(".noarch.rpm")).toList();
    // In two files, as a repository and its updates have them.
    String modules = new String(RpmWorkshop.resource("modules.yaml"), UTF_8);
    int second = modules.indexOf("---", 3);
    String module = modules.substring(0, second);
    String defaults = modules.substring(second);
    new LockText(registry)
        .add("x86_64", "packages", "lab-os", others)
        .add("x86_64", "packages", "lab-modules", modular)
        .add("x86_64", "source", "lab-sources", sources)
        .add("x86_64", "module_metadata", "lab-modules", "aa-modules.yaml.gz", packed(module))
        .add("x86_64", "module_metadata", "lab-modules", "bb-modules.yaml", bytes(defaults))
        .add("aarch64", "packages", "lab-os", noarch)
        .write(source);
    keyFile(source, key);
    return source;
  }

  private void keyFile(Path source, Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    Files.writeString(
        source.resolve("artifacts.lock.yaml"),
        "metadata:\n  version: \"1.0\"\nartifacts:\n  - download_url: "
            + registry.serve("/" + file.getFileName(), bytes)
            + "\n    checksum: sha256:"
            + Hashing.sha256().hashBytes(bytes)
            + "\n    filename: RPM-GPG-KEY-lab\n");
  }

  private PrefetchReport run(Path source, Path output) throws Exception {
    return run(source, output, List.of());
  }

  private PrefetchReport run(Path source, Path output, List<String> base) throws Exception {
    Map<String, Object> options =
        Map.of("gpg_keys", List.of("generic/RPM-GPG-KEY-lab"), "base_provides", base);
    return prefetch.run(
        PrefetchRequest.builder(source, output)
            .input(new PackageInput("rpm", RelPath.ROOT, Options.of(options)))
            .input(PackageInput.of("generic", "."))
            .build());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] packed(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }

  /** A dnf that knows no repository but ours, and no network. */
  private List<String> dnf(Path output, Path root, String... arguments) throws Exception {
    Path state = work.resolve("dnf");
    Path config = Files.createDirectories(state).resolve("dnf.conf");
    Files.writeString(
        config,
        """
        [main]
        gpgcheck=1
        plugins=0
        best=True
        install_weak_deps=True
        skip_if_unavailable=False
        module_platform_id=platform:lab
        cachedir=%1$s/cache/%2$s
        logdir=%1$s/log
        persistdir=%1$s/persist/%2$s
        varsdir=/dev/null
        """
            .formatted(state, root.getFileName()));
    List<String> command =
        new ArrayList<>(
            RealClient.find("dnf")
                .command(
                    "-y",
                    "-c",
                    config.toString(),
                    "--installroot",
                    root.toString(),
                    "--releasever=1",
                    "--forcearch=x86_64",
                    "--setopt=multilib_policy=all",
                    "--setopt=reposdir=" + output.resolve("deps/rpm/x86_64/repos.d")));
    command.addAll(List.of(arguments));
    return RealClient.offline(command);
  }

  private Set<String> installed(Path root) throws Exception {
    return lines(
        RealClient.find("rpm").command("--root", root.toString(), "-qa", "--qf", "%{nevra}\\n"));
  }

  private Set<String> expected(List<Path> files) throws Exception {
    List<String> command =
        new ArrayList<>(
            RealClient.find("rpm").command("-qp", "--nosignature", "--qf", "%{nevra}\\n"));
    files.forEach(file -> command.add(file.toString()));
    return lines(command);
  }

  private Set<String> lines(List<String> command) throws Exception {
    try (Stream<String> lines = commands.run(command).lines()) {
      return new TreeSet<>(
          lines.filter(line -> !line.isBlank() && !line.startsWith("gpg-pubkey")).toList());
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".src.rpm");
  }
}
