package dev.hermetic.formats.yaml;

import java.util.LinkedHashMap;
import java.util.List;

/** A YAML value with the line where it begins. */
public sealed interface YamlNode {
  /** The line, counted from 1. */
  int line();

  /** What it is, for messages. */
  String kind();

  /**
   * A scalar.
   *
   * @param text the text as written, without quotes
   * @param isText whether it is text, and not a number, a truth value or nothing
   */
  record Scalar(int line, String text, boolean isText) implements YamlNode {
    /** Whether it is null, or written as nothing at all. */
    public boolean isNothing() {
      return !isText && text.isEmpty();
    }

    @Override
    public String kind() {
      return isText ? "text" : text.isEmpty() ? "nothing" : text;
    }
  }

  /** A sequence. */
  record Listing(int line, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping in the order of the file; keys are unique. */
  record Mapping(int line, LinkedHashMap<String, Entry> entries) implements YamlNode {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** The value of a key and the line of the key. */
  record Entry(int line, YamlNode value) {}
}
