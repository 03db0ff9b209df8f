package dev.hermetic.cli;

import dev.hermetic.core.Detected;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code hermetic lock} is to lock: what {@code --type} says, else what lies there. */
final class LockInput {
  private LockInput() {}

  /**
   * The input.
   *
   * @param type what {@code --type} says
   * @throws InputException with code {@code input.lock-type} when nothing or too much lies there
   */
  static PackageInput find(@Nullable String type, Path source, Prefetch prefetch) {
    if (type == null) {
      return detect(source, prefetch);
    }
    List<PackageInput> inputs = InputGrammar.parse(type).packages();
    if (inputs.size() != 1) {
      throw InputException.of(
          "input.lock-type", "--type names several inputs", "lock one input at a time");
    }
    return inputs.get(0);
  }

  private static PackageInput detect(Path source, Prefetch prefetch) {
    List<Detected> found =
        prefetch.detect(source).stream()
            .filter(file -> file.kind() == Detected.Kind.UNLOCKED)
            .toList();
    if (found.size() == 1) {
      return found.get(0).input();
    }
    String files = String.join(" and ", found.stream().map(Detected::toString).toList());
    throw InputException.of(
        "input.lock-type",
        source + (found.isEmpty() ? " holds nothing that can be locked" : " holds " + files),
        "say what to lock: --type ECOSYSTEM",
        "see hermetic lock --help");
  }

  /** The same for some architectures only; whether it knows any is for its ecosystem to say. */
  static PackageInput limitedTo(List<String> arches, PackageInput input) {
    if (arches.isEmpty()) {
      return input;
    }
    Map<String, Object> options = new LinkedHashMap<>(input.options().asMap());
    options.put("arches", arches);
    return new PackageInput(input.ecosystem(), input.path(), Options.of(options));
  }
}
