package dev.hermetic.pip.pylock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.pip.version.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects the keys that the specification does not have; a newer one may. */
final class UnknownKeys {
  /** More would not be read. */
  private static final int MAX = 20;

  private final List<Diagnostic> warnings = new ArrayList<>();

  void in(TomlNode node, Set<String> known) {
    for (String key : node.unknown(known)) {
      if (warnings.size() < MAX) {
        warnings.add(
            Diagnostic.warning(
                    "pip.unknown-key",
                    node.at(key) + ": " + node.label(Shown.quoted(key)) + " is not known",
                    "check its spelling")
                .at(node.at(key)));
      }
    }
  }

  List<Diagnostic> warnings() {
    return List.copyOf(warnings);
  }
}
