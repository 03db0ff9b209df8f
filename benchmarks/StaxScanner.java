package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/** What {@link PackageScanner} does with primary.xml, over StAX, with the bounds that a caller of StAX can set. */
final class StaxScanner {
  /** Is told what {@link PackageScanner} would tell. */
  interface Sink {
    boolean wants(PackageField field);

    void begins();

    void field(PackageField field, String value);

    void field(PackageField field, char[] text, int length);

    void dependency(DependencyKind kind, String name, Relation relation, String[] evr, boolean pre);

    void file(char[] text, int length);

    void ends();
  }

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
