package dev.hermetic.pip.lock.solve;

import java.util.ArrayList;
import java.util.List;

/** Incompatibilities in words, as clauses without a full stop. */
final class Phrases<P, V extends Comparable<? super V>> {
  private final P root;
  private final Conflict.Wording<P, V> wording;

  Phrases(P root, Conflict.Wording<P, V> wording) {
    this.root = root;
    this.wording = wording;
  }

  String of(Incompatibility<P, V> incompatibility) {
    Cause<P, V> cause = incompatibility.cause();
    if (cause instanceof Cause.Needs<P, V> needs) {
      return need(incompatibility, needs);
    }
    if (cause instanceof Cause.NoVersions<P, V> none) {
      return "there is no usable " + subject(incompatibility) + tail(none.reason());
    }
    if (cause instanceof Cause.Unusable<P, V> unusable) {
      return subject(incompatibility) + " cannot be used" + tail(unusable.reason());
    }
    return cause instanceof Cause.Root ? wording.root() + " are given" : derived(incompatibility);
  }

  /** That nothing is left. */
  String unmet() {
    return wording.root() + " cannot be met";
  }

  private String need(Incompatibility<P, V> incompatibility, Cause.Needs<P, V> needs) {
    P dependent = needs.dependent();
    if (dependent.equals(root)) {
      return wording.root() + " name " + needs.dependency().text();
    }
    return wording.some(dependent, incompatibility.term(dependent).versions())
        + " needs "
        + needs.dependency().text();
  }

  private String subject(Incompatibility<P, V> incompatibility) {
    P subject = incompatibility.terms().keySet().iterator().next();
    return wording.some(subject, incompatibility.term(subject).versions());
  }

  private static String tail(String reason) {
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }

  private String derived(Incompatibility<P, V> incompatibility) {
    List<String> having = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    incompatibility
        .terms()
        .forEach(
            (subject, term) -> {
              if (!subject.equals(root)) {
                (term.positive() ? having : lacking).add(wording.some(subject, term.versions()));
              }
            });
    if (having.isEmpty()) {
      return lacking.isEmpty() ? unmet() : wording.root() + " need " + String.join(" or ", lacking);
    }
    if (!lacking.isEmpty()) {
      return String.join(" with ", having) + " needs " + String.join(" or ", lacking);
    }
    if (incompatibility.terms().containsKey(root)) {
      return wording.root() + " rule out " + String.join(" with ", having);
    }
    return having.size() == 1
        ? having.get(0) + " cannot be used"
        : String.join(" and ", having) + " cannot be used together";
  }
}
