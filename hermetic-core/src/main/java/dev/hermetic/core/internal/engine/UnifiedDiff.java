package dev.hermetic.core.internal.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts in the unified format, with three lines of context. Minimal where the
 * changed part is small; a changed part of many thousand lines is shown as replaced as a whole.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final long MAX_CELLS = 4_000_000;

  /** A line and how it came: {@code ' '}, {@code '-'} or {@code '+'}. */
  private record Edit(char kind, String line) {}

  private UnifiedDiff() {}

  /** The difference, empty when there is none. */
  static String of(String path, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    List<Edit> edits = edits(lines(before), lines(after));
    StringBuilder out = new StringBuilder();
    out.append("--- a/").append(path).append("\n+++ b/").append(path).append('\n');
    int from = 0;
    while (from < edits.size()) {
      int change = nextChange(edits, from);
      if (change == edits.size()) {
        break;
      }
      int start = Math.max(from, change - CONTEXT);
      int end = endOfHunk(edits, change);
      hunk(edits, start, end, out);
      from = end;
    }
    return out.toString();
  }

  private static int nextChange(List<Edit> edits, int from) {
    int i = from;
    while (i < edits.size() && edits.get(i).kind == ' ') {
      i++;
    }
    return i;
  }

  private static int endOfHunk(List<Edit> edits, int change) {
    int last = change;
    for (int i = change; i < edits.size() && i - last <= 2 * CONTEXT; i++) {
      if (edits.get(i).kind != ' ') {
        last = i;
      }
    }
    return Math.min(edits.size(), last + 1 + CONTEXT);
  }

  private static void hunk(List<Edit> edits, int start, int end, StringBuilder out) {
    long oldStart = edits.subList(0, start).stream().filter(e -> e.kind != '+').count();
    long newStart = edits.subList(0, start).stream().filter(e -> e.kind != '-').count();
    List<Edit> hunk = edits.subList(start, end);
    long oldLines = hunk.stream().filter(e -> e.kind != '+').count();
    long newLines = hunk.stream().filter(e -> e.kind != '-').count();
    out.append("@@ -").append(range(oldStart, oldLines));
    out.append(" +").append(range(newStart, newLines)).append(" @@\n");
    for (Edit edit : hunk) {
      out.append(edit.kind).append(edit.line);
      if (!edit.line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  private static String range(long start, long lines) {
    return (lines == 0 ? start : start + 1) + "," + lines;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private static List<Edit> edits(List<String> a, List<String> b) {
    int head = 0;
    while (head < Math.min(a.size(), b.size()) && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(a.size(), b.size()) - head
        && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    List<Edit> edits = new ArrayList<>();
    a.subList(0, head).forEach(line -> edits.add(new Edit(' ', line)));
    middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail), edits);
    a.subList(a.size() - tail, a.size()).forEach(line -> edits.add(new Edit(' ', line)));
    return edits;
  }

  private static void middle(List<String> a, List<String> b, List<Edit> edits) {
    int i = 0;
    int j = 0;
    if ((long) a.size() * b.size() <= MAX_CELLS) {
      int[][] common = commonLengths(a, b);
      while (i < a.size() && j < b.size()) {
        if (a.get(i).equals(b.get(j))) {
          edits.add(new Edit(' ', a.get(i++)));
          j++;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
          edits.add(new Edit('-', a.get(i++)));
        } else {
          edits.add(new Edit('+', b.get(j++)));
        }
      }
    }
    a.subList(i, a.size()).forEach(line -> edits.add(new Edit('-', line)));
    b.subList(j, b.size()).forEach(line -> edits.add(new Edit('+', line)));
  }

  /** The length of the longest common subsequence of each pair of suffixes. */
  private static int[][] commonLengths(List<String> a, List<String> b) {
    int[][] length = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        length[i][j] =
            a.get(i).equals(b.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }
}
