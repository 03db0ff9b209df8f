package dev.hermetic.pip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Small distributions that real clients install. */
final class TestWheel {
  private TestWheel() {}

  /** A wheel with one module that knows its tag. */
  static byte[] wheel(String name, String version, String tag, String... requires) {
    String info = name + "-" + version + ".dist-info/";
    Map<String, String> files = new TreeMap<>();
    files.put(name + "/__init__.py", "tag = '" + tag + "'\nversion = '" + version + "'\n");
    StringBuilder metadata = new StringBuilder("Metadata-Version: 2.1\n");
    metadata.append("Name: ").append(name).append("\nVersion: ").append(version).append('\n');
    List.of(requires).forEach(r -> metadata.append("Requires-Dist: ").append(r).append('\n'));
    files.put(info + "METADATA", metadata.toString());
    files.put(
        info + "WHEEL",
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: " + tag + "\n");
    StringBuilder record = new StringBuilder();
    files.keySet().forEach(file -> record.append(file).append(",,\n"));
    files.put(info + "RECORD", record.append(info).append("RECORD,,\n").toString());
    return zip(files);
  }

  private static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(315_619_200_000L);
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** An sdist with a {@code pyproject.toml} and a module. */
  static byte[] sdist(String name, String version, String pyproject) {
    String root = name + "-" + version + "/";
    Map<String, String> files = new TreeMap<>();
    files.put(root + "pyproject.toml", pyproject);
    files.put(
        root + "PKG-INFO", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
    files.put(root + name + "/__init__.py", "tag = 'sdist'\nversion = '" + version + "'\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static String sha256(byte[] bytes) {
    return hex("SHA-256", bytes);
  }

  static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
