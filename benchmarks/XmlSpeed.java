package dev.hermetic.rpm.repodata;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
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
      Hostile.all(args[1]);
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

  private static PackageTable table(String contestant, InputStream in) throws Exception {
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
    CRC32C sum = new CRC32C();
    sum.update(CachedTable.write(table));
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

  /** Is told by {@link StaxScanner} what {@link PackageScanner} would tell. */
  private interface Sink {
    boolean wants(PackageField field);

    void begins();

    void field(PackageField field, String value);

    void field(PackageField field, char[] text, int length);

    void dependency(DependencyKind kind, String name, Relation relation, String[] evr, boolean pre);

    void file(char[] text, int length);

    void ends();
  }

  /** Fills the table that our reader fills. */
  private static final class Rows implements Sink {
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
  private static final class Texts implements Sink, PackageVisitor {
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

  /** What {@link PackageScanner} does with primary.xml, over StAX, with the bounds that a caller of StAX can set. */
  private static final class StaxScanner {
    private static final Map<String, Word> WORDS = new HashMap<>();
    private static final Map<String, Relation> RELATIONS = new HashMap<>();
    private static final Map<Word, PackageField> TEXTS =
        Map.ofEntries(
            Map.entry(Word.NAME, PackageField.NAME),
            Map.entry(Word.ARCH, PackageField.ARCH),
            Map.entry(Word.CHECKSUM, PackageField.CHECKSUM),
            Map.entry(Word.SUMMARY, PackageField.SUMMARY),
            Map.entry(Word.DESCRIPTION, PackageField.DESCRIPTION),
            Map.entry(Word.PACKAGER, PackageField.PACKAGER),
            Map.entry(Word.URL, PackageField.URL),
            Map.entry(Word.LICENSE, PackageField.LICENSE),
            Map.entry(Word.VENDOR, PackageField.VENDOR),
            Map.entry(Word.GROUP, PackageField.GROUP),
            Map.entry(Word.BUILDHOST, PackageField.BUILD_HOST),
            Map.entry(Word.SOURCERPM, PackageField.SOURCE_RPM));

    static {
      for (Word word : Word.values()) {
        WORDS.put(word.name().toLowerCase(Locale.ROOT).replace('_', '-'), word);
      }
      for (Relation relation : Relation.values()) {
        RELATIONS.put(relation.name(), relation);
      }
    }

    private final XMLStreamReader xml;
    private final Sink sink;
    private final PackageField[] textOf = new PackageField[Word.values().length];
    private final boolean[] wanted = new boolean[PackageField.values().length];
    private final String[] evr = new String[3];
    private char[] text = new char[1 << 12];
    private int length;
    private boolean collects;
    private DependencyKind kind = DependencyKind.PROVIDES;

    StaxScanner(XMLStreamReader xml, Sink sink) {
      this.xml = xml;
      this.sink = sink;
      for (PackageField field : PackageField.values()) {
        wanted[field.ordinal()] = sink.wants(field);
      }
      TEXTS.forEach((word, field) -> textOf[word.ordinal()] = wanted[field.ordinal()] ? field : null);
    }

    void scan() throws Exception {
      int depth = 0;
      boolean within = false;
      while (true) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            if (depth > RepodataLimits.MAX_DEPTH) {
              throw new IOException("elements lie too deep within each other");
            }
            if (depth == 2) {
              within = word() == Word.PACKAGE;
              if (within) {
                sink.begins();
              }
            } else if (within) {
              start(word(), depth);
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            if (within && depth == 1) {
              sink.ends();
              within = false;
            } else if (within && collects) {
              end(word());
            }
            collects = false;
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (collects) {
              collect();
            }
          }
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw new IOException("a document type or an entity stands here");
          case XMLStreamConstants.END_DOCUMENT -> {
            return;
          }
          default -> {
            // comments and the like
          }
        }
      }
    }

    private Word word() {
      return WORDS.getOrDefault(xml.getLocalName(), Word.UNKNOWN);
    }

    private void collect() throws IOException {
      int more = xml.getTextLength();
      if (more > RepodataLimits.MAX_TOKEN - length) {
        throw new IOException("a text is too long");
      }
      if (length + more > text.length) {
        text = Arrays.copyOf(text, 2 * (length + more));
      }
      System.arraycopy(xml.getTextCharacters(), xml.getTextStart(), text, length, more);
      length += more;
    }

    private void start(Word word, int depth) throws IOException {
      length = 0;
      collects = word == Word.FILE || textOf[word.ordinal()] != null;
      switch (word) {
        case ENTRY -> {
          if (depth == 5) {
            dependency();
          }
        }
        case PROVIDES, REQUIRES, CONFLICTS, OBSOLETES, SUGGESTS, ENHANCES, RECOMMENDS, SUPPLEMENTS ->
            kind = DependencyKind.valueOf(word.name());
        case VERSION -> {
          attribute("epoch", PackageField.EPOCH);
          attribute("ver", PackageField.VERSION);
          attribute("rel", PackageField.RELEASE);
        }
        case CHECKSUM -> attribute("type", PackageField.CHECKSUM_TYPE);
        case TIME -> {
          attribute("file", PackageField.TIME_FILE);
          attribute("build", PackageField.TIME_BUILD);
        }
        case SIZE -> {
          attribute("package", PackageField.SIZE_PACKAGE);
          attribute("installed", PackageField.SIZE_INSTALLED);
          attribute("archive", PackageField.SIZE_ARCHIVE);
        }
        case LOCATION -> {
          attribute("base", PackageField.LOCATION_BASE);
          attribute("href", PackageField.LOCATION);
        }
        case HEADER_RANGE -> {
          attribute("start", PackageField.HEADER_START);
          attribute("end", PackageField.HEADER_END);
        }
        default -> {
          // its text comes with the end tag
        }
      }
    }

    private void attribute(String name, PackageField field) {
      if (wanted[field.ordinal()]) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
          if (xml.getAttributeLocalName(i).equals(name)) {
            sink.field(field, xml.getAttributeValue(i));
            return;
          }
        }
      }
    }

    private void dependency() throws IOException {
      String name = null;
      Relation relation = Relation.ANY;
      boolean pre = false;
      Arrays.fill(evr, "");
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        String value = xml.getAttributeValue(i);
        switch (xml.getAttributeLocalName(i)) {
          case "name" -> name = value;
          case "flags" -> relation = RELATIONS.get(value);
          case "epoch" -> evr[0] = value;
          case "ver" -> evr[1] = value;
          case "rel" -> evr[2] = value;
          case "pre" -> pre = !value.equals("0");
          default -> {
            // unknown
          }
        }
      }
      if (name == null || relation == null) {
        throw new IOException("a dependency has no name or compares versions in an unknown way");
      }
      sink.dependency(kind, name, relation, evr, pre);
    }

    private void end(Word word) {
      if (word == Word.FILE) {
        sink.file(text, length);
      } else {
        sink.field(textOf[word.ordinal()], text, length);
      }
    }
  }

  /** Documents that nobody should send, and what becomes of them. */
  private static final class Hostile {
    private static final long ENDLESS = 1L << 30;
    private static final long PATIENCE = 20_000_000_000L;

    private static void all(String contestant) {
      for (Map.Entry<String, InputStream> document : documents().entrySet()) {
        long start = System.nanoTime();
        String outcome;
        try {
          PackageTable table = table(contestant, document.getValue());
          outcome = "READ " + (table.size() == 0 ? "no package" : quoted(table.text(0, PackageField.NAME)));
        } catch (OutOfMemoryError | StackOverflowError failed) {
          outcome = failed.getClass().getSimpleName();
        } catch (Exception refused) {
          outcome = "refused, " + refused.getClass().getSimpleName() + ": " + quoted(refused.getMessage());
        }
        System.out.printf(
            Locale.ROOT, "%-8s %-28s %6d ms  %s%n",
            contestant, document.getKey(), (System.nanoTime() - start) / 1_000_000, outcome);
      }
    }

    private static String quoted(String text) {
      String line = String.valueOf(text).replaceAll("[^ -~]", "?");
      return line.length() > 90 ? line.substring(0, 90) + "…" : line;
    }

    private static InputStream bytes(String latin1) {
      return new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String list(String inside) {
      return "<metadata>" + inside + "</metadata>";
    }

    private static String named(String name) {
      return list("<package><name>" + name + "</name><arch>a</arch></package>");
    }

    private static String described(String description) {
      return list("<package><name>n</name><arch>a</arch><description>" + description + "</description></package>");
    }

    private static String required(String attributes) {
      return list(
          "<package><name>n</name><arch>a</arch><format><requires><entry " + attributes
              + "/></requires></format></package>");
    }

    private static InputStream endless(String start) {
      return endless(start, "x".repeat(1 << 16), ENDLESS);
    }

    private static InputStream endless(String start, String again, long bytes) {
      List<InputStream> pieces = new ArrayList<>();
      pieces.add(bytes(start));
      byte[] repeated = again.getBytes(StandardCharsets.ISO_8859_1);
      for (long i = 0; i < bytes; i += repeated.length) {
        pieces.add(new ByteArrayInputStream(repeated));
      }
      return new Impatient(new SequenceInputStream(Collections.enumeration(pieces)));
    }

    /** Ends the reading of what takes too long. */
    private static final class Impatient extends BufferedInputStream {
      private long began;

      Impatient(InputStream in) {
        super(in, 1 << 16);
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        long now = System.nanoTime();
        began = began == 0 ? now : began;
        if (now - began > PATIENCE) {
          throw new IOException("TOO SLOW");
        }
        return super.read(bytes, from, length);
      }
    }

    private static Map<String, InputStream> documents() {
      Map<String, InputStream> all = new LinkedHashMap<>();
      entities(all);
      sizes(all);
      characters(all);
      form(all);
      return all;
    }

    private static void entities(Map<String, InputStream> all) {
      all.put("plain", bytes(named("plain")));
      all.put("DOCTYPE", bytes("<!DOCTYPE metadata>" + named("n")));
      all.put("internal entity", bytes("<!DOCTYPE metadata [<!ENTITY e 'told'>]>" + named("&e;")));
      StringBuilder laughs = new StringBuilder("<!DOCTYPE metadata [<!ENTITY e0 'ha'>");
      for (int i = 1; i <= 30; i++) {
        laughs.append("<!ENTITY e" + i + " '" + ("&e" + (i - 1) + ";").repeat(10) + "'>");
      }
      all.put("billion laughs", bytes(laughs + "]>" + named("&e30;")));
      all.put("external entity", bytes("<!DOCTYPE metadata [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + named("&e;")));
      all.put("undeclared entity", bytes(named("&nothing;")));
      all.put("endless DOCTYPE", endless("<!DOCTYPE metadata [<!--"));
    }

    private static void sizes(Map<String, InputStream> all) {
      all.put("a million levels", endless("<metadata>", "<a>".repeat(10_000), 30_000_000));
      all.put("endless text, read", endless("<metadata><package><name>"));
      all.put("endless text, not read", endless("<metadata><package><description>"));
      all.put("endless attribute, read", endless("<metadata><package><version ver='"));
      all.put("endless attribute, not read", endless("<metadata><package><x y='"));
      all.put("endless attributes", endless("<metadata><package><version ", manyAttributes(), 100_000_000));
      all.put("endless name", endless("<metadata><"));
      all.put("endless names", endless("<metadata>", manyNames(), 60_000_000));
      all.put("endless comment", endless("<metadata><!--"));
    }

    private static String manyAttributes() {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 5000; i++) {
        many.append('a').append(i).append("='' ");
      }
      return many.toString();
    }

    /** More names than a table of names ought to keep. */
    private static String manyNames() {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 200_000; i++) {
        many.append("<some-name-").append(i).append("/>");
      }
      return many.toString();
    }

    private static void characters(Map<String, InputStream> all) {
      all.put("byte FF, read", bytes(named("a\u00ffb")));
      all.put("byte FF, not read", bytes(described("a\u00ffb")));
      all.put("overlong C0 80, read", bytes(named("a\u00c0\u0080b")));
      all.put("surrogate ED A0 80, read", bytes(named("a\u00ed\u00a0\u0080b")));
      all.put("cut sequence, read", bytes(named("a\u00e6\u00bc")));
      all.put("NUL in text", bytes(described("a\0b")));
      all.put("NUL in attribute", bytes(required("name='a\0b'")));
      all.put("byte 01 in text", bytes(described("a\u0001b")));
      all.put("&#0; read", bytes(named("a&#0;b")));
      all.put("&#0; not read", bytes(described("a&#0;b")));
      all.put("U+FFFF read", bytes(named("a\u00ef\u00bf\u00bfb")));
      all.put("declared ISO-8859-1", bytes("<?xml version='1.0' encoding='ISO-8859-1'?>" + named("\u00fc")));
      all.put("UTF-16", new ByteArrayInputStream(named("wide").getBytes(StandardCharsets.UTF_16)));
    }

    private static void form(Map<String, InputStream> all) {
      all.put("empty", bytes(""));
      all.put("cut in a text", bytes("<metadata><package><name>ab"));
      all.put("cut in a tag", bytes("<metadata><package><name"));
      all.put("cut between packages", bytes(named("n").replace("</metadata>", "")));
      all.put("wrong end tag", bytes(list("<package><name>n</arch></package>")));
      all.put("second root", bytes(named("n") + named("m")));
      all.put("text behind the root", bytes(named("n") + "x"));
      all.put("attribute twice, read", bytes(required("name='a' name='b'")));
      all.put("attribute twice, unknown", bytes(required("name='a' z='1' z='2'")));
      all.put("< in attribute", bytes(required("name='a<b'")));
      all.put("prefix without namespace", bytes(list("<package><name>n</name><arch>a</arch><rpm:x/></package>")));
      all.put("name begins with a digit", bytes(list("<package><name>n</name><arch>a</arch><1x/></package>")));
      all.put("]]> in a text", bytes(described("a]]>b")));
      all.put("-- in a comment", bytes(described("<!-- a -- b -->")));
    }
  }
}
