package dev.hermetic.pip.metadata;

import dev.hermetic.formats.archive.TarEntries;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Date;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive in the form in which the library reads others, zip for example, but read with no
 * more memory than a name may have. Used by one thread.
 */
final class TarMembers extends ArchiveInputStream<TarMembers.Member> {
  private final TarEntries entries;

  TarMembers(InputStream in) {
    super(in, "UTF-8");
    this.entries = new TarEntries(in);
  }

  /** A member of the archive. */
  record Member(TarEntries.Entry entry) implements ArchiveEntry {
    @Override
    public String getName() {
      return entry.name();
    }

    @Override
    public long getSize() {
      return entry.size();
    }

    @Override
    public boolean isDirectory() {
      return entry.kind() == TarEntries.Kind.DIRECTORY;
    }

    @Override
    public Date getLastModifiedDate() {
      return Date.from(Instant.EPOCH);
    }
  }

  @Override
  public @Nullable Member getNextEntry() throws IOException {
    TarEntries.Entry entry = entries.next();
    return entry == null ? null : new Member(entry);
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    return entries.content().read(target, from, length);
  }
}
