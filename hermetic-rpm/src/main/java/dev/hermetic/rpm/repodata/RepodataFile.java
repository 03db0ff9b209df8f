package dev.hermetic.rpm.repodata;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Unpacks a metadata file while its sizes and digests are checked. What is read from it only counts
 * once {@link #read} has returned: the digests are known at the end.
 */
public final class RepodataFile {
  /** Reads the unpacked text. */
  @FunctionalInterface
  public interface Body<T> {
    /**
     * Reads it, not necessarily to the end.
     *
     * @param unpacked the text
     * @param file its name in errors
     */
    T read(InputStream unpacked, RelPath file) throws IOException;
  }

  private RepodataFile() {}

  /**
   * Reads the file of a record.
   *
   * @param record what repomd.xml says about it; what it does not say is not checked
   * @param packed the file's bytes; not closed
   * @throws IntegrityException with code {@code rpm.repodata-size} or {@code rpm.repodata-digest}
   *     when it is another file, also where that made {@code body} fail
   * @throws LockfileException with code {@code rpm.repodata} when it cannot be unpacked
   * @throws IOException when {@code packed} fails
   */
  public static <T> T read(RepomdRecord record, InputStream packed, Body<T> body)
      throws IOException {
    RelPath file = RelPath.of(record.location());
    CheckedInput raw =
        new CheckedInput(packed, record.location(), record.checksum(), record.size());
    try {
      T result = unpack(record, raw, file, body);
      raw.drain();
      raw.verify();
      return result;
    } catch (IntegrityException mismatch) {
      throw mismatch;
    } catch (HermeticException | IOException failed) {
      if (raw.failure().isEmpty()) {
        blame(raw, failed);
      }
      throw failed;
    }
  }

  /**
   * Opens a file whose digest was checked before; the stream gives its unpacked text, of at most
   * the announced size.
   *
   * @param record what repomd.xml says about it
   * @param packed the file's bytes; closed with the stream
   * @throws IOException when it cannot be unpacked, here or while it is read
   */
  public static InputStream open(RepomdRecord record, InputStream packed) throws IOException {
    return new CheckedInput(
        Compression.unpack(packed),
        record.location() + " (unpacked)",
        Optional.empty(),
        record.openSize());
  }

  private static <T> T unpack(RepomdRecord record, CheckedInput raw, RelPath file, Body<T> body)
      throws IOException {
    try {
      // repomd.xml gives no open checksum for what is not packed.
      CheckedInput open =
          new CheckedInput(
              Compression.unpack(raw),
              record.location() + " (unpacked)",
              record.openChecksum(),
              record.openSize());
      T result = body.read(open, file);
      open.drain();
      open.verify();
      return result;
    } catch (IOException damaged) {
      if (raw.failure().isPresent()) {
        throw raw.failure().get();
      }
      throw LockfileException.of(
          "rpm.repodata",
          Location.of(file),
          "it cannot be unpacked: " + PrintableText.quoted(String.valueOf(damaged.getMessage())),
          damaged);
    }
  }

  /** Wrong bytes are a better explanation than what they led to. */
  private static void blame(CheckedInput raw, Exception failed) throws IOException {
    try {
      raw.drain();
      raw.verify();
    } catch (IntegrityException mismatch) {
      mismatch.addSuppressed(failed);
      throw mismatch;
    }
  }

  /**
   * Reads a file that nothing is known about.
   *
   * @param file its name in errors
   * @param packed the file's bytes; not closed
   * @throws LockfileException with code {@code rpm.repodata} when it cannot be unpacked
   * @throws IOException when {@code packed} fails
   */
  public static <T> T read(RelPath file, InputStream packed, Body<T> body) throws IOException {
    return read(RepomdRecord.builder("", file.value()).build(), packed, body);
  }
}
