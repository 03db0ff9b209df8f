package dev.hermetic.formats.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it stands in its text: what in-place editing and messages with a line need
 * and an ordinary tree forgets. Thread-safe once it was read.
 */
public final class JsonNode {
  /** The forms of a value (RFC 8259, section 3). */
  public enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  /**
   * A member of an object, or an item of an array under its index.
   *
   * @param start where the quoted name begins; where the value begins for an item of an array
   * @param value the value
   */
  public record Member(int start, JsonNode value) {}

  private final Kind kind;
  private final int line;
  private final int start;
  private int end;
  private final @Nullable String text;
  private Map<String, Member> members;
  private @Nullable FoldedObjects folded;

  private JsonNode(Kind kind, int line, int start, int end, @Nullable String text) {
    this.kind = kind;
    this.line = line;
    this.start = start;
    this.end = end;
    this.text = text;
    this.members = Map.of();
  }

  static JsonNode container(Kind kind, int line, int start) {
    return new JsonNode(kind, line, start, start, null);
  }

  static JsonNode scalar(Kind kind, int line, int start, int end, @Nullable String text) {
    return new JsonNode(kind, line, start, end, text);
  }

  /** Adds a member while parsing; false when the name is taken. */
  boolean add(String name, Member member) {
    if (members.isEmpty()) {
      members = new LinkedHashMap<>();
    }
    return members.putIfAbsent(name, member) == null;
  }

  /** Closes a container while parsing. */
  void close(int endOffset) {
    end = endOffset;
  }

  /** Forgets the members of a closed object, which are read again from its text on demand. */
  void fold(FoldedObjects document) {
    members = Map.of();
    folded = document;
  }

  private Map<String, Member> unfolded() {
    return folded == null ? members : folded.members(this);
  }

  /** Its form. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return kind == Kind.OBJECT;
  }

  /** Whether it is a string. */
  public boolean isText() {
    return kind == Kind.TEXT;
  }

  /** The line on which the value begins, from 1. */
  public int line() {
    return line;
  }

  /** The offset of the first character. */
  public int start() {
    return start;
  }

  /** The offset behind the last character. */
  public int end() {
    return end;
  }

  /** The members in the order of the text. */
  public Map<String, Member> members() {
    return Collections.unmodifiableMap(unfolded());
  }

  /** The member of that name. */
  public Optional<JsonNode> get(String name) {
    @Nullable Member member = unfolded().get(name);
    return member == null ? Optional.empty() : Optional.of(member.value());
  }

  /** The member of that name, when it is an object. */
  public Optional<JsonNode> object(String name) {
    return get(name).filter(JsonNode::isObject);
  }

  /** The member of that name, when it is text. */
  public Optional<String> text(String name) {
    return get(name).flatMap(JsonNode::asText);
  }

  /** Whether the member of that name is {@code true}. */
  public boolean isTrue(String name) {
    return get(name).filter(value -> value.kind == Kind.TRUE).isPresent();
  }

  /** The text, unescaped; empty for anything but text. */
  public Optional<String> asText() {
    return isText() ? Optional.ofNullable(text) : Optional.empty();
  }

  /** The text of a string or the literal of a number; empty for anything else. */
  public Optional<String> literal() {
    return Optional.ofNullable(text);
  }
}
