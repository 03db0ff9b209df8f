package dev.hermetic.pip.version;

import java.util.Optional;

/** How a specifier compares (PEP 440, "Version specifiers"). */
public enum Operator {
  /** {@code ===}, equal as text. */
  ARBITRARY("==="),
  /** {@code ~=}, compatible release. */
  COMPATIBLE("~="),
  /** {@code ==}, with {@code .*} a prefix. */
  EQUAL("=="),
  /** {@code !=}, with {@code .*} a prefix. */
  NOT_EQUAL("!="),
  /** {@code <=}. */
  AT_MOST("<="),
  /** {@code >=}. */
  AT_LEAST(">="),
  /** {@code <}. */
  LESS("<"),
  /** {@code >}. */
  GREATER(">");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** The characters. */
  public String symbol() {
    return symbol;
  }

  /** The operator that a text begins with; the longest one. */
  public static Optional<Operator> at(String text, int index) {
    for (Operator operator : values()) {
      if (text.startsWith(operator.symbol, index)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return symbol;
  }
}
