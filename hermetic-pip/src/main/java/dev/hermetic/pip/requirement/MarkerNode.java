package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A marker as a tree. */
sealed interface MarkerNode permits MarkerComparison, MarkerNode.Junction {
  /** Evaluates all parts, also where one would decide, so that no undefined one is hidden. */
  boolean evaluate(MarkerContext context);

  /** The opposite. */
  MarkerNode negated();

  /** The variables that it compares. */
  void collectVariables(Set<String> variables);

  /** Collects what must be equal; false when it says anything else, or contradicts itself. */
  boolean collectEqualities(Map<String, String> values);

  /**
   * Parts that must all hold, or of which one must.
   *
   * @param all whether they are joined by {@code and}
   */
  record Junction(boolean all, List<MarkerNode> parts) implements MarkerNode {
    /** Joins parts; one alone stays itself, and parts of the same kind are drawn in. */
    static MarkerNode of(boolean all, List<MarkerNode> parts) {
      Set<MarkerNode> flat = new LinkedHashSet<>();
      for (MarkerNode part : parts) {
        if (part instanceof Junction inner && inner.all == all) {
          flat.addAll(inner.parts);
        } else {
          flat.add(part);
        }
      }
      return flat.size() == 1 ? flat.iterator().next() : new Junction(all, List.copyOf(flat));
    }

    @Override
    public boolean evaluate(MarkerContext context) {
      List<Boolean> results = new ArrayList<>();
      parts.forEach(part -> results.add(part.evaluate(context)));
      return all ? !results.contains(false) : results.contains(true);
    }

    @Override
    public MarkerNode negated() {
      return of(!all, parts.stream().map(MarkerNode::negated).toList());
    }

    @Override
    public void collectVariables(Set<String> variables) {
      parts.forEach(part -> part.collectVariables(variables));
    }

    @Override
    public boolean collectEqualities(Map<String, String> values) {
      return all && parts.stream().allMatch(part -> part.collectEqualities(values));
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> part instanceof Junction ? "(" + part + ")" : part.toString())
          .collect(Collectors.joining(all ? " and " : " or "));
    }
  }

  /** A variable or a quoted text. */
  record Operand(boolean variable, String text) {
    @Override
    public String toString() {
      if (variable) {
        return text;
      }
      if (text.indexOf('\'') < 0) {
        return "'" + text + "'";
      }
      if (text.indexOf('"') >= 0) {
        throw InputException.of(
            "pip.marker",
            PrintableText.quoted(text) + " holds quotes of both kinds, which no marker can");
      }
      return '"' + text + '"';
    }
  }
}
