package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The packages that a treefile of rpm-ostree and those it includes name for one architecture. Keys
 * that have nothing to do with packages are ignored; those that would change the choice and cannot
 * be honoured are refused.
 */
final class Treefile {
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_FILES = 256;
  private static final int MAX_DEPTH = 32;

  private final SourceTree source;
  private final String arch;
  private final Problems problems = new Problems();
  private final List<ArchedName> packages = new ArrayList<>();
  private final Set<RelPath> done = new HashSet<>();
  private final List<RelPath> open = new ArrayList<>();

  private Treefile(SourceTree source, String arch) {
    this.source = source;
    this.arch = arch;
  }

  /**
   * The packages in the order of the files, those of included files first.
   *
   * @throws LockfileException with code {@code rpm.treefile} for files that include themselves,
   *     {@code rpm.in-unsupported} for keys that are refused
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   * @throws IOException when a file cannot be read
   */
  static List<ArchedName> packages(SourceTree source, PlacedFile file, String arch)
      throws IOException {
    Treefile treefile = new Treefile(source, arch);
    treefile.read(file);
    treefile.problems.throwIfAny();
    return treefile.packages;
  }

  /** A file and where it is named. */
  record PlacedFile(Location at, RelPath file) {}

  private void read(PlacedFile named) throws IOException {
    RelPath file = named.file();
    if (open.contains(file)) {
      throw fault(named.at(), "the treefile " + file + " includes itself", "end the circle");
    }
    if (!done.add(file)) {
      return;
    }
    if (done.size() > MAX_FILES || open.size() >= MAX_DEPTH) {
      throw fault(named.at(), "more treefiles are included than any sensible one needs");
    }
    open.add(file);
    Fields root =
        Fields.of(
            file,
            YamlReader.read(file, SourceFile.read(source, file, MAX_BYTES).text()),
            "the treefile");
    refuse(root);
    for (PlacedFile included : includes(file, root)) {
      read(included);
    }
    problems.check(() -> packages(file, root));
    open.remove(open.size() - 1);
  }

  private void refuse(Fields root) {
    refuse(root, "conditional-include", "name under 'include' what the condition selects");
    refuse(root, "exclude-packages", "list them under 'excludePackages' of the input");
    refuse(root, "modules", "use 'moduleEnable' and 'packages' of the input");
  }

  private void refuse(Fields root, String key, String instead) {
    if (root.node(key).isPresent()) {
      problems.add(Unsupported.treefileKey(root.at(key), key, instead));
    }
  }

  private List<PlacedFile> includes(RelPath file, Fields root) {
    List<PlacedFile> included = new ArrayList<>();
    problems.check(
        () -> {
          included.addAll(paths(file, root, "include"));
          Optional<YamlNode> byArch = root.node("arch-include");
          if (byArch.isPresent()) {
            included.addAll(paths(file, Fields.of(file, byArch.get(), "'arch-include'"), arch));
          }
        });
    return included;
  }

  private static List<PlacedFile> paths(RelPath file, Fields fields, String key) {
    return Values.texts(file, fields, key).stream()
        .map(path -> new PlacedFile(path.at(), InputPaths.resolve(file, path)))
        .toList();
  }

  private void packages(RelPath file, Fields root) {
    add(file, root, "packages");
    add(file, root, "packages-" + arch);
    for (YamlNode node : root.listing("repo-packages")) {
      add(file, Fields.of(file, node, "an entry of 'repo-packages'"), "packages");
    }
  }

  /** An entry holds one name or several with blanks between them. */
  private void add(RelPath file, Fields fields, String key) {
    for (YamlNode node : fields.listing(key)) {
      LocatedText entry = Values.text(file, node, key);
      for (String name : entry.text().strip().split("\\s+", -1)) {
        packages.add(new ArchedName(entry.at(), name, Set.of(), Set.of()));
      }
    }
  }

  private static LockfileException fault(Location at, String message, String... hints) {
    return LockfileException.of("rpm.treefile", at, message, hints);
  }
}
