package dev.hermetic.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A project that pins one file of plain bytes. */
final class OneFileProject {
  static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  /** Where the file lies in an output. */
  static final String PLACE = "deps/generic/a.bin";

  private OneFileProject() {}

  /** Writes its lock into a directory. */
  static void write(Path directory, String url) throws IOException, NoSuchAlgorithmException {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
    Files.writeString(
        directory.resolve("artifacts.lock.yaml"),
        "metadata:\n  version: \"1.0\"\nartifacts:\n  - download_url: "
            + url
            + "\n    checksum: sha256:"
            + sha256
            + "\n    filename: a.bin\n");
  }
}
