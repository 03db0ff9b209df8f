package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.toml.TomlReader;
import dev.hermetic.formats.toml.TomlTable;
import dev.hermetic.formats.toml.TomlValue;
import dev.hermetic.pip.metadata.Pyproject.Build;
import dev.hermetic.pip.metadata.Pyproject.GroupItem;
import dev.hermetic.pip.metadata.Pyproject.Stated;
import dev.hermetic.pip.requirement.PackageName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code pyproject.toml}. */
public final class PyprojectReader {
  /** The most a project file may have, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  private static final String CODE = "pip.pyproject";
  private static final TomlReader TOML = TomlReader.of(CODE).acceptingVersion11();

  private PyprojectReader() {}

  /**
   * Reads a project file.
   *
   * @throws LockfileException with code {@code lockfile.toml}, {@code lockfile.too-large} or {@code
   *     pip.pyproject} and the line, when a field we read has the wrong type
   */
  public static Pyproject read(RelPath file, String text) {
    TomlTable root = TOML.read(file, text);
    Optional<TomlTable> project = root.table("project");
    return new Pyproject(
        project.flatMap(table -> table.text("name")),
        project.flatMap(table -> table.text("version")),
        project.flatMap(table -> stated(table, "requires-python")),
        project.map(table -> allStated(table, "dependencies")).orElse(List.of()),
        project
            .flatMap(table -> table.table("optional-dependencies"))
            .map(PyprojectReader::extras)
            .orElse(Map.of()),
        project.flatMap(table -> table.texts("dynamic")).map(Set::copyOf).orElse(Set.of()),
        project.isPresent(),
        root.table("build-system")
            .map(table -> new Build(allStated(table, "requires"), table.text("build-backend"))),
        root.table("dependency-groups").map(PyprojectReader::groups).orElse(Map.of()));
  }

  private static Map<PackageName, List<Stated>> extras(TomlTable table) {
    Map<PackageName, List<Stated>> extras = new LinkedHashMap<>();
    for (String key : table.keys()) {
      if (extras.put(name(table, key), allStated(table, key)) != null) {
        throw failure(table.at(key), "the extra " + PrintableText.quoted(key) + " is given twice");
      }
    }
    return extras;
  }

  private static Map<PackageName, List<GroupItem>> groups(TomlTable table) {
    Map<PackageName, List<GroupItem>> groups = new LinkedHashMap<>();
    for (String key : table.keys()) {
      if (groups.put(name(table, key), items(table, key)) != null) {
        throw failure(
            table.at(key), "the dependency group " + PrintableText.quoted(key) + " is given twice");
      }
    }
    return groups;
  }

  private static List<GroupItem> items(TomlTable table, String key) {
    List<GroupItem> items = new ArrayList<>();
    for (TomlValue item : table.elements(key).orElse(List.of())) {
      Optional<String> requirement = item.asText();
      Optional<String> group =
          item.asTable()
              .filter(include -> include.keys().equals(Set.of("include-group")))
              .map(include -> include.requiredText("include-group"));
      String text =
          requirement
              .or(() -> group)
              .orElseThrow(
                  () ->
                      failure(
                          item.location(),
                          "an item of group "
                              + PrintableText.quoted(key)
                              + " is neither a requirement nor an include-group"));
      items.add(new GroupItem(new Stated(text, item.location().line()), group.isPresent()));
    }
    return items;
  }

  private static Optional<Stated> stated(TomlTable table, String key) {
    return table.text(key).map(text -> new Stated(text, table.at(key).line()));
  }

  private static List<Stated> allStated(TomlTable table, String key) {
    return table.elements(key).orElse(List.of()).stream()
        .map(value -> new Stated(value.requiredText(), value.location().line()))
        .toList();
  }

  private static PackageName name(TomlTable table, String key) {
    try {
      return PackageName.of(key);
    } catch (InputException malformed) {
      throw failure(table.at(key), PrintableText.quoted(key) + " is not a name");
    }
  }

  private static LockfileException failure(Location at, String message) {
    return LockfileException.of(CODE, at, message);
  }
}
