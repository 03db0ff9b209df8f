package dev.hermetic.rpm.lock.image;

import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.archive.MalformedArchiveException;
import dev.hermetic.formats.archive.TarEntries;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The files of a layout that lies in one tar archive, which is not packed itself. */
final class ArchiveFiles implements LayoutSource.Files {
  private static final int MAX_FILES = 100_000;

  private record Span(long offset, long size) {}

  private final Path archive;
  private final RelPath name;
  private final Map<String, Span> spans;

  private ArchiveFiles(Path archive, RelPath name, Map<String, Span> spans) {
    this.archive = archive;
    this.name = name;
    this.spans = spans;
  }

  /** Looks through an archive once. */
  static ArchiveFiles open(Path archive, RelPath name) throws IOException {
    Map<String, Span> spans = new HashMap<>();
    try (InputStream file = Files.newInputStream(archive);
        CountingInputStream in = new CountingInputStream(new BufferedInputStream(file))) {
      TarEntries entries = new TarEntries(in);
      int count = 0;
      for (var entry = entries.next(); entry != null; entry = entries.next()) {
        if (++count > MAX_FILES) {
          throw Manifest.malformed(name.value(), "it has more than " + MAX_FILES + " files");
        }
        if (entry.kind() == TarEntries.Kind.FILE) {
          spans.put(entry.path(), new Span(in.getCount(), entry.size()));
        }
      }
    } catch (MalformedArchiveException damaged) {
      throw Manifest.malformed(name.value(), String.valueOf(damaged.getMessage()));
    }
    return new ArchiveFiles(archive, name, spans);
  }

  @Override
  public InputStream open(String path) throws IOException {
    Span span = spans.get(path);
    if (span == null) {
      throw LockfileException.of(
          "lockfile.missing",
          dev.hermetic.core.Location.of(name),
          "the archive holds no " + path,
          "make it with skopeo copy … oci-archive:FILE");
    }
    InputStream in = Files.newInputStream(archive);
    try {
      in.skipNBytes(span.offset());
    } catch (IOException gone) {
      in.close();
      throw gone;
    }
    return ByteStreams.limit(in, span.size());
  }
}
