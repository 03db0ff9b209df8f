package dev.hermetic.rpm.repodata;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads primary.xml, filelists.xml and other.xml in one pass with memory for one tag. Elements it
 * does not know are passed over. How it compares with general parsers: ADR 0011.
 */
public final class PackageScanner {
  private final XmlScanner xml;
  private final PackageVisitor visitor;
  private final Utf8 value;
  private final DependencyText dependency;
  private DependencyKind kind = DependencyKind.PROVIDES;
  private FileKind fileKind = FileKind.FILE;
  private String author = "";
  private long date;

  private PackageScanner(XmlScanner xml, PackageVisitor visitor) {
    this.xml = xml;
    this.visitor = visitor;
    this.value = new Utf8(xml);
    this.dependency = new DependencyText(xml);
  }

  /**
   * Tells {@code visitor} what stands in a list.
   *
   * @param unpacked the list, no longer packed; not closed
   * @param file its name in errors
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when it is not the
   *     XML of a list
   * @throws IOException when reading fails
   */
  public static void scan(InputStream unpacked, RelPath file, PackageVisitor visitor)
      throws IOException {
    new PackageScanner(new XmlScanner(unpacked, file, Word.NAMES), visitor).scan();
  }

  private void scan() throws IOException {
    boolean within = false;
    for (int event = xml.next(); event != XmlScanner.EOF; event = xml.next()) {
      Word word = Word.of(xml.element());
      int depth = xml.depth();
      if (event == XmlScanner.START) {
        if (depth == 1) {
          root(word);
        } else if (depth == 2) {
          within = word == Word.PACKAGE;
          begin(within);
        } else if (within) {
          start(word, depth);
        }
      } else if (within && depth == 1) {
        visitor.end();
        within = false;
      } else if (within) {
        end(word, depth);
      }
    }
  }

  private void root(Word word) {
    if (word != Word.METADATA && word != Word.FILELISTS && word != Word.OTHERDATA) {
      throw xml.fault("this is not a list of packages");
    }
    visitor.list(xml.attribute(Word.PACKAGES.ordinal(), value) ? value.number() : 0);
  }

  private void begin(boolean isPackage) {
    if (isPackage) {
      visitor.begin();
      attribute(Word.PKGID, PackageField.CHECKSUM);
      attribute(Word.NAME, PackageField.NAME);
      attribute(Word.ARCH, PackageField.ARCH);
    }
  }

  private void start(Word word, int depth) {
    switch (word) {
      case ENTRY -> {
        if (depth == 5) {
          dependency.take();
          visitor.dependency(kind, dependency);
        }
      }
      case FILE -> fileKind = kindOfFile();
      case PROVIDES, REQUIRES, CONFLICTS, OBSOLETES, SUGGESTS, ENHANCES, RECOMMENDS, SUPPLEMENTS ->
          kind = DependencyKind.valueOf(word.name());
      case VERSION -> {
        attribute(Word.EPOCH, PackageField.EPOCH);
        attribute(Word.VER, PackageField.VERSION);
        attribute(Word.REL, PackageField.RELEASE);
      }
      case CHECKSUM -> attribute(Word.TYPE, PackageField.CHECKSUM_TYPE);
      case TIME -> {
        attribute(Word.FILE, PackageField.TIME_FILE);
        attribute(Word.BUILD, PackageField.TIME_BUILD);
      }
      case SIZE -> {
        attribute(Word.PACKAGE, PackageField.SIZE_PACKAGE);
        attribute(Word.INSTALLED, PackageField.SIZE_INSTALLED);
        attribute(Word.ARCHIVE, PackageField.SIZE_ARCHIVE);
      }
      case LOCATION -> {
        attribute(Word.BASE, PackageField.LOCATION_BASE);
        attribute(Word.HREF, PackageField.LOCATION);
      }
      case HEADER_RANGE -> {
        attribute(Word.START, PackageField.HEADER_START);
        attribute(Word.END, PackageField.HEADER_END);
      }
      case CHANGELOG -> {
        author = xml.attribute(Word.AUTHOR.ordinal(), value) ? value.toString() : "";
        date = xml.attribute(Word.DATE.ordinal(), value) ? value.number() : 0;
      }
      default -> {
        // its text comes with the end tag
      }
    }
  }

  private FileKind kindOfFile() {
    if (!xml.attribute(Word.TYPE.ordinal(), value)) {
      return FileKind.FILE;
    }
    return value.is("dir")
        ? FileKind.DIRECTORY
        : value.is("ghost") ? FileKind.GHOST : FileKind.FILE;
  }

  private void attribute(Word word, PackageField field) {
    if (xml.attribute(word.ordinal(), value)) {
      visitor.text(field, value);
    }
  }

  private void end(Word word, int depth) {
    if (word == Word.ENTRY) {
      return;
    }
    xml.text(value);
    if (word == Word.FILE) {
      visitor.file(fileKind, value);
    } else if (word == Word.CHANGELOG) {
      visitor.change(author, date, value);
    } else if (depth == 2) {
      ofPackage(word);
    } else if (depth == 3) {
      ofFormat(word);
    }
  }

  private void ofPackage(Word word) {
    switch (word) {
      case NAME -> visitor.text(PackageField.NAME, value);
      case ARCH -> visitor.text(PackageField.ARCH, value);
      case CHECKSUM -> visitor.text(PackageField.CHECKSUM, value);
      case SUMMARY -> visitor.text(PackageField.SUMMARY, value);
      case DESCRIPTION -> visitor.text(PackageField.DESCRIPTION, value);
      case PACKAGER -> visitor.text(PackageField.PACKAGER, value);
      case URL -> visitor.text(PackageField.URL, value);
      default -> {
        // unknown, or told with its start tag
      }
    }
  }

  private void ofFormat(Word word) {
    switch (word) {
      case LICENSE -> visitor.text(PackageField.LICENSE, value);
      case VENDOR -> visitor.text(PackageField.VENDOR, value);
      case GROUP -> visitor.text(PackageField.GROUP, value);
      case BUILDHOST -> visitor.text(PackageField.BUILD_HOST, value);
      case SOURCERPM -> visitor.text(PackageField.SOURCE_RPM, value);
      default -> {
        // unknown, or told with its start tag
      }
    }
  }
}
