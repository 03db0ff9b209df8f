package dev.hermetic.rpm.repodata;

import dev.hermetic.core.RelPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists in memory. */
final class Documents {
  static final RelPath FILE = RelPath.of("repodata/primary.xml");
  static final String DIGEST = "ab".repeat(32);

  private Documents() {}

  /** A primary.xml with one package around some elements. */
  static String primary(String inside) {
    return "<metadata packages=\"1\"><package type=\"rpm\"><name>n</name><arch>noarch</arch>"
        + "<version epoch=\"0\" ver=\"1\" rel=\"2\"/><checksum type=\"sha256\" pkgid=\"YES\">"
        + DIGEST
        + "</checksum><location href=\"n.rpm\"/>"
        + inside
        + "</package></metadata>";
  }

  static List<PackageEntry> read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  static List<PackageEntry> read(InputStream in) throws IOException {
    List<PackageEntry> entries = new ArrayList<>();
    PackageEntryReader.read(in, FILE, entries::add);
    return entries;
  }

  /** Writes entries into memory. */
  static Map<String, ByteArrayOutputStream> write(
      List<PackageEntry> entries, Compression compression) throws IOException {
    Map<String, ByteArrayOutputStream> files = new TreeMap<>();
    RepodataWriter writer =
        new RepodataWriter(
            name -> files.computeIfAbsent(name, n -> new ByteArrayOutputStream()),
            compression,
            "7",
            1_700_000_000);
    write(writer, entries);
    writer.finish();
    return files;
  }

  /** Writes the lists of packages. */
  static void write(RepodataWriter writer, List<PackageEntry> entries) throws IOException {
    try {
      writer.packages(listed(entries), Parallel.NONE);
    } catch (InterruptedException nobodyInterrupts) {
      throw new AssertionError(nobodyInterrupts);
    }
  }

  static PackageList listed(List<PackageEntry> entries) {
    return new PackageList() {
      @Override
      public int size() {
        return entries.size();
      }

      @Override
      public long weight(int index) {
        return 0;
      }

      @Override
      public PackageEntry entry(int index) {
        return entries.get(index);
      }
    };
  }

  /** Gives a few bytes at a time. */
  static final class Dripping extends ByteArrayInputStream {
    private final int most;

    Dripping(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(length, most));
    }
  }
}
