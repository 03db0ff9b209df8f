package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads files of {@code KEY=VALUE} lines, as variables and build arguments are given. Messages show
 * nothing of a line, since some of these values are secrets.
 */
final class VariableFile {
  private static final int MAX_BYTES = 1 << 20;

  private VariableFile() {}

  /**
   * The values by key; of several for one key the last.
   *
   * @throws LockfileException with code {@code rpm.in-value}, the only fault
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   * @throws IOException when the file cannot be read
   */
  static SortedMap<String, String> read(SourceTree source, RelPath file) throws IOException {
    return parse(file, SourceFile.read(source, file, MAX_BYTES).text());
  }

  static SortedMap<String, String> parse(RelPath file, String text) {
    SortedMap<String, String> values = new TreeMap<>();
    Problems problems = new Problems();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      int equals = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (equals <= 0) {
        problems.add(
            LockfileException.of(
                "rpm.in-value",
                new Location(file, i + 1),
                "this line is not KEY=VALUE",
                "write one variable in a line"));
      } else {
        values.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
      }
    }
    problems.throwIfAny();
    return values;
  }

  static String unquoted(String text) {
    int last = text.length() - 1;
    boolean quoted =
        last > 0
            && text.charAt(0) == text.charAt(last)
            && (text.charAt(0) == '"' || text.charAt(0) == '\'');
    return quoted ? text.substring(1, last) : text;
  }
}
