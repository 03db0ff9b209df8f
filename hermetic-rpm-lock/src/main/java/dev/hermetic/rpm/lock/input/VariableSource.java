package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.RelPath;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where variables come from; what a later source says wins. */
sealed interface VariableSource {
  /** Where it is named. */
  Location at();

  /**
   * A file of {@code KEY=VALUE} lines.
   *
   * @param at file and line
   * @param file the file, relative to the source tree
   */
  record File(Location at, RelPath file) implements VariableSource {}

  /**
   * The labels of an image.
   *
   * @param at file and line
   * @param reference the name of the image
   */
  record Image(Location at, String reference) implements VariableSource {}

  /**
   * The labels of the base image of a stage.
   *
   * @param spec which stage of which file
   */
  record Containerfile(ContainerfileSpec spec) implements VariableSource {
    @Override
    public Location at() {
      return spec.at();
    }
  }

  /**
   * Values in the input itself.
   *
   * @param at file and line
   * @param values by name
   */
  record Inline(Location at, SortedMap<String, String> values) implements VariableSource {
    /** Copies the values. */
    public Inline {
      values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static Inline of(Location at, Map<String, String> values) {
      return new Inline(at, new TreeMap<>(values));
    }
  }
}
