package dev.hermetic.cli;

import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Inputs as Hermeto understands them, where it has other defaults: of pip packages it takes sdists
 * only, unless told otherwise, and it knows no {@code pylock.toml}.
 */
final class HermetoInputs {
  private static final Set<String> SELECTING =
      Set.of("all-files", "allow_binary", "binary", "sdists", "targets");

  private HermetoInputs() {}

  static Selection adapt(Selection selection) {
    SourceTree tree = SourceTree.at(selection.source());
    List<PackageInput> inputs =
        selection.inputs().stream()
            .map(input -> input.ecosystem().equals("pip") ? pip(input, tree) : input)
            .toList();
    return new Selection(selection.source(), inputs, selection.notes(), selection.warnings());
  }

  private static PackageInput pip(PackageInput input, SourceTree tree) {
    Map<String, Object> options = new TreeMap<>(input.options().asMap());
    if (options.keySet().stream().noneMatch(SELECTING::contains)) {
      options.put("sdists", "only");
    }
    boolean named =
        options.containsKey("requirements_files") || options.containsKey("pylock_files");
    if (!named && tree.isFile(input.path().resolve("requirements.txt"))) {
      options.put("requirements_files", List.of("requirements.txt"));
    }
    return new PackageInput(input.ecosystem(), input.path(), Options.of(options));
  }
}
