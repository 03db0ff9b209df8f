package dev.hermetic.npm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it stands in its text: what in-place editing and messages with a line need
 * and an ordinary tree forgets.
 */
final class Json {
  /** What a value is. */
  enum Kind {
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
  record Member(int start, Json value) {}

  private final Kind kind;
  private final int line;
  private final int start;
  private int end;
  private final @Nullable String text;
  private Map<String, Member> members;
  private @Nullable FoldedObjects folded;

  private Json(Kind kind, int line, int start, int end, @Nullable String text) {
    this.kind = kind;
    this.line = line;
    this.start = start;
    this.end = end;
    this.text = text;
    this.members = Map.of();
  }

  static Json container(Kind kind, int line, int start) {
    return new Json(kind, line, start, start, null);
  }

  static Json scalar(Kind kind, int line, int start, int end, @Nullable String text) {
    return new Json(kind, line, start, end, text);
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

  Kind kind() {
    return kind;
  }

  boolean isObject() {
    return kind == Kind.OBJECT;
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }

  /** The line on which the value begins, from 1. */
  int line() {
    return line;
  }

  /** The offset of the first character. */
  int start() {
    return start;
  }

  /** The offset behind the last character. */
  int end() {
    return end;
  }

  /** The members in the order of the text. */
  Map<String, Member> members() {
    return Collections.unmodifiableMap(unfolded());
  }

  /** The member of that name. */
  Optional<Json> get(String name) {
    @Nullable Member member = unfolded().get(name);
    return member == null ? Optional.empty() : Optional.of(member.value());
  }

  /** The member of that name, when it is an object. */
  Optional<Json> object(String name) {
    return get(name).filter(Json::isObject);
  }

  /** The member of that name, when it is text. */
  Optional<String> text(String name) {
    return get(name).flatMap(Json::asText);
  }

  /** Whether the member of that name is {@code true}. */
  boolean isTrue(String name) {
    return get(name).filter(value -> value.kind == Kind.TRUE).isPresent();
  }

  /** The text, unescaped; empty for anything but text. */
  Optional<String> asText() {
    return isText() ? Optional.ofNullable(text) : Optional.empty();
  }

  /** The text of a string or the literal of a number; empty for anything else. */
  Optional<String> literal() {
    return Optional.ofNullable(text);
  }
}
