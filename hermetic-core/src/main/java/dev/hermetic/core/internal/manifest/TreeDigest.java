package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * One digest of many files, as {@code sha256sum} piped into {@code sha256sum} gives it; the same as
 * in-toto's {@code dirHash}.
 */
public final class TreeDigest {
  private TreeDigest() {}

  /** The digest of files, in any order. */
  public static Digest of(List<FileEntry> files) {
    MessageDigest digest = Digest.Algorithm.SHA256.newMessageDigest();
    files.stream()
        .sorted(FileEntry.ORDER)
        .forEach(
            file ->
                digest.update(
                    (file.sha256().hex() + "  " + file.path() + "\n")
                        .getBytes(StandardCharsets.UTF_8)));
    return Digest.of(Digest.Algorithm.SHA256, digest.digest());
  }
}
