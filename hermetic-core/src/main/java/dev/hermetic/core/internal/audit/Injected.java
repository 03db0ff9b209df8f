package dev.hermetic.core.internal.audit;

import dev.hermetic.core.Template;

/** Tells whether a text is what a template gives for some output directory. */
final class Injected {
  private static final String MARK = "\u0000";

  private Injected() {}

  static boolean from(String template, String text) {
    String marked = new Template(template).expand(MARK);
    int start = marked.indexOf(MARK);
    if (start < 0) {
      return marked.equals(text);
    }
    int next = marked.indexOf(MARK, start + 1);
    int places = (int) marked.chars().filter(c -> c == 0).count();
    int directoryLength = (text.length() - (marked.length() - places)) / places;
    if (directoryLength < 0 || start + directoryLength > text.length() || next == start) {
      return false;
    }
    String directory = text.substring(start, start + directoryLength);
    return marked.replace(MARK, directory).equals(text);
  }
}
