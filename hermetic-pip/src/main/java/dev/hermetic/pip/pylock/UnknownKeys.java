package dev.hermetic.pip.pylock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PrintableText;
import dev.hermetic.formats.toml.TomlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects the keys that the specification does not have; a newer one may. */
final class UnknownKeys {
  /** More would not be read. */
  private static final int MAX = 20;

  private final List<Diagnostic> warnings = new ArrayList<>();

  void in(TomlTable table, Set<String> known) {
    for (String key : table.keysBesides(known)) {
      if (warnings.size() < MAX) {
        warnings.add(
            Diagnostic.warning(
                    "pip.unknown-key",
                    table.at(key) + ": " + table.label(PrintableText.quoted(key)) + " is not known",
                    "check its spelling")
                .at(table.at(key)));
      }
    }
  }

  List<Diagnostic> warnings() {
    return List.copyOf(warnings);
  }
}
