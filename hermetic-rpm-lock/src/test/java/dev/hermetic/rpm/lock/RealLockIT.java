package dev.hermetic.rpm.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.rpm.fixtures.Commands;
import dev.hermetic.rpm.fixtures.RpmWorkshop;
import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.lockfile.RpmLockReader;
import dev.hermetic.testkit.FakeRegistry;
import dev.hermetic.testkit.RealClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From {@code rpms.in.yaml} to an installed system: repositories by the real rpmbuild and
 * createrepo_c, our lock, our prefetch, and the real dnf without a network. What is locked is what
 * dnf's own library chooses.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealLockIT {
  private static final List<String> WANTED =
      List.of("lab-tool", "lab-oldname", "lab-lib07", "lab-post", "lab-gcc-c++", "lab-n1*");
  private static final String MODULE = "@labmod:12/common";

  @TempDir static Path work;
  private Commands commands;
  private FakeRegistry registry;
  private Prefetch prefetch;
  private Path source;

  @BeforeAll
  void build() throws Exception {
    RealClient.find("dnf");
    commands = new Commands(work.resolve("home"));
    RpmWorkshop workshop = new RpmWorkshop(work.resolve("top"), commands);
    workshop.buildAll();
    workshop.build("lab-libs", "aarch64");
    workshop.build("lab-tool", "aarch64");
    List<Path> all = workshop.built();
    for (String arch : List.of("x86_64", "aarch64")) {
      repository(arch + "/os", all.stream().filter(f -> isOf(arch, f)).toList());
    }
    repository("modules", all.stream().filter(RealLockIT::isModular).toList());
    Path modules = Files.write(work.resolve("modules.yaml"), RpmWorkshop.resource("modules.yaml"));
    commands.run(
        RealClient.find("modifyrepo_c")
            .command(
                "--mdtype=modules",
                modules.toString(),
                work.resolve("repos/modules/repodata").toString()));
    repository("source", all.stream().filter(f -> name(f).endsWith(".src.rpm")).toList());
    registry = FakeRegistry.start();
    serve();
    prefetch = Prefetch.builder().store(work.resolve("store")).build();
    source = project();
    prefetch.lock(LockRequest.builder(source, PackageInput.of("rpm", ".")).build());
  }

  @AfterAll
  void stop() {
    if (prefetch != null) {
      prefetch.close();
      registry.close();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static boolean isModular(Path file) {
    return name(file).contains("modular") && !name(file).endsWith(".src.rpm");
  }

  private static boolean isOf(String arch, Path file) {
    boolean fits =
        name(file).endsWith("." + arch + ".rpm")
            || name(file).endsWith(".noarch.rpm")
            || (arch.equals("x86_64") && name(file).endsWith(".i686.rpm"));
    return fits && !isModular(file);
  }

  private void repository(String name, List<Path> packages) throws Exception {
    Path directory = Files.createDirectories(work.resolve("repos").resolve(name));
    for (Path file : packages) {
      Files.copy(
          file, directory.resolve(name(file)), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    commands.run(
        RealClient.find("createrepo_c").command("--no-database", "--quiet", directory.toString()));
  }

  private void serve() throws Exception {
    Path root = work.resolve("repos");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = "/" + root.relativize(file);
        registry.serve(path.replace("^", "%5E"), Files.readAllBytes(file));
      }
    }
  }

  private Path project() throws Exception {
    Path project = Files.createDirectories(work.resolve("project"));
    String base = registry.url("/").toString().replaceFirst("/$", "");
    StringBuilder input =
        new StringBuilder("contentOrigin:\n  repos:\n")
            .append("  - {repoid: lab-os, baseurl: '" + base + "/$basearch/os'}\n")
            .append("  - {repoid: lab-modules, baseurl: '" + base + "/modules'}\n")
            .append("  - {repoid: lab-source, baseurl: '" + base + "/source'}\n")
            .append("context: {bare: true}\narches: [x86_64, aarch64]\n")
            .append("modulePlatformId: platform:lab\npackages:\n");
    WANTED.forEach(wanted -> input.append("- '" + wanted + "'\n"));
    input.append("- {name: '" + MODULE + "', arches: {only: x86_64}}\n");
    Files.writeString(project.resolve("rpms.in.yaml"), input.toString());
    return project;
  }

  private Set<String> locked(String arch, LockedFile.Kind kind) throws Exception {
    Set<String> locked = new TreeSet<>();
    for (LockedFile file :
        RpmLockReader.read(SourceTree.at(source), RelPath.of("rpms.lock.yaml"))
            .arches()
            .get(arch)) {
      if (file.kind() == kind) {
        String name = file.name().name() + "-" + file.name().evr() + "." + file.name().arch();
        locked.add(name + " " + file.repoid().orElse(""));
      }
    }
    return locked;
  }

  /** What dnf's library chooses from the same repositories. */
  private Set<String> chosen(String arch) throws Exception {
    Path script = work.resolve("dnf_choice.py");
    try (var in = RealLockIT.class.getResourceAsStream("dnf_choice.py")) {
      Files.write(script, in.readAllBytes());
    }
    Path cache = Files.createDirectories(work.resolve("cache-" + arch));
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/python3", script.toString(), arch, "platform:lab", cache.toString()));
    command.add("lab-os=file://" + work.resolve("repos").resolve(arch).resolve("os"));
    command.add("lab-modules=file://" + work.resolve("repos/modules"));
    command.add("lab-source=file://" + work.resolve("repos/source"));
    command.add("--");
    command.addAll(WANTED);
    if (arch.equals("x86_64")) {
      command.add(MODULE);
    }
    return new TreeSet<>(
        commands.run(command).lines().filter(line -> line.startsWith("lab-")).toList());
  }

  @Test
  void locksWhatDnfChooses() throws Exception {
    for (String arch : List.of("x86_64", "aarch64")) {
      Set<String> chosen = chosen(arch);
      assertThat(chosen).as(arch).hasSizeGreaterThan(100);
      assertThat(locked(arch, LockedFile.Kind.PACKAGE)).as(arch).isEqualTo(chosen);
    }
    assertThat(locked("x86_64", LockedFile.Kind.PACKAGE))
        .contains("lab-modular-12.1-1.module_lab.noarch lab-modules")
        .contains("lab-epoch-3:0.9-2.x86_64 lab-os");
  }

  @Test
  void locksTheSourcesAndTheModules() throws Exception {
    assertThat(locked("x86_64", LockedFile.Kind.SOURCE))
        .contains("lab-tool-1.0-1.src lab-source", "lab-many-1.0-1.src lab-source");
    assertThat(Files.readString(source.resolve("rpms.lock.yaml")))
        .containsOnlyOnce("-modules.yaml")
        .contains("lab-post-3.0^20260101git-1");
  }

  @Test
  void writesTheBytesThatPyYamlWrites() throws Exception {
    String program =
        "import sys, yaml; sys.stdout.write(yaml.dump("
            + "yaml.safe_load(open(sys.argv[1])), sort_keys=False, explicit_start=True))";
    Path lock = source.resolve("rpms.lock.yaml");
    assertThat(commands.run(List.of("/usr/bin/python3", "-c", program, lock.toString())))
        .isEqualTo(Files.readString(lock));
  }

  @Test
  void dnfInstallsFromTheLockWithoutANetwork() throws Exception {
    Path output = work.resolve("output");
    prefetch.run(PrefetchRequest.builder(source, output).input("rpm", ".").build());
    prefetch.inject(output, output.toString(), source);
    Path root = work.resolve("root");
    List<String> wanted = new ArrayList<>(WANTED);
    wanted.add(MODULE);
    commands.run(dnf(output, root, wanted));
    Set<String> installed =
        new TreeSet<>(
            commands
                .run(
                    RealClient.find("rpm")
                        .command("--root", root.toString(), "-qa", "--qf", "%{nevra}\\n"))
                .lines()
                .filter(line -> line.startsWith("lab-"))
                .toList());
    Set<String> locked = new TreeSet<>();
    locked(("x86_64"), LockedFile.Kind.PACKAGE).forEach(line -> locked.add(line.split(" ")[0]));
    assertThat(installed).isEqualTo(locked);
  }

  private List<String> dnf(Path output, Path root, List<String> wanted) throws Exception {
    Path state = Files.createDirectories(work.resolve("dnf"));
    Path config = state.resolve("dnf.conf");
    Files.writeString(
        config,
        "[main]\ngpgcheck=0\nplugins=0\nmodule_platform_id=platform:lab\nvarsdir=/dev/null\n"
            + "cachedir=%1$s/cache\nlogdir=%1$s/log\npersistdir=%1$s/persist\n".formatted(state));
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
                    "--nogpgcheck",
                    "--setopt=reposdir=" + output.resolve("deps/rpm/x86_64/repos.d"),
                    "install"));
    command.addAll(wanted);
    return RealClient.offline(command);
  }

  @Test
  void locksOnlyWhatTheInstalledSystemLacks() throws Exception {
    Path root = work.resolve("base");
    List<String> install =
        new ArrayList<>(
            RealClient.find("rpm")
                .command("--root", root.toString(), "-i", "--justdb", "--nodeps", "--noscripts"));
    Path os = work.resolve("repos/x86_64/os");
    install.add(os.resolve("lab-epoch-0.9-2.x86_64.rpm").toString());
    install.add(os.resolve("lab-n001-1.0-1.noarch.rpm").toString());
    commands.run(install);
    Path project = Files.createDirectories(work.resolve("on-base"));
    Path system = Files.createDirectories(project.resolve("system"));
    try (Stream<Path> files = Files.list(root.resolve("usr/lib/sysimage/rpm"))) {
      for (Path file : files.filter(f -> name(f).startsWith("rpmdb.sqlite")).toList()) {
        Files.copy(file, system.resolve(name(file)));
      }
    }
    String input =
        Files.readString(source.resolve("rpms.in.yaml"))
            .replace("{bare: true}", "{localSystem: system}");
    Files.writeString(project.resolve("rpms.in.yaml"), input);
    prefetch.lock(LockRequest.builder(project, PackageInput.of("rpm", ".")).build());
    assertThat(Files.readString(project.resolve("rpms.lock.yaml")))
        .contains("name: lab-tool\n", "name: lab-n002\n")
        .doesNotContain("name: lab-epoch\n")
        .doesNotContain("name: lab-n001\n");
  }

  @Test
  void isUpToDateWithoutANetworkOnceItIsLocked() throws Exception {
    LockRequest again =
        LockRequest.builder(source, PackageInput.of("rpm", "."))
            .networkMode(NetworkMode.OFFLINE)
            .checkOnly(true)
            .build();
    LockOutcome outcome = prefetch.lock(again);
    assertThat(outcome.changed()).as(outcome.summary()).isFalse();
  }
}
