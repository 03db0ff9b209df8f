package dev.hermetic.pip.metadata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a message head: continued lines are joined, names are in lower case. */
final class HeaderFields {
  private static final int MAX_FIELDS = 50_000;

  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private int count;

  private HeaderFields() {}

  /** Reads up to the first empty line; what follows is the description. */
  static HeaderFields read(String text, String origin) {
    HeaderFields head = new HeaderFields();
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : text.lines().takeWhile(line -> !line.isEmpty()).toList()) {
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        value.append(' ').append(line.strip());
        continue;
      }
      head.add(name, value, origin);
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw Malformed.metadata(origin, "'" + line + "' is not a field");
      }
      name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      value = new StringBuilder(line.substring(colon + 1));
    }
    head.add(name, value, origin);
    return head;
  }

  /** The text without the description, which is most of it. */
  static byte[] only(byte[] content) {
    for (int i = 0; i + 1 < content.length; i++) {
      boolean empty =
          content[i + 1] == '\n'
              || content[i + 1] == '\r' && i + 2 < content.length && content[i + 2] == '\n';
      if (content[i] == '\n' && empty) {
        return Arrays.copyOf(content, i + 1);
      }
    }
    return content;
  }

  private void add(String name, StringBuilder value, String origin) {
    if (++count > MAX_FIELDS) {
      throw Malformed.metadata(origin, "there are more than " + MAX_FIELDS + " fields");
    }
    if (!name.isEmpty()) {
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value.toString().strip());
    }
  }

  /** All values of a field. */
  List<String> all(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The value of a field that must occur once; metadata that repeats it contradicts itself. */
  String one(String name, String origin) {
    List<String> values = all(name);
    if (values.size() != 1 || values.get(0).isEmpty()) {
      throw Malformed.metadata(
          origin, values.isEmpty() ? "there is no " + name : "there is no single " + name);
    }
    return values.get(0);
  }
}
