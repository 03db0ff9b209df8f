package dev.hermetic.rpm.repodata;

import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A pull scanner for XML in UTF-8, made for lists of packages: it knows local names by their codes,
 * gives the text of elements without children, and copies nothing until somebody looks. Prefixes of
 * namespaces are ignored. There are no document types, so no entities but XML's own.
 */
final class XmlScanner extends XmlWindow {
  /** The document is over. */
  static final int EOF = 0;

  /** A start tag; its attributes can be asked for. */
  static final int START = 1;

  /** An end tag; the text since the tag before can be asked for. */
  static final int END = 2;

  private static final int MAX_ATTRIBUTES = 32;
  private static final byte LT = 1;
  private static final byte REFERENCE = 2;
  private static final byte ILLEGAL = 3;
  private static final byte[] TEXT = new byte[256];
  private static final boolean[] NAME = new boolean[256];

  static {
    Arrays.fill(TEXT, 0, ' ', ILLEGAL);
    TEXT['\t'] = 0;
    TEXT['\n'] = 0;
    TEXT['\r'] = REFERENCE;
    TEXT['&'] = REFERENCE;
    TEXT['<'] = LT;
    Arrays.fill(NAME, 0x80, 0x100, true);
    for (char c : "abcdefghijklmnopqrstuvwxyz0123456789-_.".toCharArray()) {
      NAME[c] = true;
      NAME[Character.toUpperCase(c)] = true;
    }
  }

  private final XmlNames names;
  private final OpenElements open = new OpenElements();
  private final TextPieces pieces = new TextPieces(this);
  private final int[] attributeCodes = new int[MAX_ATTRIBUTES];
  private final int[] attributeFrom = new int[MAX_ATTRIBUTES];
  private final int[] attributeTo = new int[MAX_ATTRIBUTES];
  private final boolean[] attributeEscaped = new boolean[MAX_ATTRIBUTES];
  private int attributes;
  private int element;
  private int local;
  private int textLength;
  private boolean textEscaped;
  private boolean selfClosing;
  private boolean rootSeen;

  XmlScanner(InputStream in, RelPath file, XmlNames names) {
    super(in, file);
    this.names = names;
  }

  /** The code of the element that the last tag was of. */
  int element() {
    return element;
  }

  /** How many elements are open, the one that just started included. */
  int depth() {
    return open.depth();
  }

  /**
   * Goes to the next tag.
   *
   * @return {@link #START}, {@link #END} or {@link #EOF}
   */
  int next() throws IOException {
    textEscaped = false;
    textLength = 0;
    pieces.clear();
    if (selfClosing) {
      selfClosing = false;
      mark = pos;
      open.pop();
      return END;
    }
    while (true) {
      mark = pos;
      if (!text()) {
        return end();
      }
      switch (peek(1)) {
        case '/' -> {
          return endTag();
        }
        case '!' -> declaration();
        case '?' -> instruction();
        default -> {
          return startTag();
        }
      }
    }
  }

  /** Goes to the next {@code <}; false at the end of the document. */
  private boolean text() throws IOException {
    byte[] bytes = buf;
    int p = pos;
    while (true) {
      byte kind = TEXT[bytes[p] & 0xff];
      if (kind == 0) {
        p++;
      } else if (kind == REFERENCE) {
        textEscaped = true;
        p++;
      } else if (kind == ILLEGAL) {
        throw illegal(p);
      } else if (p < limit) {
        pos = p;
        textLength = p - mark;
        checkOutside();
        return true;
      } else {
        pos = p;
        if (!fill()) {
          textLength = pos - mark;
          checkOutside();
          return false;
        }
        p = pos;
        bytes = buf;
      }
    }
  }

  private void checkOutside() {
    if (open.depth() > 0) {
      return;
    }
    int from = offset() == textLength && startsWithMark() ? mark + 3 : mark;
    for (int i = from; i < pos; i++) {
      if (buf[i] > ' ' || buf[i] < 0) {
        throw fault("text stands outside of the root element");
      }
    }
  }

  /** A byte order mark may begin the document. */
  private boolean startsWithMark() {
    return textLength >= 3
        && buf[mark] == (byte) 0xEF
        && buf[mark + 1] == (byte) 0xBB
        && buf[mark + 2] == (byte) 0xBF;
  }

  private int end() {
    if (open.depth() > 0 || !rootSeen) {
      throw fault("the document ends too early");
    }
    return EOF;
  }

  private RuntimeException illegal(int at) {
    pos = at;
    return fault("a control character stands here");
  }

  private int startTag() throws IOException {
    mark = pos;
    int end = name(pos + 1);
    element = names.code(buf, mark + local, end);
    if (open.depth() == 0 && rootSeen) {
      throw fault("a second root element begins");
    }
    rootSeen = true;
    open.push(this, buf, mark + 1, end);
    attributes = 0;
    int p = end;
    while (true) {
      int before = p - mark;
      p = space(p);
      if (buf[p] == '>') {
        break;
      }
      if (buf[p] == '/') {
        p = expect(p + 1, '>') - 1;
        selfClosing = true;
        break;
      }
      if (p - mark == before) {
        throw fault("a tag is malformed");
      }
      p = attribute(p);
    }
    pos = p + 1;
    return START;
  }

  private int attribute(int start) throws IOException {
    int relative = start - mark;
    int p = name(start);
    int code = names.code(buf, mark + local, p);
    if (mark + relative == p || attributes == MAX_ATTRIBUTES) {
      throw fault("a tag is malformed");
    }
    p = space(expect(space(p), '='));
    byte quote = buf[p];
    if (quote != '"' && quote != '\'') {
      throw fault("an attribute has no quoted value");
    }
    p++;
    for (int i = 0; i < attributes; i++) {
      if (code != XmlNames.UNKNOWN && attributeCodes[i] == code) {
        throw fault("an attribute stands twice");
      }
    }
    attributeCodes[attributes] = code;
    attributeFrom[attributes] = p - mark;
    p = value(p, quote);
    attributeTo[attributes++] = p - mark;
    return p + 1;
  }

  private int value(int start, byte quote) throws IOException {
    byte[] bytes = buf;
    boolean escaped = false;
    int p = start;
    while (true) {
      byte b = bytes[p];
      byte kind = TEXT[b & 0xff];
      if (b == quote && p < limit) {
        attributeEscaped[attributes] = escaped;
        return p;
      } else if (kind == LT) {
        if (p < limit) {
          throw fault("< stands in an attribute");
        }
        p = more(p);
        bytes = buf;
      } else if (kind == ILLEGAL) {
        throw illegal(p);
      } else {
        escaped |= kind == REFERENCE;
        p++;
      }
    }
  }

  /** Goes over a name; sets where its local part begins, counted from the mark. */
  private int name(int start) throws IOException {
    int p = start;
    local = p - mark;
    while (true) {
      byte b = buf[p];
      if (NAME[b & 0xff]) {
        p++;
      } else if (b == ':') {
        p++;
        local = p - mark;
      } else if (p >= limit) {
        p = more(p);
      } else {
        return p;
      }
    }
  }

  private int space(int start) throws IOException {
    int p = start;
    while (true) {
      if (p >= limit) {
        p = more(p);
      }
      byte b = buf[p];
      if (b != ' ' && b != '\n' && b != '\t' && b != '\r') {
        return p;
      }
      p++;
    }
  }

  private int expect(int at, char wanted) throws IOException {
    int p = at >= limit ? more(at) : at;
    if (buf[p] != wanted) {
      throw fault("a tag is malformed");
    }
    return p + 1;
  }

  private int endTag() throws IOException {
    int nameAt = pos + 2 - mark;
    int end = name(mark + nameAt);
    element = names.code(buf, mark + local, end);
    if (!open.isTop(buf, mark + nameAt, end)) {
      throw fault("an end tag does not match its start tag");
    }
    open.pop();
    pos = expect(space(end), '>');
    return END;
  }

  /** Comments and CDATA; document types are refused. */
  private void declaration() throws IOException {
    if (at("<!--")) {
      pieces.add(buf, mark, mark + textLength, textEscaped);
      pos += 4;
      until("-->", false);
    } else if (at("<![CDATA[") && open.depth() > 0) {
      pieces.add(buf, mark, mark + textLength, textEscaped);
      pos += 9;
      until("]]>", true);
    } else {
      throw fault("a document type declaration, or something like it, stands here");
    }
    textEscaped = false;
  }

  private void instruction() throws IOException {
    boolean first = offset() <= 3;
    pieces.add(buf, mark, mark + textLength, textEscaped);
    textEscaped = false;
    mark = pos;
    if (first && at("<?xml")) {
      while (!at("?>")) {
        pos++;
      }
      String text =
          new String(buf, mark, pos - mark, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      if (text.contains("encoding") && !text.contains("utf-8")) {
        throw fault("the document is not UTF-8");
      }
      pos += 2;
    } else {
      pos += 2;
      until("?>", false);
    }
  }

  /** Goes behind an end mark, keeping what stands before it if it is text. */
  private void until(String end, boolean keep) throws IOException {
    mark = pos;
    while (!at(end)) {
      if (TEXT[buf[pos] & 0xff] == ILLEGAL) {
        throw illegal(pos);
      }
      pos++;
      if (pos - mark == 1 << 12) {
        keepPiece(keep);
        mark = pos;
      }
    }
    keepPiece(keep);
    pos += end.length();
  }

  private void keepPiece(boolean keep) {
    if (keep) {
      pieces.add(buf, mark, pos, false);
    }
  }

  /**
   * Looks at an attribute of the start tag.
   *
   * @return whether it is there
   */
  boolean attribute(int code, Utf8 into) {
    for (int i = 0; i < attributes; i++) {
      if (attributeCodes[i] == code) {
        into.set(buf, mark + attributeFrom[i], mark + attributeTo[i], attributeEscaped[i]);
        return true;
      }
    }
    into.set(buf, 0, 0, false);
    return false;
  }

  /** Looks at the text between the end tag and the tag before. */
  void text(Utf8 into) {
    if (pieces.isEmpty()) {
      into.set(buf, mark, mark + textLength, textEscaped);
    } else {
      pieces.add(buf, mark, mark + textLength, textEscaped);
      textLength = 0;
      pieces.give(into);
    }
  }
}
