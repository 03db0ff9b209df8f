package dev.hermetic.cli;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A cheap look at what pip inputs read, to spare the half second that starting pip costs: a {@code
 * pylock.toml} has URLs of its own, and a requirements file may name its index.
 */
final class PipLockGlance {
  private static final Pattern INDEX =
      Pattern.compile("(?m)^\\s*(-i|--index-url|--no-index)(\\s|=|$)");
  private static final long MAX_BYTES = 64L << 20;

  private PipLockGlance() {}

  /** Whether an index must be known for one of these inputs. */
  static boolean mayNeedIndex(Path source, List<PackageInput> inputs) {
    SourceTree tree = SourceTree.at(source);
    for (PackageInput input : inputs) {
      if (input.options().text("index-url").isEmpty()
          && files(tree, input).stream().anyMatch(file -> !namesIndex(tree, file))) {
        return true;
      }
    }
    return false;
  }

  private static List<RelPath> files(SourceTree tree, PackageInput input) {
    List<String> names = new ArrayList<>(input.options().texts("requirements_files"));
    names.addAll(input.options().texts("requirements_build_files"));
    boolean pylock =
        input.options().asMap().containsKey("pylock_files")
            || tree.isFile(input.path().resolve("pylock.toml"));
    if (!pylock && !input.options().asMap().containsKey("requirements_files")) {
      names.add("requirements.txt");
    }
    if (!input.options().asMap().containsKey("requirements_build_files")) {
      names.add("requirements-build.txt");
    }
    return names.stream().map(input.path()::resolve).filter(tree::isFile).toList();
  }

  private static boolean namesIndex(SourceTree tree, RelPath file) {
    try {
      String text = new String(tree.read(file, MAX_BYTES), StandardCharsets.ISO_8859_1);
      return INDEX.matcher(text).find();
    } catch (IOException | LockfileException unusable) {
      // The resolver reads the same file next and says what is wrong with it.
      return true;
    }
  }
}
