package dev.hermetic.rpm;

import dev.hermetic.testkit.RealClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds the packages of {@code src/test/rpm} with the real rpmbuild and signs them. */
final class RpmWorkshop {
  private static final Path SPECS = Path.of("src/test/rpm").toAbsolutePath();

  private final Path top;
  private final Commands commands;

  RpmWorkshop(Path top, Commands commands) {
    this.top = top;
    this.commands = commands;
  }

  /** The packages of all specs, binary and source, sorted by file name. */
  List<Path> buildAll() throws Exception {
    build("lab-many", "x86_64");
    build("lab-libs", "x86_64");
    build("lab-libs", "i686");
    build("lab-tool", "x86_64");
    build("lab-module", "x86_64");
    return built();
  }

  /** Builds one spec for one architecture. */
  void build(String spec, String target) throws Exception {
    commands.run(
        RealClient.find("rpmbuild")
            .command(
                "-ba",
                "--quiet",
                "--nodeps",
                "--target",
                target + "-linux",
                "--define",
                "_topdir " + top,
                "--define",
                "debug_package %{nil}",
                "--define",
                "_build_id_links none",
                "--define",
                "_buildhost lab.example",
                "--define",
                "use_source_date_epoch_as_buildtime 1",
                SPECS.resolve(spec + ".spec").toString()));
  }

  /** What has been built so far. */
  List<Path> built() throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(file -> file.toString().endsWith(".rpm"))
          .sorted(java.util.Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    }
  }

  /** The text of a file beside the specs. */
  static byte[] resource(String name) throws IOException {
    return Files.readAllBytes(SPECS.resolve(name));
  }

  /** Makes a throw-away key and gives its public part. */
  Path key(String name) throws Exception {
    Path home = commands.home().resolve("gnupg");
    if (!Files.isDirectory(home)) {
      Files.createDirectory(
          home,
          java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
              java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
    }
    String gpg = RealClient.find("gpg").executable().toString();
    commands.run(
        List.of(
            gpg,
            "--batch",
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
            "--quick-generate-key",
            name + " <" + name + "@lab.example>",
            "rsa2048",
            "sign",
            "0"));
    Path key = commands.home().resolve("RPM-GPG-KEY-" + name);
    commands.run(List.of(gpg, "--batch", "--armor", "--output", key.toString(), "--export", name));
    return key;
  }

  /** The public part of a key, not armoured. */
  byte[] binaryKey(String name) throws Exception {
    Path key = commands.home().resolve(name + ".gpg");
    String gpg = RealClient.find("gpg").executable().toString();
    commands.run(List.of(gpg, "--batch", "--yes", "--output", key.toString(), "--export", name));
    return Files.readAllBytes(key);
  }

  /** Signs packages in place. */
  void sign(String key, List<Path> packages) throws Exception {
    List<String> command =
        new ArrayList<>(
            RealClient.find("rpmsign")
                .command(
                    "--define",
                    "_gpg_name " + key,
                    "--define",
                    "__gpg " + RealClient.find("gpg").executable(),
                    "--define",
                    "_gpg_path " + commands.home().resolve("gnupg"),
                    "--addsign"));
    packages.forEach(file -> command.add(file.toString()));
    commands.run(command);
  }

  /** Ends the agent that gpg starts. */
  void close() throws Exception {
    commands.run(RealClient.find("gpgconf").command("--kill", "gpg-agent"));
  }
}
