package dev.hermetic.rpm.closure;

import dev.hermetic.rpm.closure.Condition.Operator;
import dev.hermetic.rpm.file.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads rich dependencies: one operator to a parenthesis, except {@code else} after {@code if}. */
final class ConditionParser {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_OPERANDS = 2_000;

  private final String text;
  private int at;
  private int operands;

  ConditionParser(String text) {
    this.text = text;
  }

  Condition parse() {
    if (!text.startsWith("(")) {
      throw malformed();
    }
    Condition condition = operand(0);
    if (at != text.length()) {
      throw malformed();
    }
    return condition;
  }

  private Condition operand(int depth) {
    if (depth > MAX_DEPTH || operands++ > MAX_OPERANDS || at >= text.length()) {
      throw malformed();
    }
    if (text.charAt(at) != '(') {
      return new Condition.Single(single());
    }
    at++;
    Condition condition = chain(depth + 1);
    if (at >= text.length() || text.charAt(at) != ')') {
      throw malformed();
    }
    at++;
    return condition;
  }

  /** The operands and operators up to the closing parenthesis, joined from the right. */
  private Condition chain(int depth) {
    List<Condition> parts = new ArrayList<>();
    List<Operator> operators = new ArrayList<>();
    skipSpace();
    parts.add(operand(depth));
    skipSpace();
    while (at < text.length() && text.charAt(at) != ')') {
      Operator operator = operator();
      check(operators, operator);
      operators.add(operator);
      skipSpace();
      parts.add(operand(depth));
      skipSpace();
    }
    Condition joined = parts.get(parts.size() - 1);
    for (int i = operators.size() - 1; i >= 0; i--) {
      joined = new Condition.Pair(parts.get(i), operators.get(i), joined);
    }
    return joined;
  }

  private void check(List<Operator> before, Operator next) {
    Operator last = before.isEmpty() ? null : before.get(before.size() - 1);
    if (next == Operator.ELSE ? last == null || !last.isCondition() : !mayFollow(last, next)) {
      throw malformed();
    }
  }

  private static boolean mayFollow(@Nullable Operator last, Operator next) {
    return last == null || (last == next && !next.isCondition() && next != Operator.WITHOUT);
  }

  private Operator operator() {
    String word = word();
    for (Operator known : Operator.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
        return known;
      }
    }
    throw malformed();
  }

  private Dependency single() {
    String name = name();
    int behindName = at;
    skipSpace();
    String sign = word();
    if (Capability.isSign(sign)) {
      skipSpace();
      return Capability.parse(name + " " + sign + " " + name());
    }
    at = behindName;
    return new Dependency(name, 0, "");
  }

  /** Up to a space or an unmatched parenthesis: names such as {@code libc.so.6(GLIBC_2.4)}. */
  private String name() {
    int start = at;
    int open = 0;
    while (at < text.length() && text.charAt(at) != ' ') {
      char c = text.charAt(at);
      if (c == '(') {
        open++;
      } else if (c == ')' && open-- == 0) {
        break;
      }
      at++;
    }
    if (at == start) {
      throw malformed();
    }
    return text.substring(start, at);
  }

  private String word() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != ')') {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("not a rich dependency at character " + (at + 1));
  }
}
