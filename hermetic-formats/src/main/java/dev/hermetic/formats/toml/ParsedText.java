package dev.hermetic.formats.toml;

import org.jspecify.annotations.Nullable;

/**
 * A value with the text it was read from, which a writer repeats: a marker or version has many
 * spellings, and a file should not change because it was read. Equal when the texts are.
 *
 * @param text the text
 * @param value what it means
 */
public record ParsedText<T>(String text, T value) {
  /** A value that is written as its {@code toString} says. */
  public static <T> ParsedText<T> of(T value) {
    return new ParsedText<>(value.toString(), value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParsedText<?> parsed && text.equals(parsed.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
