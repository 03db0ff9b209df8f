package dev.hermetic.rpm.signature;

import dev.hermetic.rpm.fixtures.RpmTools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A GnuPG home with keys that live as long as a test. */
final class ThrowAwayKeys implements AutoCloseable {
  private final RpmTools tools;
  private final Path home;

  ThrowAwayKeys(RpmTools tools, Path directory) throws Exception {
    this.tools = tools;
    this.home = Files.createDirectories(directory);
    Files.setPosixFilePermissions(
        home, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
  }

  /** Makes a key that can sign; returns its fingerprint in lower case. */
  String make(String name, String algorithm, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of(more));
    command.addAll(List.of("--quick-generate-key", name, algorithm, "sign", "never"));
    gpg(command.toArray(String[]::new));
    return fingerprint(name);
  }

  private String fingerprint(String name) throws Exception {
    return gpg("--with-colons", "--list-keys", name)
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .map(line -> line.split(":")[9])
        .findFirst()
        .orElseThrow()
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** The fingerprint of its first subkey, in lower case. */
  String subkeyOf(String name) throws Exception {
    return gpg("--with-colons", "--list-keys", name)
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .map(line -> line.split(":")[9])
        .skip(1)
        .findFirst()
        .orElseThrow()
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** The public key, armoured. */
  byte[] export(String name) throws Exception {
    return gpg("--armor", "--export", name).getBytes(StandardCharsets.US_ASCII);
  }

  /** Revokes a key with the certificate that GnuPG made along with it. */
  void revoke(String fingerprint) throws Exception {
    Path certificate =
        home.resolve("openpgp-revocs.d")
            .resolve(fingerprint.toUpperCase(java.util.Locale.ROOT) + ".rev");
    String text = Files.readString(certificate).replace(":-----BEGIN", "-----BEGIN");
    gpg("--import", Files.writeString(home.resolve("revoke.asc"), text).toString());
  }

  /** A signed copy of a package. */
  Path sign(Path rpm, String key, Path copy) throws Exception {
    Files.copy(rpm, copy);
    tools.run(
        "rpmsign",
        "--define",
        "_gpg_name " + key,
        "--define",
        "__gpg /usr/bin/gpg",
        "--define",
        "_gpg_path " + home,
        "--addsign",
        copy.toString());
    return copy;
  }

  String gpg(String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "gpg",
                "--quiet",
                "--homedir",
                home.toString(),
                "--batch",
                "--yes",
                "--no-permission-warning",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                ""));
    command.addAll(List.of(more));
    return tools.run(command.toArray(String[]::new));
  }

  @Override
  public void close() throws Exception {
    tools.run("gpgconf", "--homedir", home.toString(), "--kill", "all");
    // The agent takes its sockets with it a moment later; what is left goes with the directory.
    try (Stream<Path> left = Files.list(home)) {
      for (Path socket :
          left.filter(path -> path.getFileName().toString().startsWith("S.")).toList()) {
        Files.deleteIfExists(socket);
      }
    }
  }
}
