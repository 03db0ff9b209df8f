package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code hermetic lock} is to lock: what {@code --type} says, else what lies there. */
final class LockInput {
  private static final String RPM = "rpm";
  private static final Pattern DNF_VARIABLE = Pattern.compile("DNF_VAR_([A-Za-z0-9_]+)");

  /** Inputs that can be locked without further settings. */
  private record Known(String ecosystem, String file) {}

  private static final List<Known> KNOWN =
      List.of(new Known("generic", "artifacts.in.yaml"), new Known(RPM, "rpms.in.yaml"));

  private final Surroundings surroundings;

  LockInput(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The input.
   *
   * @param type what {@code --type} says
   * @throws InputException with code {@code input.lock-type} when nothing or too much lies there
   */
  PackageInput find(@Nullable String type, Path source) {
    if (type == null) {
      return PackageInput.of(detect(source), ".");
    }
    List<PackageInput> inputs = InputGrammar.parse(type).packages();
    if (inputs.size() != 1) {
      throw InputException.of(
          "input.lock-type", "--type names several inputs", "lock one input at a time");
    }
    return inputs.get(0);
  }

  private static String detect(Path source) {
    SourceTree tree = SourceTree.at(source);
    List<Known> found =
        KNOWN.stream().filter(known -> tree.isFile(RelPath.of(known.file()))).toList();
    if (found.size() == 1) {
      return found.get(0).ecosystem();
    }
    String files = String.join(" and ", KNOWN.stream().map(Known::file).toList());
    throw InputException.of(
        "input.lock-type",
        source
            + (found.isEmpty()
                ? " holds neither " + files.replace(" and ", " nor ")
                : " holds " + files),
        "say what to lock: --type rpm",
        "see hermetic lock --help");
  }

  /**
   * The same with what the command line and the environment say about RPM.
   *
   * @param arches what {@code --arch} says
   * @throws InputException with code {@code input.option} when the input knows no architectures
   */
  PackageInput complete(PackageInput input, List<String> arches) {
    if (!input.ecosystem().equals(RPM)) {
      if (!arches.isEmpty()) {
        throw InputException.of(
            "input.option", "--arch has a meaning for rpm only", "leave it out");
      }
      return input;
    }
    Map<String, Object> options = new LinkedHashMap<>(input.options().asMap());
    if (!arches.isEmpty()) {
      options.put("arches", arches);
    }
    Map<String, Object> vars = new TreeMap<>(variables());
    vars.putAll(input.options().nested("vars").asMap());
    if (!vars.isEmpty()) {
      options.put("vars", vars);
    }
    return new PackageInput(input.ecosystem(), input.path(), Options.of(options));
  }

  /** The variables of repositories that dnf, too, takes from the environment. */
  private Map<String, String> variables() {
    Map<String, String> vars = new TreeMap<>();
    surroundings
        .variables()
        .forEach(
            (name, value) -> {
              Matcher matcher = DNF_VARIABLE.matcher(name);
              if (matcher.matches()) {
                vars.put(matcher.group(1), value);
              }
            });
    return vars;
  }
}
