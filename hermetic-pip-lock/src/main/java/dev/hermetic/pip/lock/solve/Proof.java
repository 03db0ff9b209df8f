package dev.hermetic.pip.lock.solve;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes a tree of conclusions as numbered sentences, as PubGrub's error reporting proposes. */
final class Proof<P, V extends Comparable<? super V>> {
  // Deep enough for any proof that a person reads; beyond, a conclusion is stated without its
  // proof.
  private static final int MAX_DEPTH = 60;
  private static final int MAX_SENTENCES = 80;

  private final Phrases<P, V> phrases;
  private final List<String> sentences = new ArrayList<>();
  private final Map<Incompatibility<P, V>, Integer> numbers = new IdentityHashMap<>();

  Proof(P root, Conflict.Wording<P, V> wording) {
    this.phrases = new Phrases<>(root, wording);
  }

  List<String> of(Incompatibility<P, V> last) {
    if (last.cause() instanceof Cause.Derived<P, V> derived) {
      prove(last, derived, 0);
    } else {
      sentences.add(sentence("because " + phrases.of(last) + ", " + phrases.unmet()));
    }
    return List.copyOf(sentences);
  }

  private void prove(Incompatibility<P, V> conclusion, Cause.Derived<P, V> cause, int depth) {
    List<String> premises = new ArrayList<>();
    boolean follows = false;
    for (Incompatibility<P, V> premise : ordered(cause)) {
      boolean first = !numbers.containsKey(premise);
      if (first
          && depth < MAX_DEPTH
          && sentences.size() < MAX_SENTENCES
          && premise.cause() instanceof Cause.Derived<P, V> deeper) {
        prove(premise, deeper, depth + 1);
      }
    }
    int previous = sentences.size();
    for (Incompatibility<P, V> premise : ordered(cause)) {
      Integer number = numbers.get(premise);
      if (number != null && number == previous) {
        follows = true;
      } else if (!(premise.cause() instanceof Cause.Root)) {
        premises.add(phrases.of(premise) + (number == null ? "" : " (" + number + ")"));
      }
    }
    sentences.add(sentence(text(premises, follows) + phrases.of(conclusion)));
    numbers.put(conclusion, sentences.size());
  }

  // The longer proof first, so that the sentence can follow on from the shorter one.
  private List<Incompatibility<P, V>> ordered(Cause.Derived<P, V> cause) {
    return cause.first().cause() instanceof Cause.Derived
        ? List.of(cause.first(), cause.second())
        : List.of(cause.second(), cause.first());
  }

  private static String text(List<String> premises, boolean follows) {
    if (premises.isEmpty()) {
      return follows ? "so " : "";
    }
    return (follows ? "and because " : "because ") + String.join(" and ", premises) + ", ";
  }

  private static String sentence(String text) {
    int first = text.codePointAt(0);
    boolean word = text.startsWith("because ") || text.startsWith("and ") || text.startsWith("so ");
    return (word ? Character.toString(Character.toUpperCase(first)) + text.substring(1) : text)
        + ".";
  }
}
