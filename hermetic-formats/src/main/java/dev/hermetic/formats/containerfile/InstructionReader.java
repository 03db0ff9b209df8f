package dev.hermetic.formats.containerfile;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a Containerfile into its instructions: comments, continued lines, the {@code escape}
 * directive and here-documents are understood, so that none of them is taken for an instruction.
 * What the instructions say is not looked at. Time and memory grow with the text alone.
 */
public final class InstructionReader {
  private static final Pattern DIRECTIVE =
      Pattern.compile("#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*");
  private static final Set<String> WITH_HEREDOCS = Set.of("RUN", "COPY", "ADD");

  private static final Set<String> DIRECTIVES = Set.of("syntax", "escape", "check");

  private final RelPath file;
  private final String[] lines;
  private final List<Instruction> found = new ArrayList<>();
  private char escape = '\\';
  private int next;

  private InstructionReader(RelPath file, String text) {
    this.file = file;
    this.lines = text.split("\r?\n", -1);
  }

  /**
   * The instructions in their order.
   *
   * @param file what the text is called in messages
   * @throws LockfileException with code {@code lockfile.containerfile} when a here-document has no
   *     end
   */
  public static List<Instruction> read(RelPath file, String text) {
    InstructionReader reader = new InstructionReader(file, text);
    reader.directives();
    while (reader.next < reader.lines.length) {
      reader.instruction();
    }
    return reader.found;
  }

  /** They stand before everything else, comments and empty lines included. */
  private void directives() {
    while (next < lines.length) {
      Matcher directive = DIRECTIVE.matcher(lines[next].strip());
      if (!directive.matches()
          || !DIRECTIVES.contains(directive.group(1).toLowerCase(Locale.ROOT))) {
        return;
      }
      if (directive.group(1).equalsIgnoreCase("escape") && directive.group(2).equals("`")) {
        escape = '`';
      }
      next++;
    }
  }

  private void instruction() {
    if (isNothing(lines[next])) {
      next++;
      return;
    }
    int line = next + 1;
    String text = joined().strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
      end++;
    }
    String keyword = text.substring(0, end).toUpperCase(Locale.ROOT);
    String rest = text.substring(end).strip();
    found.add(new Instruction(line, keyword, rest));
    if (WITH_HEREDOCS.contains(keyword) || keyword.equals("ONBUILD")) {
      Heredocs.of(rest).forEach(heredoc -> skip(heredoc, line));
    }
  }

  /** Joins the lines of an instruction; comments and empty lines between them do not end it. */
  private String joined() {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    while (next < lines.length) {
      String line = lines[next++];
      if (!first && isNothing(line)) {
        continue;
      }
      first = false;
      String content = line.stripTrailing();
      if (content.isEmpty() || content.charAt(content.length() - 1) != escape) {
        return text.append(line).toString();
      }
      text.append(content, 0, content.length() - 1);
    }
    return text.toString();
  }

  private void skip(Heredocs.Heredoc heredoc, int line) {
    while (next < lines.length) {
      if (heredoc.endsAt(lines[next++])) {
        return;
      }
    }
    throw LockfileException.of(
        "lockfile.containerfile",
        new Location(file, line),
        "the here-document '" + heredoc.end() + "' has no end");
  }

  private static boolean isNothing(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#");
  }
}
