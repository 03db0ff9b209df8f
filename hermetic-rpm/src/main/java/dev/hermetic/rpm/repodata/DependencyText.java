package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.version.Relation;

/** A dependency in the scanner's buffer, valid only until the method that was handed it returns. */
public final class DependencyText {
  private static final Relation[] RELATIONS = Relation.values();

  private final XmlScanner scanner;
  final Utf8 name;
  final Utf8 epoch;
  final Utf8 version;
  final Utf8 release;
  private final Utf8 word;
  private Relation relation = Relation.ANY;
  private boolean pre;

  DependencyText(XmlScanner scanner) {
    this.scanner = scanner;
    this.name = new Utf8(scanner);
    this.epoch = new Utf8(scanner);
    this.version = new Utf8(scanner);
    this.release = new Utf8(scanner);
    this.word = new Utf8(scanner);
  }

  /** Takes the attributes of the element that the scanner stands at. */
  void take() {
    if (!scanner.attribute(Word.NAME.ordinal(), name)) {
      throw scanner.fault("a dependency has no name");
    }
    scanner.attribute(Word.EPOCH.ordinal(), epoch);
    scanner.attribute(Word.VER.ordinal(), version);
    scanner.attribute(Word.REL.ordinal(), release);
    relation = scanner.attribute(Word.FLAGS.ordinal(), word) ? named() : Relation.ANY;
    pre = scanner.attribute(Word.PRE.ordinal(), word) && !word.is("0");
  }

  private Relation named() {
    for (Relation known : RELATIONS) {
      if (word.is(known.name())) {
        return known;
      }
    }
    throw scanner.fault("a dependency compares versions in an unknown way");
  }

  /** The capability, a path, or a rich dependency in parentheses. */
  public Utf8 name() {
    return name;
  }

  /** How versions compare. */
  public Relation relation() {
    return relation;
  }

  /** The epoch, empty where there is none. */
  public Utf8 epoch() {
    return epoch;
  }

  /** The version, empty where there is none. */
  public Utf8 version() {
    return version;
  }

  /** The release, empty where there is none. */
  public Utf8 release() {
    return release;
  }

  /** Whether it must be installed before the package's scriptlets run. */
  public boolean pre() {
    return pre;
  }

  /** A copy that lasts. */
  public DependencyEntry copy() {
    boolean any = relation == Relation.ANY;
    return new DependencyEntry(
        name.toString(),
        relation,
        any ? "" : epoch.toString(),
        any ? "" : version.toString(),
        any ? "" : release.toString(),
        pre);
  }
}
