package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's parser for the small files of a repository: without document types and entities,
 * bounded in depth, and walking from child to child. Prefixes of namespaces are ignored.
 */
final class StaxReader {
  private static final int MAX_TEXT = 8 << 20;

  private final XMLStreamReader xml;
  private final RelPath file;
  private final SourceInput source;
  private int depth;

  private StaxReader(XMLStreamReader xml, RelPath file, SourceInput source) {
    this.xml = xml;
    this.file = file;
    this.source = source;
  }

  /**
   * Opens a document and goes to its root.
   *
   * @throws LockfileException with code {@code rpm.repodata} when the root is of another name
   */
  static StaxReader open(InputStream in, RelPath file, String root) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("an external entity stands here");
        });
    SourceInput source = new SourceInput(in);
    StaxReader reader;
    try {
      reader = new StaxReader(factory.createXMLStreamReader(utf8(source)), file, source);
    } catch (XMLStreamException malformed) {
      throw refused(source, file, malformed);
    }
    if (!reader.child(0) || !reader.name().equals(root)) {
      throw reader.fault("the root element is not <" + root + ">");
    }
    return reader;
  }

  /** The parser prints to the console when it meets wrong bytes itself. */
  private static Reader utf8(InputStream in) {
    return new InputStreamReader(
        in,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /**
   * Goes to the next child of the element at a depth, passing over what is left of the child
   * before.
   *
   * @param level the depth of the parent, 1 for the root
   * @return false when there is no other child
   */
  boolean child(int level) throws IOException {
    while (true) {
      switch (advance()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth == level + 1) {
            return true;
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (depth < level) {
            return false;
          }
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return false;
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  /** The local name of the element. */
  String name() {
    return xml.getLocalName();
  }

  /** An attribute of the element; null when it is not there. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /** An attribute of the element; empty when it is not there. */
  String attributeOrEmpty(String name) {
    String value = attribute(name);
    return value == null ? "" : value;
  }

  /** The text of the element, without its children's; goes to its end. */
  String text() throws IOException {
    int level = depth;
    StringBuilder text = new StringBuilder();
    while (depth >= level) {
      int event = advance();
      boolean characters =
          event == XMLStreamConstants.CHARACTERS
              || event == XMLStreamConstants.CDATA
              || event == XMLStreamConstants.SPACE;
      if (characters && depth == level) {
        text.append(xml.getText());
        if (text.length() > MAX_TEXT) {
          throw fault("a text is too long");
        }
      }
    }
    return text.toString().strip();
  }

  private int advance() throws IOException {
    int event;
    try {
      event = xml.next();
    } catch (XMLStreamException | RuntimeException malformed) {
      throw refused(source, file, malformed);
    }
    if (event == XMLStreamConstants.START_ELEMENT) {
      depth++;
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw fault("a document type or an entity stands here");
    }
    if (depth > RepodataLimits.MAX_DEPTH) {
      throw fault("elements lie too deep within each other");
    }
    return event;
  }

  private static LockfileException refused(SourceInput source, RelPath file, Exception malformed)
      throws IOException {
    source.rethrow(malformed);
    javax.xml.stream.Location at =
        malformed instanceof XMLStreamException xml ? xml.getLocation() : null;
    int line = at == null ? 0 : Math.max(0, at.getLineNumber());
    return LockfileException.of(
        "rpm.repodata",
        new Location(file, line),
        "this is not XML that can be read: "
            + PrintableText.quoted(String.valueOf(malformed.getMessage())),
        malformed);
  }

  /** A failure at the present line of the unpacked text. */
  LockfileException fault(String reason) {
    int line = Math.max(0, xml.getLocation().getLineNumber());
    return LockfileException.of("rpm.repodata", new Location(file, line), reason);
  }
}
