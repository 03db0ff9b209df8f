package dev.hermetic.npm;

import dev.hermetic.core.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes the tarball of an npm package. */
final class TestTarball {
  private TestTarball() {}

  /** A package with this manifest, an {@code index.js} and further files. */
  static byte[] of(String manifest, Map<String, String> more) {
    Map<String, String> files = new TreeMap<>(more);
    files.put("package.json", manifest);
    files.putIfAbsent("index.js", "module.exports = 1;\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("package/" + file.getKey());
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static byte[] of(String manifest) {
    return of(manifest, Map.of());
  }

  static Digest digest(Digest.Algorithm algorithm, byte[] bytes) {
    try {
      return Digest.of(algorithm, MessageDigest.getInstance(algorithm.jcaName()).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String sri(byte[] bytes) {
    return digest(Digest.Algorithm.SHA512, bytes).sri();
  }
}
