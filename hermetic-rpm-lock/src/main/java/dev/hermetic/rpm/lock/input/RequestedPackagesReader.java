package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the lists of packages and modules. */
final class RequestedPackagesReader {
  private final RelPath file;
  private final Problems problems;

  RequestedPackagesReader(RelPath file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  RequestedPackages read(Fields root) {
    return new RequestedPackages(
        names(root, "packages", "arches"),
        names(root, "upgradePackages", "arches"),
        names(root, "reinstallPackages", "arches"),
        names(root, "moduleEnable", "arches"),
        names(root, "moduleDisable", "arches"),
        texts(root, "excludePackages"),
        texts(root, "assumeProvides"),
        texts(root, "matchContextVersions"));
  }

  /**
   * A list of names.
   *
   * @param limits the key of a name's architectures
   */
  List<ArchedName> names(Fields root, String key, String limits) {
    List<ArchedName> names = new ArrayList<>();
    problems.check(
        () -> {
          for (YamlNode node : root.listing(key)) {
            problems.check(() -> names.add(name(node, key, limits)));
          }
        });
    return names;
  }

  private ArchedName name(YamlNode node, String key, String limits) {
    Location at = new Location(file, node.line());
    if (!(node instanceof YamlNode.Mapping)) {
      return new ArchedName(at, Values.text(file, node, key).text(), Set.of(), Set.of());
    }
    Fields entry = Fields.of(file, node, "an entry of '" + key + "'");
    entry.refuseOthers(problems, Set.of("name", limits));
    String name = entry.required("name");
    if (entry.node(limits).isEmpty()) {
      return new ArchedName(at, name, Set.of(), Set.of());
    }
    Fields arches = Fields.of(file, entry.node(limits).get(), "'" + limits + "'");
    arches.refuseOthers(problems, Set.of("only", "not"));
    if (limits.equals("arches") && arches.has("only") == arches.has("not")) {
      throw LockfileException.of(
          "rpm.in-value",
          arches.at(),
          "'arches' must have one of 'only' and 'not'",
          "write 'arches: {only: x86_64}', for example");
    }
    return new ArchedName(at, name, set(arches, "only"), set(arches, "not"));
  }

  private Set<String> set(Fields arches, String key) {
    Set<String> set = new LinkedHashSet<>();
    Values.texts(file, arches, key).forEach(text -> set.add(text.text()));
    if (arches.has(key) && set.isEmpty()) {
      throw arches.missing(key);
    }
    return set;
  }

  private List<LocatedText> texts(Fields root, String key) {
    List<LocatedText> texts = new ArrayList<>();
    problems.check(
        () -> {
          for (YamlNode node : root.listing(key)) {
            problems.check(() -> texts.add(Values.text(file, node, key)));
          }
        });
    return texts;
  }
}
