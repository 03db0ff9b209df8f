package dev.hermetic.pip.requirements;

import java.util.ArrayList;
import java.util.List;

/**
 * Some text of a file that remembers where each character stands in it, although continuation
 * marks, comments and variables are gone.
 */
final class LogicalLine {
  /**
   * A stretch of text. Where the lengths differ, a variable was filled in, and its characters all
   * stand for the whole placeholder.
   */
  private record Part(int start, int length, int sourceStart, int sourceLength) {
    boolean isLiteral() {
      return length == sourceLength;
    }

    int end() {
      return start + length;
    }

    int sourceEnd() {
      return sourceStart + sourceLength;
    }
  }

  private final int line;
  private final String text;
  private final List<Part> parts;

  private LogicalLine(int line, String text, List<Part> parts) {
    this.line = line;
    this.text = text;
    this.parts = parts;
  }

  /** The physical line on which it begins, counted from 1. */
  int line() {
    return line;
  }

  String text() {
    return text;
  }

  /** The offset in the file of a character. */
  int sourceStart(int index) {
    Part part = partOf(index);
    return part.isLiteral() ? part.sourceStart + index - part.start : part.sourceStart;
  }

  /** The offset in the file behind the character before {@code end}. */
  int sourceEnd(int end) {
    if (end == 0) {
      return parts.isEmpty() ? 0 : parts.get(0).sourceStart;
    }
    Part part = partOf(end - 1);
    return part.isLiteral() ? part.sourceStart + end - part.start : part.sourceEnd();
  }

  private Part partOf(int index) {
    for (Part part : parts) {
      if (index < part.end()) {
        return part;
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** The characters from one index to another. */
  LogicalLine cut(int from, int to) {
    Builder out = new Builder(line);
    for (Part part : parts) {
      int start = Math.max(from, part.start);
      int end = Math.min(to, part.end());
      if (start < end) {
        int skipped = part.isLiteral() ? start - part.start : 0;
        int source = part.isLiteral() ? end - start : part.sourceLength;
        out.add(text.substring(start, end), part.sourceStart + skipped, source);
      }
    }
    return out.build();
  }

  /** Puts text together from pieces of a file. */
  static final class Builder {
    private final int line;
    private final StringBuilder text = new StringBuilder();
    private final List<Part> parts = new ArrayList<>(2);

    Builder(int line) {
      this.line = line;
    }

    /** Adds text that stands for a stretch of the file. */
    void add(String more, int sourceStart, int sourceLength) {
      if (!more.isEmpty()) {
        parts.add(new Part(text.length(), more.length(), sourceStart, sourceLength));
        text.append(more);
      }
    }

    /** Adds a part of another line. */
    void add(LogicalLine other, int from, int to) {
      LogicalLine piece = other.cut(from, to);
      for (Part part : piece.parts) {
        add(piece.text.substring(part.start, part.end()), part.sourceStart, part.sourceLength);
      }
    }

    LogicalLine build() {
      return new LogicalLine(line, text.toString(), List.copyOf(parts));
    }
  }
}
