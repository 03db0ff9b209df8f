package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.version.Specifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A comparison within a marker. Where the variable holds a version and the right side is one, it is
 * that of version specifiers, pre-releases not excluded; otherwise it is one of texts, which have
 * no order: {@code <=} and {@code >=} hold between equal ones only.
 *
 * @param operator {@code ==}, {@code not in} and so on
 */
record MarkerComparison(Operand left, String operator, Operand right) implements MarkerNode {
  private static final Set<String> VERSIONS =
      Set.of("implementation_version", "platform_release", "python_full_version", "python_version");

  /** A final release. */
  private static final Pattern PLAIN_VERSION = Pattern.compile("[0-9]++(?:\\.[0-9]++)*+");

  private static final Map<String, String> OPPOSITE =
      Map.of(
          "==", "!=", "!=", "==", "in", "not in", "not in", "in", "<", ">=", ">=", "<", ">", "<=",
          "<=", ">");

  @Override
  public boolean evaluate(MarkerContext context) {
    String key = key();
    Set<String> names = context.names(key);
    if (names != null) {
      return evaluateNames(names);
    }
    String value = context.text(key);
    return left.variable() ? compare(value, right.text()) : compare(left.text(), value);
  }

  /** The variable that decides how to compare: the left side when it is one. */
  private String key() {
    return left.variable() ? left.text() : right.text();
  }

  private boolean compare(String leftText, String rightText) {
    if (VERSIONS.contains(key())) {
      Optional<Specifier> specifier = Specifier.tryParse(operator + rightText);
      if (specifier.isPresent()) {
        return specifier.get().contains(leftText);
      }
    }
    return switch (operator) {
      case "in" -> rightText.contains(leftText);
      case "not in" -> !rightText.contains(leftText);
      case "==", "<=", ">=" -> leftText.equals(rightText);
      case "!=" -> !leftText.equals(rightText);
      case "<", ">" -> false;
      default -> throw undefined(leftText, rightText);
    };
  }

  /** {@code extras} and {@code dependency_groups} only say whether a name is in them. */
  private boolean evaluateNames(Set<String> names) {
    if (left.variable()) {
      throw undefined(left.text(), right.text());
    }
    boolean found = names.contains(PackageName.normalize(left.text()));
    return switch (operator) {
      case "in" -> found;
      case "not in" -> !found;
      case "==", "<=", ">=", "<", ">" -> false;
      case "!=" -> true;
      default -> throw undefined(left.text(), right.text());
    };
  }

  private InputException undefined(String leftText, String rightText) {
    return InputException.of(
        "pip.marker-undefined",
        PrintableText.quoted(leftText)
            + " "
            + operator
            + " "
            + PrintableText.quoted(rightText)
            + " is undefined");
  }

  @Override
  public MarkerNode negated() {
    String opposite = OPPOSITE.get(operator);
    if (opposite != null && oneSideHolds()) {
      return new MarkerComparison(left, opposite, right);
    }
    String version = right.text();
    boolean plain = left.variable() && PLAIN_VERSION.matcher(version).matches();
    if (operator.equals("~=") && plain && version.indexOf('.') > 0) {
      Operand series = new Operand(false, version.substring(0, version.lastIndexOf('.')) + ".*");
      MarkerNode below = new MarkerComparison(left, "<", right);
      return Junction.of(false, List.of(below, new MarkerComparison(left, "!=", series)));
    }
    throw InputException.of("pip.marker", PrintableText.quoted(toString()) + " has no opposite");
  }

  /**
   * Whether always either the operator or its opposite holds. Texts have no order, and a text that
   * is no version is neither equal nor unequal to one.
   */
  private boolean oneSideHolds() {
    boolean version = VERSIONS.contains(key());
    if (operator.endsWith("in")) {
      return true;
    }
    if (version && !left.variable()) {
      return PLAIN_VERSION.matcher(left.text()).matches();
    }
    boolean equality = operator.equals("==") || operator.equals("!=");
    return equality || version && Specifier.tryParse(operator + right.text()).isPresent();
  }

  @Override
  public void collectVariables(Set<String> variables) {
    variables.add(key());
  }

  @Override
  public boolean collectEqualities(Map<String, String> values) {
    if (!operator.equals("==") || left.variable() == right.variable()) {
      return false;
    }
    String value = left.variable() ? right.text() : left.text();
    String before = values.putIfAbsent(key(), value);
    return before == null || before.equals(value);
  }

  @Override
  public String toString() {
    return left + " " + operator + " " + right;
  }
}
