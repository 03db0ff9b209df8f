package dev.hermetic.pip.requirements;

import java.util.ArrayList;
import java.util.List;

/** Follows the options about indexes in their order, as pip does. */
final class IndexChoice {
  private IndexChoice() {}

  static List<String> of(List<GlobalOption> options, List<String> defaults) {
    List<String> indexes = new ArrayList<>(defaults);
    boolean none = false;
    for (GlobalOption use : options) {
      switch (use.option()) {
        case NO_INDEX -> {
          none = true;
          indexes.clear();
        }
        case INDEX_URL -> {
          if (!none) {
            indexes.clear();
            indexes.add(use.value());
          }
        }
        case EXTRA_INDEX_URL -> {
          if (!none) {
            indexes.add(use.value());
          }
        }
        default -> {}
      }
    }
    return List.copyOf(indexes);
  }
}
