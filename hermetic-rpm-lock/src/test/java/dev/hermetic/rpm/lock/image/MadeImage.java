package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image put together by hand, in the form of skopeo's {@code dir:}. */
final class MadeImage {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /** All parts by their digest. */
  final Map<Digest, byte[]> parts = new LinkedHashMap<>();

  final List<String> layers = new ArrayList<>();
  String config =
      "{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"Labels\":{\"a\":\"b\"}}}";

  /** Entries of a layer. */
  @FunctionalInterface
  interface Content {
    void write(Tar tar) throws IOException;
  }

  /** Writes entries that no honest tool would, too. */
  record Tar(TarArchiveOutputStream out) {
    Tar file(String path, byte[] content) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(path, true);
      entry.setSize(content.length);
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
      return this;
    }

    Tar empty(String path) throws IOException {
      return file(path, new byte[0]);
    }

    Tar link(String path, byte type, String target) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(path, type);
      entry.setLinkName(target);
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
      return this;
    }

    Tar hard(String path, String target) throws IOException {
      return link(path, TarArchiveEntry.LF_LINK, target);
    }

    Tar symbolic(String path, String target) throws IOException {
      return link(path, TarArchiveEntry.LF_SYMLINK, target);
    }

    Tar directory(String path) throws IOException {
      return link(path, TarArchiveEntry.LF_DIR, "");
    }
  }

  static byte[] tar(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      content.write(new Tar(out));
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Adds a layer. */
  MadeImage layer(Content content) {
    try {
      return stored(gzip(tar(content)), "application/vnd.oci.image.layer.v1.tar+gzip");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Adds a layer whose bytes are given. */
  MadeImage stored(byte[] bytes, String type) {
    layers.add(descriptor(type, bytes, ""));
    return this;
  }

  /** Keeps bytes as a part of the image and gives their descriptor. */
  String descriptor(String type, byte[] bytes, String more) {
    Digest digest = ImageDigests.of(bytes, Digest.Algorithm.SHA256);
    parts.put(digest, bytes);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
        .formatted(type, digest, bytes.length, more);
  }

  /** The manifest of this image. */
  byte[] manifest() {
    return utf8(
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                MANIFEST,
                descriptor("application/vnd.oci.image.config.v1+json", utf8(config), ""),
                String.join(",", layers)));
  }

  /** An index of descriptors. */
  static byte[] index(String... descriptors) {
    return utf8(
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(INDEX, String.join(",", descriptors)));
  }

  static String platform(String architecture) {
    return ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}".formatted(architecture);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes it, with another document on top if one is given. */
  void write(Path directory, byte[] top) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("manifest.json"), top);
    for (Map.Entry<Digest, byte[]> part : parts.entrySet()) {
      String name = part.getKey().hex();
      Files.write(directory.resolve(name), part.getValue());
      Files.write(directory.resolve(name + ".manifest.json"), part.getValue());
    }
  }

  void write(Path directory) throws IOException {
    write(directory, manifest());
  }
}
