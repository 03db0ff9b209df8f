package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import dev.hermetic.formats.archive.BoundedInput;
import dev.hermetic.formats.archive.MalformedArchiveException;
import dev.hermetic.formats.archive.TarEntries;
import dev.hermetic.formats.archive.ZipEntries;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    try {
      return scan(open(sdist, filename), filename, enough);
    } catch (IOException damaged) {
      SourceFailure.rethrow(damaged);
      throw Malformed.archive(filename, "this is not a readable sdist: " + damaged.getMessage());
    }
  }

  /** The members of an archive of any kind, one after the other. */
  private interface Members {
    /** The name of the next file or directory; null behind the last one. */
    @Nullable String next() throws IOException;

    InputStream content() throws IOException;
  }

  private static Members open(InputStream sdist, String filename) throws IOException {
    InputStream source = new BufferedInputStream(new Marked(sdist), 1 << 16);
    if (filename.endsWith(".zip")) {
      return members(new ZipEntries(source, MOST_MEMBERS, MOST_BYTES));
    }
    if (filename.endsWith(".tar.gz") || filename.endsWith(".tgz")) {
      InputStream plain = GzipCompressorInputStream.builder().setInputStream(source).get();
      return members(new TarEntries(new BoundedInput(plain, MOST_BYTES)));
    }
    throw Malformed.archive(filename, "this kind of archive cannot be read");
  }

  private static Members members(ZipEntries zip) {
    return new Members() {
      @Override
      public @Nullable String next() throws IOException {
        ZipEntries.Entry entry = zip.next();
        return entry == null ? null : entry.name();
      }

      @Override
      public InputStream content() {
        return zip.content();
      }
    };
  }

  private static Members members(TarEntries tar) {
    return new Members() {
      private int members;

      @Override
      public @Nullable String next() throws IOException {
        if (++members > MOST_MEMBERS) {
          throw new MalformedArchiveException("it has more than " + MOST_MEMBERS + " entries");
        }
        TarEntries.Entry entry = tar.next();
        boolean isDirectory = entry != null && entry.kind() == TarEntries.Kind.DIRECTORY;
        return entry == null ? null : isDirectory ? entry.name() + "/" : entry.name();
      }

      @Override
      public InputStream content() throws IOException {
        return tar.content();
      }
    };
  }

  private static SdistFiles scan(Members members, String filename, Predicate<byte[]> enough)
      throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    for (String name = members.next(); name != null && found.size() < 3; name = members.next()) {
      Matcher path = MEMBER.matcher(name);
      if (path.matches()) {
        String member = path.group(1);
        String kind = member.substring(member.lastIndexOf('/') + 1);
        byte[] content = content(members.content(), filename);
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

  private static byte[] content(InputStream in, String filename) throws IOException {
    byte[] content = in.readNBytes(CoreMetadataReader.MAX_BYTES + 1);
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

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
