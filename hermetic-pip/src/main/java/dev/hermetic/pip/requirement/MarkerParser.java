package dev.hermetic.pip.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a marker (PEP 508, "Grammar"; PEP 751 adds the variables for sets of names). */
final class MarkerParser {
  static final int MAX_LENGTH = 100_000;
  private static final int MAX_DEPTH = 100;

  private static final List<String> VARIABLES =
      List.of(
          "python_version",
          "python_full_version",
          "os_name",
          "os.name",
          "sys_platform",
          "sys.platform",
          "platform_release",
          "platform_system",
          "platform_version",
          "platform.version",
          "platform_machine",
          "platform.machine",
          "platform_python_implementation",
          "platform.python_implementation",
          "python_implementation",
          "implementation_name",
          "implementation_version",
          "extra",
          "extras",
          "dependency_groups");

  private static final List<String> OPERATORS =
      List.of("===", "==", "~=", "!=", "<=", ">=", "<", ">");
  private static final Set<String> NAME_VARIABLES = Set.of("extras", "dependency_groups");

  private final TextScanner scanner;
  private int depth;

  MarkerParser(TextScanner scanner) {
    this.scanner = scanner;
  }

  /** Reads a whole text. */
  static MarkerNode parse(String text) {
    TextScanner scanner = new TextScanner(text, "pip.marker", MAX_LENGTH);
    return new MarkerParser(scanner).toEnd();
  }

  /** Reads what is left. */
  MarkerNode toEnd() {
    MarkerNode marker = anyOf();
    if (!scanner.atEnd()) {
      throw scanner.expected("'and' or 'or'");
    }
    return marker;
  }

  private MarkerNode anyOf() {
    List<MarkerNode> parts = new ArrayList<>();
    do {
      parts.add(allOf());
    } while (scanner.takeWord("or"));
    return MarkerNode.Junction.of(false, parts);
  }

  private MarkerNode allOf() {
    List<MarkerNode> parts = new ArrayList<>();
    do {
      parts.add(atom());
    } while (scanner.takeWord("and"));
    return MarkerNode.Junction.of(true, parts);
  }

  private MarkerNode atom() {
    scanner.skipSpace();
    MarkerNode atom;
    if (scanner.take('(')) {
      if (++depth > MAX_DEPTH) {
        throw scanner.failure("has too many parentheses within each other");
      }
      atom = anyOf();
      scanner.require(')');
      depth--;
    } else {
      atom = comparison();
    }
    scanner.skipSpace();
    return atom;
  }

  private MarkerNode comparison() {
    MarkerNode.Operand left = operand();
    scanner.skipSpace();
    String operator = operator();
    scanner.skipSpace();
    MarkerNode.Operand right = operand();
    return new MarkerComparison(named(left, right), operator, named(right, left));
  }

  /** Names of extras and groups are compared in their normalized form (PEP 685). */
  private static MarkerNode.Operand named(MarkerNode.Operand operand, MarkerNode.Operand other) {
    boolean name =
        !operand.variable()
            && other.variable()
            && (other.text().equals("extra") || NAME_VARIABLES.contains(other.text()));
    return name ? new MarkerNode.Operand(false, PackageName.normalize(operand.text())) : operand;
  }

  private String operator() {
    String symbol = scanner.take(OPERATORS);
    if (symbol != null) {
      return symbol;
    }
    if (scanner.takeWord("in")) {
      return "in";
    }
    if (scanner.takeWord("not") && scanner.skipSpace() && scanner.takeWord("in")) {
      return "not in";
    }
    throw scanner.expected("one of <= < != == >= > ~= === in, not in");
  }

  private MarkerNode.Operand operand() {
    String variable = scanner.takeWord(VARIABLES);
    if (variable != null) {
      String name = variable.replace('.', '_');
      boolean old = name.equals("python_implementation");
      return new MarkerNode.Operand(true, old ? "platform_python_implementation" : name);
    }
    for (char quote : new char[] {'\'', '"'}) {
      if (scanner.take(quote)) {
        String literal = scanner.until(String.valueOf(quote) + '\\');
        scanner.require(quote);
        return new MarkerNode.Operand(false, literal);
      }
    }
    throw scanner.expected("a marker variable or quoted text");
  }
}
