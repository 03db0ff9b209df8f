package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.formats.archive.BoundedInput;
import dev.hermetic.formats.archive.TarEntries;
import dev.hermetic.formats.json.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code package.json} inside a tarball, read by streaming; nothing is extracted.
 *
 * @param text its text
 * @param json its JSON
 * @param builds whether a {@code binding.gyp} lies beside it, which npm builds on installation
 */
record TarballManifest(String text, JsonNode json, boolean builds) {
  private static final int MAX_MANIFEST = 8 * 1024 * 1024;

  /** A bound on what is unpacked while looking for the manifest. */
  private static final long MAX_UNPACKED = 2L * 1024 * 1024 * 1024;

  /**
   * Reads the manifest of an artifact.
   *
   * @throws LayoutException with code {@code npm.tarball} when the tarball has no usable manifest
   * @throws IOException when reading fails
   */
  static TarballManifest read(LayoutContext context, Artifact artifact) throws IOException {
    try (InputStream in = context.open(artifact)) {
      return read(in);
    } catch (LockfileException malformed) {
      throw unusable(artifact, malformed.getMessage());
    } catch (IOException broken) {
      throw unusable(artifact, broken.getMessage());
    }
  }

  static TarballManifest read(InputStream tarball) throws IOException {
    String text = null;
    boolean builds = false;
    TarEntries tar = new TarEntries(new BoundedInput(unpacked(tarball), MAX_UNPACKED));
    for (TarEntries.Entry entry = tar.next(); entry != null; entry = tar.next()) {
      String name = withoutTop(entry.name());
      if (name.equals("package.json") && entry.kind() == TarEntries.Kind.FILE) {
        // npm writes one over the other, so the last one counts.
        text = manifestText(tar.content());
      }
      builds |= name.equals("binding.gyp");
    }
    if (text == null) {
      throw new IOException("it holds no package.json");
    }
    return new TarballManifest(text, NpmJson.READER.read(RelPath.of("package.json"), text), builds);
  }

  private static InputStream unpacked(InputStream tarball) throws IOException {
    BufferedInputStream in = new BufferedInputStream(tarball, 64 * 1024);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 64 * 1024) : in;
  }

  private static String manifestText(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_MANIFEST + 1);
    if (bytes.length > MAX_MANIFEST) {
      throw new IOException("its package.json is larger than " + MAX_MANIFEST + " bytes");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** npm drops the first segment, whatever its name. */
  private static String withoutTop(String name) {
    String plain = name.startsWith("./") ? name.substring(2) : name;
    return plain.substring(plain.indexOf('/') + 1);
  }

  private static LayoutException unusable(Artifact artifact, @Nullable String reason) {
    return LayoutException.builder("npm.tarball")
        .subject(artifact.display())
        .message(
            artifact
                + ": the tarball cannot be used: "
                + (reason == null ? "unknown reason" : reason))
        .hints("check that the lock names the right file")
        .build();
  }

  /**
   * The version.
   *
   * @throws LayoutException with code {@code npm.tarball} when it has none
   */
  String version() {
    return json.text("version")
        .filter(PackageName::isVersion)
        .orElseThrow(
            () ->
                LayoutException.builder("npm.tarball")
                    .subject("package.json")
                    .message("the tarball's package.json has no version")
                    .build());
  }

  /** A member as it is written; empty when absent. */
  Optional<String> raw(String member) {
    return json.get(member).map(value -> text.substring(value.start(), value.end()));
  }

  /** Whether installing it runs a script. */
  boolean hasInstallScript() {
    Optional<JsonNode> scripts = json.object("scripts");
    return builds
        || scripts
            .filter(
                s ->
                    s.get("preinstall").isPresent()
                        || s.get("install").isPresent()
                        || s.get("postinstall").isPresent())
            .isPresent();
  }
}
