package dev.hermetic.cli.e2e;

import static dev.hermetic.core.Digest.Algorithm.SHA256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.testkit.FakeRegistry;
import dev.hermetic.testkit.Hashed;
import dev.hermetic.testkit.RealClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
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
 * The whole command for RPM: {@code prefetch}, {@code inject} and {@code audit}, each in a process
 * of its own, and then dnf without a network. More than 300 packages that rpmbuild made of the
 * specs of hermetic-rpm, signed; the signatures are required by us and by dnf. Needs root.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealDnfIT {
  private static final Path SPECS =
      Path.of("../hermetic-rpm/src/test/resources/dev/hermetic/rpm/fixtures").toAbsolutePath();

  @TempDir static Path work;
  private final List<Path> packages = new ArrayList<>();
  private FakeRegistry registry;
  private Path source;

  @BeforeAll
  void build() throws Exception {
    Path home = Files.createDirectories(work.resolve("home"));
    Files.writeString(home.resolve(".rpmmacros"), "%_dbpath /usr/lib/sysimage/rpm\n");
    Files.createDirectory(
        home.resolve("gnupg"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String build : List.of("many x86_64", "libs x86_64", "libs i686", "tool x86_64")) {
      rpmbuild(build.split(" ")[0], build.split(" ")[1]);
    }
    rpmbuild("module", "x86_64");
    try (Stream<Path> files = Files.walk(work.resolve("top"))) {
      files
          .filter(file -> file.toString().endsWith(".rpm") && !file.toString().endsWith(".src.rpm"))
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .forEach(packages::add);
    }
    sign();
    registry = FakeRegistry.start();
    source = project();
  }

  @AfterAll
  void stop() throws Exception {
    if (registry != null) {
      registry.close();
      run(RealClient.find("gpgconf").command("--kill", "gpg-agent"));
    }
  }

  @Test
  void dnfInstallsWhatTheCommandPrefetched() throws Exception {
    assertThat(packages).hasSizeGreaterThanOrEqualTo(300);
    Path output = work.resolve("output");
    String input =
        """
        [{"type": "rpm", "signatures": "require", "keys": ["lab.asc"], "gpg_keys": ["generic/RPM-GPG-KEY-lab"],
          "include_summary_in_sbom": true}, {"type": "generic"}]\
        """;
    String store = work.resolve("store").toString();
    String[] prefetch = {
      "prefetch",
      "--source",
      source.toString(),
      "--output",
      output.toString(),
      "--store",
      store,
      input
    };
    Command.hermetic(work, prefetch).succeed();
    Command.hermetic(work, "inject", output.toString(), "--source", source.toString()).succeed();
    Command.hermetic(work, "audit", output.toString()).succeed();

    run(RealClient.offline(dnf(output, "install", "*")));

    assertThat(nevras(List.of("--root", work.resolve("root").toString(), "-qa")))
        .isEqualTo(nevras(built()));
    assertThat(work.resolve("root/lab-post")).hasContent("post");
    int requests = registry.requests("/" + packages.get(0).getFileName());
    Command.hermetic(work, prefetch).succeed();
    assertThat(registry.requests("/" + packages.get(0).getFileName())).isEqualTo(requests);
  }

  private List<String> built() {
    List<String> query = new ArrayList<>(List.of("-qp", "--nosignature"));
    packages.forEach(file -> query.add(file.toString()));
    return query;
  }

  private Path project() throws Exception {
    Path project = Files.createDirectories(work.resolve("project"));
    byte[] key = Files.readAllBytes(work.resolve("home/lab.asc"));
    Files.write(project.resolve("lab.asc"), key);
    Files.writeString(
        project.resolve("artifacts.lock.yaml"),
        "metadata:\n  version: \"1.0\"\nartifacts:\n  - download_url: "
            + registry.serve("/lab.asc", key)
            + "\n    checksum: "
            + Hashed.of(SHA256, key)
            + "\n    filename: RPM-GPG-KEY-lab\n");
    StringBuilder lock = new StringBuilder("---\nlockfileVersion: 1\nlockfileVendor: redhat\n");
    lock.append("arches:\n- arch: x86_64\n  packages:\n");
    for (Path file : packages) {
      entry(lock, file.getFileName().toString(), Files.readAllBytes(file));
    }
    lock.append("  module_metadata:\n");
    entry(lock, "0f-modules.yaml", Files.readAllBytes(SPECS.resolve("modules.yaml")));
    Files.writeString(project.resolve("rpms.lock.yaml"), lock);
    return project;
  }

  private void entry(StringBuilder lock, String name, byte[] bytes) {
    lock.append("  - url: ").append(registry.serve("/" + name.replace("^", "%5E"), bytes));
    lock.append("\n    repoid: lab-for-$basearch\n    size: ").append(bytes.length);
    lock.append("\n    checksum: ").append(Hashed.of(SHA256, bytes)).append("\n");
  }

  private static void rpmbuild(String spec, String target) throws Exception {
    List<String> defines = new ArrayList<>();
    for (String define :
        List.of(
            "_topdir " + work.resolve("top"),
            "_build_id_links none",
            "_buildhost lab.example",
            "use_source_date_epoch_as_buildtime 1")) {
      defines.addAll(List.of("--define", define));
    }
    List<String> command =
        new ArrayList<>(
            RealClient.find("rpmbuild")
                .command("-bb", "--quiet", "--nodeps", "--target", target + "-linux"));
    command.addAll(defines);
    command.add(SPECS.resolve("lab-" + spec + ".spec").toString());
    run(command);
  }

  private void sign() throws Exception {
    String gpg = RealClient.find("gpg").executable().toString();
    List<String> batch = List.of(gpg, "--batch", "--pinentry-mode", "loopback", "--passphrase", "");
    List<String> make = new ArrayList<>(batch);
    make.addAll(List.of("--quick-generate-key", "lab <lab@lab.example>", "rsa2048", "sign", "0"));
    run(make);
    String key = work.resolve("home/lab.asc").toString();
    run(List.of(gpg, "--batch", "--armor", "--output", key, "--export", "lab"));
    List<String> command =
        new ArrayList<>(
            RealClient.find("rpmsign")
                .command(
                    "--define",
                    "_gpg_name lab",
                    "--define",
                    "__gpg " + gpg,
                    "--define",
                    "_gpg_path " + work.resolve("home/gnupg"),
                    "--addsign"));
    packages.forEach(file -> command.add(file.toString()));
    run(command);
  }

  private static List<String> dnf(Path output, String... arguments) throws Exception {
    Path state = Files.createDirectories(work.resolve("dnf"));
    Path config =
        Files.writeString(
            state.resolve("dnf.conf"),
            """
            [main]
            gpgcheck=1
            plugins=0
            module_platform_id=platform:lab
            cachedir=%1$s/cache
            logdir=%1$s/log
            persistdir=%1$s/persist
            varsdir=/dev/null
            """
                .formatted(state));
    List<String> command =
        new ArrayList<>(
            RealClient.find("dnf")
                .command(
                    "-y",
                    "-c",
                    config.toString(),
                    "--installroot",
                    work.resolve("root").toString(),
                    "--releasever=1",
                    "--forcearch=x86_64",
                    "--setopt=multilib_policy=all",
                    "--setopt=reposdir=" + output.resolve("deps/rpm/x86_64/repos.d")));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Set<String> nevras(List<String> query) throws Exception {
    List<String> command = new ArrayList<>(RealClient.find("rpm").command("--qf", "%{nevra}\\n"));
    command.addAll(query);
    try (Stream<String> lines = run(command).lines()) {
      return new TreeSet<>(
          lines.filter(line -> !line.isBlank() && !line.startsWith("gpg-pubkey")).toList());
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("env", "HOME=" + work.resolve("home")));
    words.addAll(List.of("GNUPGHOME=" + work.resolve("home/gnupg"), "LC_ALL=C.UTF-8"));
    words.add("SOURCE_DATE_EPOCH=1772500000");
    words.addAll(command);
    return Command.of(work, words.toArray(String[]::new)).succeed();
  }
}
