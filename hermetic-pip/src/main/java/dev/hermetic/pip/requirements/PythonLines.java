package dev.hermetic.pip.requirements;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits the text of a requirements file into logical lines as pip does: Python's line ends,
 * continuation by a backslash at the end, comments, white space at both ends.
 *
 * @see <a href="https://pip.pypa.io/en/stable/reference/requirements-file-format/">the format</a>
 */
final class PythonLines {
  private final String source;
  private final Consumer<LogicalLine> sink;
  private LogicalLine.@Nullable Builder open;

  private PythonLines(String source, Consumer<LogicalLine> sink) {
    this.source = source;
    this.sink = sink;
  }

  /** Hands over every logical line that is neither blank nor a comment. */
  static void read(String source, Consumer<LogicalLine> sink) {
    new PythonLines(source, sink).run();
  }

  private void run() {
    int start = 0;
    int line = 1;
    for (int i = 0; i < source.length(); i++) {
      if (isLineEnd(source.charAt(i))) {
        physical(line++, start, i);
        if (source.startsWith("\r\n", i)) {
          i++;
        }
        start = i + 1;
      }
    }
    if (start < source.length()) {
      physical(line, start, source.length());
    }
    flush();
  }

  private void physical(int line, int from, int to) {
    boolean comment = isComment(from, to);
    boolean continues = to > from && source.charAt(to - 1) == '\\' && !comment;
    LogicalLine.Builder joined = open == null ? new LogicalLine.Builder(line) : open;
    if (comment) {
      // So that a comment behind a continuation is never read as a part of a word.
      joined.add(" ", from, 0);
    }
    int start = from;
    int end = to;
    if (continues) {
      while (end > start && source.charAt(end - 1) == '\\') {
        end--;
      }
      while (start < end && source.charAt(start) == '\\') {
        start++;
      }
    }
    joined.add(source.substring(start, end), start, end - start);
    open = joined;
    if (!continues) {
      flush();
    }
  }

  private boolean isComment(int from, int to) {
    int i = from;
    while (i < to && isSpace(source.charAt(i))) {
      i++;
    }
    return i < to && source.charAt(i) == '#';
  }

  private void flush() {
    if (open != null) {
      LogicalLine line = stripped(open.build());
      open = null;
      if (!line.text().isEmpty()) {
        sink.accept(line);
      }
    }
  }

  private static LogicalLine stripped(LogicalLine line) {
    String text = line.text();
    int end = text.length();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '#' && (i == 0 || isSpace(text.charAt(i - 1)))) {
        end = i;
        break;
      }
    }
    int start = 0;
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    return line.cut(start, end);
  }

  /** What {@code str.splitlines} takes for the end of a line. */
  private static boolean isLineEnd(char c) {
    return c >= '\n' && c <= '\r'
        || c >= 0x1c && c <= 0x1e
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** What {@code str.strip} and {@code \s} take for white space. */
  static boolean isSpace(char c) {
    return c >= '\t' && c <= '\r'
        || c >= 0x1c && c <= ' '
        || c == 0x85
        || c == 0xa0
        || c > 0xff && Character.isSpaceChar(c);
  }
}
