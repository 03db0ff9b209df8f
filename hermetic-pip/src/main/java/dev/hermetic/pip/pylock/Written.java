package dev.hermetic.pip.pylock;

import org.jspecify.annotations.Nullable;

/**
 * A value with the text it was read from, which a writer repeats: a marker or version has many
 * spellings, and a lock should not change because it was read.
 *
 * @param text the text
 * @param value what it means
 */
record Written<T>(String text, T value) {
  static <T> Written<T> of(T value) {
    return new Written<>(value.toString(), value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Written<?> written && text.equals(written.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
