package dev.hermetic.rpm.repodata;

/** The markup of an element that holds text and has a line to itself, put together once. */
final class XmlLine {
  /** All of it, for an empty text. */
  final byte[] empty;

  /** What stands before a text. */
  final byte[] start;

  /** What stands behind it. */
  final byte[] end;

  XmlLine(String indent, String name) {
    empty = XmlOut.ascii(indent + "<" + name + "/>\n");
    start = XmlOut.ascii(indent + "<" + name + ">");
    end = XmlOut.ascii("</" + name + ">\n");
  }
}
