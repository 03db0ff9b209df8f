package dev.hermetic.core.store;

import dev.hermetic.core.internal.io.Presence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The store's own notes: small, or not the store's. */
final class SmallFile {
  private SmallFile() {}

  /** The content; empty when there is no such file or it is larger than any note of that kind. */
  static Optional<byte[]> read(Path file, int maxBytes) throws IOException {
    return Presence.isAbsent(file) ? Optional.empty() : readExisting(file, maxBytes);
  }

  /** The same, where the file is most likely there. */
  static Optional<byte[]> readExisting(Path file, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      return content.length > maxBytes ? Optional.empty() : Optional.of(content);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }
}
