package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an sdist that speak of its needs, read in one pass and without unpacking.
 *
 * @param pkgInfo {@code PKG-INFO} of the top directory
 * @param pyproject {@code pyproject.toml} of the top directory
 * @param eggRequires {@code requires.txt} of its {@code .egg-info} directory
 */
public record SdistFiles(
    Optional<byte[]> pkgInfo, Optional<byte[]> pyproject, Optional<byte[]> eggRequires) {
  private static final long MOST_BYTES = 4L << 30;
  private static final int MOST_MEMBERS = 500_000;
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:\\./)?[^/]+/(PKG-INFO|pyproject\\.toml"
              + "|(?:src/|lib/|python/)?[^/]+\\.egg-info/(?:requires\\.txt))");

  /**
   * Reads an sdist up to the last of these files, or up to a {@code PKG-INFO} that says enough.
   *
   * @param enough whether a {@code PKG-INFO} makes the project file needless
   * @param filename its name, which says what archive it is
   * @throws InputException with code {@code pip.damaged} when it is no archive we know, is damaged,
   *     or unpacks to more than 4 GiB
   * @throws IOException when its bytes cannot be had
   */
  public static SdistFiles read(InputStream sdist, String filename, Predicate<byte[]> enough)
      throws IOException {
    try (ArchiveInputStream<?> archive = open(sdist, filename)) {
      return scan(archive, filename, enough);
    } catch (IOException damaged) {
      SourceFailure.rethrow(damaged);
      throw Malformed.archive(filename, "this is not a readable sdist: " + damaged.getMessage());
    }
  }

  private static ArchiveInputStream<?> open(InputStream sdist, String filename) throws IOException {
    InputStream source = new BufferedInputStream(new Marked(sdist), 1 << 16);
    if (filename.endsWith(".zip")) {
      return new ZipArchiveInputStream(source, "UTF-8", true, true);
    }
    if (filename.endsWith(".tar.gz") || filename.endsWith(".tgz")) {
      InputStream plain = GzipCompressorInputStream.builder().setInputStream(source).get();
      return new TarMembers(new Bounded(plain, filename));
    }
    throw Malformed.archive(filename, "this kind of archive cannot be read");
  }

  private static SdistFiles scan(
      ArchiveInputStream<?> archive, String filename, Predicate<byte[]> enough) throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    int members = 0;
    for (ArchiveEntry entry = archive.getNextEntry();
        entry != null && found.size() < 3;
        entry = archive.getNextEntry()) {
      if (++members > MOST_MEMBERS) {
        throw Malformed.archive(filename, "it has more than " + MOST_MEMBERS + " members");
      }
      Matcher path = MEMBER.matcher(entry.getName());
      if (!entry.isDirectory() && path.matches()) {
        String member = path.group(1);
        String kind = member.substring(member.lastIndexOf('/') + 1);
        byte[] content = content(archive, filename);
        found.putIfAbsent(kind, content);
        if (kind.equals("PKG-INFO") && enough.test(content)) {
          break;
        }
      }
    }
    return new SdistFiles(
        Optional.ofNullable(found.get("PKG-INFO")),
        Optional.ofNullable(found.get("pyproject.toml")),
        Optional.ofNullable(found.get("requires.txt")));
  }

  private static byte[] content(ArchiveInputStream<?> archive, String filename) throws IOException {
    byte[] content = archive.readNBytes(CoreMetadataReader.MAX_BYTES + 1);
    if (content.length > CoreMetadataReader.MAX_BYTES) {
      throw Malformed.archive(filename, "a file of metadata in it is too large");
    }
    return content;
  }

  private static final class Marked extends java.io.FilterInputStream {
    Marked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      try {
        return in.read(target, from, length);
      } catch (IOException failure) {
        throw new SourceFailure(failure.getMessage(), failure);
      }
    }
  }

  private static final class Bounded extends java.io.FilterInputStream {
    private final String filename;
    private long count;

    Bounded(InputStream in, String filename) {
      super(in);
      this.filename = filename;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read = in.read(target, from, length);
      count += Math.max(read, 0);
      if (count > MOST_BYTES) {
        throw Malformed.archive(filename, "it unpacks to more than " + MOST_BYTES + " bytes");
      }
      return read;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
