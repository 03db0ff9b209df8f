package dev.hermetic.rpm.closure;

import dev.hermetic.rpm.file.Dependency;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A condition of several dependencies in parentheses, judged for the case that all known packages
 * are installed together: {@code and}, {@code or}, {@code if}, {@code unless}, {@code else}, {@code
 * with}, {@code without} (rpm, boolean dependencies).
 */
final class RichDependency {
  private static final int MAX_DEPTH = 32;

  /**
   * A judgement.
   *
   * @param holds whether the condition is met
   * @param by the packages that meet it; none where it is met by asking for nothing
   */
  private record Judged(boolean holds, Set<Integer> by) {
    static Judged of(Set<Integer> by) {
      return new Judged(!by.isEmpty(), by);
    }
  }

  private final String text;
  private final Provided provided;
  private final Consumer<Dependency> asked;
  private int at;

  private RichDependency(String text, Provided provided, Consumer<Dependency> asked) {
    this.text = text;
    this.provided = provided;
    this.asked = asked;
  }

  /**
   * Whether a condition is met.
   *
   * @param asked is told every single dependency that the condition names
   * @throws IllegalArgumentException when the text is no condition
   */
  static boolean holds(String text, Provided provided, Consumer<Dependency> asked) {
    RichDependency rich = new RichDependency(text, provided, asked);
    Judged judged = rich.operand(0);
    if (rich.at != text.length()) {
      throw rich.malformed();
    }
    return judged.holds();
  }

  private Judged operand(int depth) {
    if (depth > MAX_DEPTH || at >= text.length()) {
      throw malformed();
    }
    if (text.charAt(at) != '(') {
      return single();
    }
    at++;
    Judged judged = expression(depth + 1);
    if (at >= text.length() || text.charAt(at) != ')') {
      throw malformed();
    }
    at++;
    return judged;
  }

  private Judged expression(int depth) {
    skipSpace();
    Judged left = operand(depth);
    skipSpace();
    while (at < text.length() && text.charAt(at) != ')') {
      String operator = word();
      skipSpace();
      Judged right = operand(depth);
      skipSpace();
      if (operator.equals("if") || operator.equals("unless")) {
        Judged otherwise = otherwise(depth);
        boolean takesLeft = right.holds() == operator.equals("if");
        left = takesLeft ? left : otherwise;
      } else {
        left = joined(left, operator, right);
      }
    }
    return left;
  }

  private Judged otherwise(int depth) {
    if (!text.startsWith("else", at)) {
      return new Judged(true, Set.of());
    }
    word();
    skipSpace();
    Judged judged = operand(depth);
    skipSpace();
    return judged;
  }

  private Judged joined(Judged left, String operator, Judged right) {
    Set<Integer> both = new HashSet<>(left.by());
    switch (operator) {
      case "and" -> {
        both.addAll(right.by());
        return new Judged(left.holds() && right.holds(), both);
      }
      case "or" -> {
        both.addAll(right.by());
        return new Judged(left.holds() || right.holds(), both);
      }
      case "with" -> {
        both.retainAll(right.by());
        return Judged.of(both);
      }
      case "without" -> {
        both.removeAll(right.by());
        return Judged.of(both);
      }
      default -> throw malformed();
    }
  }

  private Judged single() {
    String name = name();
    int behindName = at;
    skipSpace();
    String sign = word();
    Dependency wanted;
    if (Capability.isSign(sign)) {
      skipSpace();
      wanted = Capability.parse(name + " " + sign + " " + name());
    } else {
      at = behindName;
      wanted = new Dependency(name, 0, "");
    }
    asked.accept(wanted);
    return Judged.of(provided.providers(wanted));
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
