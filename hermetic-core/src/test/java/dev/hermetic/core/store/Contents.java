package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Digest.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Bytes and what the tests do with them. */
final class Contents {
  static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  /** From coreutils: {@code printf hello | sha256sum}, and so on. */
  static final Digest HELLO_SHA256 =
      Digest.sha256("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

  static final Digest HELLO_SHA1 =
      new Digest(Algorithm.SHA1, "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");

  static final Digest HELLO_MD5 = new Digest(Algorithm.MD5, "5d41402abc4b2a76b9719d911017c592");

  static final Digest HELLO_SHA512 =
      new Digest(
          Algorithm.SHA512,
          "9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca7"
              + "2323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043");

  private Contents() {}

  static ContentStore.Entry publish(ContentStore store, String key, byte[] bytes)
      throws IOException, InterruptedException {
    return publish(store, key, bytes, EnumSet.of(Algorithm.SHA512, Algorithm.SHA1, Algorithm.MD5));
  }

  static ContentStore.Entry publish(
      ContentStore store, String key, byte[] bytes, Set<Algorithm> algorithms)
      throws IOException, InterruptedException {
    try (Staging staging = store.stage(key, algorithms)) {
      write(staging.restart(), bytes);
      return staging.publish();
    }
  }

  static void write(OutputStream stream, byte[] bytes) throws IOException {
    try (stream) {
      stream.write(bytes);
    }
  }

  static byte[] read(ContentStore store, ContentStore.Entry entry) throws IOException {
    try (InputStream in = store.open(entry)) {
      return in.readAllBytes();
    }
  }

  static Digest sha256(byte[] bytes) throws Exception {
    return Digest.of(Algorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  static Path object(Path directory, Digest sha256) {
    return directory
        .resolve("v1/sha256")
        .resolve(sha256.hex().substring(0, 2))
        .resolve(sha256.hex().substring(2));
  }

  /** All regular files below a directory, links included. */
  static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !Files.isDirectory(file)).sorted().toList();
    }
  }
}
