package dev.hermetic.formats.json;

import dev.hermetic.core.Template;
import dev.hermetic.core.spi.SourceFile;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Changes values inside a JSON text and leaves every other character as it is: order, indentation,
 * line ends and escapes survive. Not thread-safe.
 */
public final class JsonEdits {
  /** Text in place of the characters from an offset up to {@code end}. */
  private record Change(int end, String template) {}

  private final SourceFile file;
  private final NavigableMap<Integer, Change> changes = new TreeMap<>();

  /** Changes to a file, none so far. */
  public JsonEdits(SourceFile file) {
    this.file = file;
  }

  /** Whether nothing is changed. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Puts text in place of a value. */
  public void replace(JsonNode value, Template text) {
    changes.put(value.start(), new Change(value.end(), JsonStrings.quote(text.text())));
  }

  /** Puts plain text in place of a value. */
  public void replace(JsonNode value, String text) {
    replace(value, Template.literal(text));
  }

  /** Gives a member another name. */
  public void rename(JsonNode.Member member, String name) {
    int end = file.text().lastIndexOf('"', member.value().start() - 1) + 1;
    changes.put(member.start(), new Change(end, JsonStrings.quote(Template.literal(name).text())));
  }

  /**
   * Adds a member behind another one of the same object, on a line of its own when that one has
   * one. One insertion behind a member at most; the member's own value may be replaced as well.
   */
  public void insertAfter(JsonNode.Member anchor, String name, Template text) {
    int before = anchor.start();
    int gap = before;
    while (gap > 0 && Character.isWhitespace(file.text().charAt(gap - 1))) {
      gap--;
    }
    String member =
        ","
            + file.text().substring(gap, before)
            + JsonStrings.quote(Template.literal(name).text())
            + ": "
            + JsonStrings.quote(text.text());
    int at = anchor.value().end();
    Change own = changes.remove(anchor.value().start());
    String value =
        own == null
            ? Template.literal(file.text().substring(anchor.value().start(), at)).text()
            : own.template();
    changes.put(anchor.value().start(), new Change(at, value + member));
  }

  /** The changed text. */
  public Template template() {
    String text = file.text();
    StringBuilder out = new StringBuilder(text.length() + 1024);
    if (file.hasByteOrderMark()) {
      out.append('\uFEFF');
    }
    int from = 0;
    for (Map.Entry<Integer, Change> change : changes.entrySet()) {
      out.append(Template.literal(text.substring(from, change.getKey())).text());
      out.append(change.getValue().template());
      from = change.getValue().end();
    }
    return new Template(out.append(Template.literal(text.substring(from)).text()).toString());
  }
}
