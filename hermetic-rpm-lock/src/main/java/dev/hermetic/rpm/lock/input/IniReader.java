package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration files of dnf as libdnf 0.69 does, which is not quite what other readers
 * of INI files do: a comment or an empty line ends a value that goes on in indented lines, there is
 * no {@code :} between key and value, comments begin in the first column only, and quotes around a
 * whole value are dropped. Messages show nothing of a line, since a password may stand in it.
 */
final class IniReader {
  private static final String BLANKS = " \t\r";

  private final RelPath file;
  private final Problems problems = new Problems();
  private final Map<String, Open> sections = new LinkedHashMap<>();

  private @Nullable Open section;
  // The option that indented lines belong to.
  private @Nullable String key;
  private int keyLine;
  private final StringBuilder value = new StringBuilder();

  private IniReader(RelPath file) {
    this.file = file;
  }

  private record Open(Location at, Map<String, LocatedText> options) {}

  /**
   * The sections in the order in which they begin; those of one name are one.
   *
   * @param file what the text is called in messages
   * @throws LockfileException with code {@code rpm.repo-file}, the only fault
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   */
  static List<RepoSection> read(RelPath file, String text) {
    IniReader reader = new IniReader(file);
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int line = 1;
    int start = 0;
    while (start < content.length()) {
      int end = content.indexOf('\n', start);
      end = end < 0 ? content.length() : end;
      String one = content.substring(start, end);
      int number = line++;
      reader.problems.check(() -> reader.line(number, one));
      start = end + 1;
    }
    reader.closeValue();
    reader.problems.throwIfAny();
    List<RepoSection> sections = new ArrayList<>();
    reader.sections.forEach(
        (name, open) -> sections.add(new RepoSection(open.at(), name, open.options())));
    return sections;
  }

  private void line(int number, String line) {
    if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
      closeValue();
      return;
    }
    int start = firstNotBlank(line, 0);
    if (start == line.length()) {
      // A line of blanks goes on with a value as an indented line does.
      if (key != null) {
        value.append('\n');
      }
    } else if (line.charAt(start) == '[') {
      closeValue();
      // What follows a broken header is at fault for reasons of its own only.
      section = new Open(new Location(file, number), new LinkedHashMap<>());
      header(number, trimEnd(line), start + 1);
    } else if (section == null) {
      throw fault(number, "a line stands before the first [section]");
    } else if (start > 0) {
      goOn(number, trimEnd(line).substring(start));
    } else {
      closeValue();
      option(number, trimEnd(line));
    }
  }

  private void header(int number, String line, int start) {
    int end = line.indexOf(']', start);
    if (end < 0) {
      throw fault(number, "']' is missing behind the name of the section");
    }
    if (end == start) {
      throw fault(number, "the name of the section is empty");
    }
    for (int i = end + 1; i < line.length() - 1; i++) {
      char c = line.charAt(i);
      if (c == '#' || c == ';') {
        break;
      }
      // dnf does not look at the last character of the line, so neither is it looked at here.
      if (BLANKS.indexOf(c) < 0) {
        throw fault(number, "text stands behind the name of the section");
      }
    }
    section =
        sections.computeIfAbsent(
            line.substring(start, end),
            name -> new Open(new Location(file, number), new LinkedHashMap<>()));
  }

  private void goOn(int number, String text) {
    if (key == null) {
      throw fault(
          number,
          "an indented line belongs to no option",
          "remove the empty line or comment before it, or the blanks at its beginning");
    }
    value.append('\n').append(text);
  }

  private void option(int number, String line) {
    int equals = line.indexOf('=');
    if (equals == 0) {
      throw fault(number, "the name of an option is missing before '='");
    }
    if (equals < 0) {
      throw line.startsWith("%") || line.startsWith("include")
          ? fault(
              number,
              "other files are not included",
              "name each file under contentOrigin.repofiles")
          : fault(number, "'=' is missing");
    }
    int end = equals;
    while (end > 0 && " \t".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    int begin = equals + 1;
    while (begin < line.length() && " \t".indexOf(line.charAt(begin)) >= 0) {
      begin++;
    }
    key = line.substring(0, end);
    keyLine = number;
    value.append(line, begin, line.length());
  }

  private void closeValue() {
    if (key != null && section != null) {
      String text = unquoted(withoutTrailingLines(value.toString()));
      section.options().put(key, new LocatedText(new Location(file, keyLine), text));
    }
    key = null;
    value.setLength(0);
  }

  private static String withoutTrailingLines(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    // A value of nothing else stays as it is, which is what libdnf makes of it.
    return end == 0 ? text : text.substring(0, end);
  }

  private static String unquoted(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && text.charAt(0) == text.charAt(last)
            && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    return quoted ? text.substring(1, last) : text;
  }

  private static int firstNotBlank(String line, int from) {
    int i = from;
    while (i < line.length() && BLANKS.indexOf(line.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static String trimEnd(String line) {
    int end = line.length();
    while (end > 0 && BLANKS.indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(0, end);
  }

  private LockfileException fault(int line, String message, String... hints) {
    return LockfileException.of("rpm.repo-file", new Location(file, line), message, hints);
  }
}
