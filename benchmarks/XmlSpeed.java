package dev.hermetic.rpm.repodata;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Our scanner of package lists beside parsers of the StAX kind: {@code table CONTESTANT PRIMARY WARMUPS RUNS} reads a
 * list into a {@link PackageTable}, {@code texts …} makes a string of every value that an entry has, {@code hostile
 * CONTESTANT} reads what nobody should send. It stands in the package of the reader, to use the same table.
 *
 * <p>What it prints last of a list is a checksum of all that was read: it must be the same for all contestants.
 */
public final class XmlSpeed {
  private static final RelPath FILE = RelPath.of("primary.xml");
  private static final Map<String, String> FACTORIES =
      Map.of("aalto", "com.fasterxml.aalto.stax.InputFactoryImpl", "woodstox", "com.ctc.wstx.stax.WstxInputFactory");

  private XmlSpeed() {}

  private interface Reading {
    Object of(InputStream in) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("hostile")) {
      HostileXml.all(args[1]);
      return;
    }
    Reading reading = args[0].equals("table") ? in -> table(args[1], in) : in -> texts(args[1], in);
    byte[] list = Files.readAllBytes(Path.of(args[2]));
    int warmups = Integer.parseInt(args[3]);
    int runs = Integer.parseInt(args[4]);
    for (int i = 0; i < warmups; i++) {
      reading.of(new ByteArrayInputStream(list));
    }
    long[][] figures = new long[3][runs];
    Object read = "";
    for (int i = 0; i < runs; i++) {
      read = "";
      read = measure(reading, list, figures, i);
    }
    System.out.printf(
        Locale.ROOT,
        "%s %-8s wall %s ms, CPU %s ms, allocated %s MB, of %d MB; checksum %x%n",
        args[0], args[1], shown(figures[0]), shown(figures[1]), shown(figures[2]), list.length / 1_000_000, checksum(read));
  }

  private static Object measure(Reading reading, byte[] list, long[][] figures, int run) throws Exception {
    OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    System.gc();
    long allocated = threads.getThreadAllocatedBytes(thread);
    long cpu = process.getProcessCpuTime();
    long wall = System.nanoTime();
    Object read = reading.of(new ByteArrayInputStream(list));
    figures[0][run] = (System.nanoTime() - wall) / 1_000_000;
    figures[1][run] = (process.getProcessCpuTime() - cpu) / 1_000_000;
    figures[2][run] = (threads.getThreadAllocatedBytes(thread) - allocated) / 1_000_000;
    return read;
  }

  private static String shown(long[] figures) {
    long[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] + " (" + sorted[0] + "–" + sorted[sorted.length - 1] + ")";
  }

  static PackageTable table(String contestant, InputStream in) throws Exception {
    if (contestant.equals("ours")) {
      return PackageTable.read(in, FILE);
    }
    TableBuilder rows = new TableBuilder(FILE);
    new StaxScanner(open(contestant, in), new Rows(rows)).scan();
    return new PackageTable(rows);
  }

  /** The form in which a table is kept has everything that was read, in its order. */
  private static long checksum(Object read) {
    if (!(read instanceof PackageTable table)) {
      return (Long) read;
    }
    byte[] kept = CachedTable.write(table);
    CRC32C sum = new CRC32C();
    // Without its own checksum at the end, with which every table would give the same.
    sum.update(kept, 0, kept.length - Integer.BYTES);
    return sum.getValue();
  }

  private static long texts(String contestant, InputStream in) throws Exception {
    Texts texts = new Texts();
    if (contestant.equals("ours")) {
      PackageScanner.scan(in, FILE, texts);
    } else {
      new StaxScanner(open(contestant, in), texts).scan();
    }
    return texts.hash;
  }

  private static XMLStreamReader open(String contestant, InputStream in) throws Exception {
    XMLInputFactory factory =
        contestant.equals("jdk")
            ? XMLInputFactory.newDefaultFactory()
            : (XMLInputFactory) Class.forName(FACTORIES.get(contestant)).getDeclaredConstructor().newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("an external entity stands here");
        });
    return factory.createXMLStreamReader(in);
  }

  /** Fills the table that our reader fills. */
  private static final class Rows implements StaxScanner.Sink {
    private final TableBuilder rows;
    private final Utf8 value = new Utf8(new XmlScanner(InputStream.nullInputStream(), FILE, Word.NAMES));
    private byte[] scratch = new byte[1 << 12];

    Rows(TableBuilder rows) {
      this.rows = rows;
    }

    @Override
    public boolean wants(PackageField field) {
      try {
        rows.column(field);
        return true;
      } catch (IllegalArgumentException notKept) {
        return false;
      }
    }

    @Override
    public void begins() {
      rows.begin();
    }

    @Override
    public void field(PackageField field, String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      value.set(utf8, 0, utf8.length, false);
      rows.text(field, value);
    }

    @Override
    public void field(PackageField field, char[] text, int length) {
      set(text, length);
      rows.text(field, value);
    }

    private void set(char[] text, int length) {
      if (scratch.length < length) {
        scratch = new byte[2 * length];
      }
      for (int i = 0; i < length; i++) {
        if (text[i] >= 0x80) {
          byte[] utf8 = new String(text, 0, length).getBytes(StandardCharsets.UTF_8);
          value.set(utf8, 0, utf8.length, false);
          return;
        }
        scratch[i] = (byte) text[i];
      }
      value.set(scratch, 0, length, false);
    }

    @Override
    public void dependency(DependencyKind kind, String name, Relation relation, String[] evr, boolean pre) {
      rows.dependencyName.add(rows.texts.intern(name));
      rows.dependencyFlags.add(kind.ordinal() | relation.ordinal() << 3 | (pre ? 1 << 6 : 0));
      rows.dependencyEvrs.add(
          relation == Relation.ANY
              ? 0
              : rows.dependencyEvr.intern(
                  rows.texts.intern(evr[0]), rows.texts.intern(evr[1]), rows.texts.intern(evr[2])));
    }

    @Override
    public void file(char[] text, int length) {
      set(text, length);
      rows.file(FileKind.FILE, value);
    }

    @Override
    public void ends() {
      rows.end();
    }
  }

  /** Makes a string of everything, for both ways. */
  private static final class Texts implements StaxScanner.Sink, PackageVisitor {
    long hash;

    private void add(String text) {
      hash += 31 * (long) text.hashCode() + text.length();
    }

    @Override
    public boolean wants(PackageField field) {
      return true;
    }

    @Override
    public void begins() {}

    @Override
    public void field(PackageField field, String value) {
      add(value);
    }

    @Override
    public void field(PackageField field, char[] text, int length) {
      add(new String(text, 0, length));
    }

    @Override
    public void dependency(DependencyKind kind, String name, Relation relation, String[] evr, boolean pre) {
      add(name);
      for (String part : evr) {
        add(part);
      }
      hash += kind.ordinal() + relation.ordinal() + (pre ? 1 : 0);
    }

    @Override
    public void file(char[] text, int length) {
      add(new String(text, 0, length));
    }

    @Override
    public void ends() {}

    @Override
    public void text(PackageField field, Utf8 value) {
      add(value.toString());
    }

    @Override
    public void dependency(DependencyKind kind, DependencyText entry) {
      add(entry.name().toString());
      add(entry.epoch().toString());
      add(entry.version().toString());
      add(entry.release().toString());
      hash += kind.ordinal() + entry.relation().ordinal() + (entry.pre() ? 1 : 0);
    }

    @Override
    public void file(FileKind kind, Utf8 path) {
      add(path.toString());
    }
  }

}
