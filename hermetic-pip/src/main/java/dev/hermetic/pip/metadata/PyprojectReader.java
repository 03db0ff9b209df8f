package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.metadata.Pyproject.Build;
import dev.hermetic.pip.metadata.Pyproject.GroupItem;
import dev.hermetic.pip.metadata.Pyproject.Stated;
import dev.hermetic.pip.requirement.PackageName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads {@code pyproject.toml}. For one file. */
public final class PyprojectReader {
  /** The most a project file may have. */
  public static final int MAX_BYTES = 4 << 20;

  private final RelPath file;

  private PyprojectReader(RelPath file) {
    this.file = file;
  }

  /**
   * Reads a project file.
   *
   * @throws LockfileException with code {@code pip.pyproject} and the line, when it is no TOML or a
   *     field we read has the wrong type
   */
  public static Pyproject read(RelPath file, String text) {
    PyprojectReader reader = new PyprojectReader(file);
    TomlParseResult toml = Toml.parse(text);
    if (toml.hasErrors()) {
      TomlParseError first = toml.errors().get(0);
      throw reader.fault(first.position().line(), "this is not TOML: " + first.getMessage());
    }
    return reader.project(toml);
  }

  private Pyproject project(TomlTable toml) {
    TomlTable project = table(toml, "project");
    TomlTable build = table(toml, "build-system");
    TomlTable said = project == null ? Toml.parse("") : project;
    return new Pyproject(
        text(said, "name").map(Stated::text),
        text(said, "version").map(Stated::text),
        text(said, "requires-python"),
        texts(said, "dependencies"),
        extras(table(said, "optional-dependencies")),
        dynamic(said),
        project != null,
        build == null
            ? Optional.empty()
            : Optional.of(
                new Build(
                    texts(build, "requires"), text(build, "build-backend").map(Stated::text))),
        groups(table(toml, "dependency-groups")));
  }

  private Set<String> dynamic(TomlTable project) {
    Set<String> dynamic = new LinkedHashSet<>();
    texts(project, "dynamic").forEach(stated -> dynamic.add(stated.text()));
    return dynamic;
  }

  private Map<PackageName, List<Stated>> extras(@Nullable TomlTable table) {
    Map<PackageName, List<Stated>> extras = new LinkedHashMap<>();
    if (table == null) {
      return extras;
    }
    for (String key : table.keySet()) {
      if (extras.put(name(table, key), texts(table, key)) != null) {
        throw fault(line(table, key), "the extra '" + key + "' is given twice");
      }
    }
    return extras;
  }

  private Map<PackageName, List<GroupItem>> groups(@Nullable TomlTable table) {
    Map<PackageName, List<GroupItem>> groups = new LinkedHashMap<>();
    if (table == null) {
      return groups;
    }
    for (String key : table.keySet()) {
      if (groups.put(name(table, key), items(table, key)) != null) {
        throw fault(line(table, key), "the dependency group '" + key + "' is given twice");
      }
    }
    return groups;
  }

  private List<GroupItem> items(TomlTable table, String key) {
    TomlArray array = array(table, key);
    List<GroupItem> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      int line = array.inputPositionOf(i).line();
      Object item = array.get(i);
      if (item instanceof String text) {
        items.add(new GroupItem(new Stated(text, line), false));
      } else if (item instanceof TomlTable include
          && include.keySet().equals(Set.of("include-group"))
          && include.get(List.of("include-group")) instanceof String group) {
        items.add(new GroupItem(new Stated(group, line), true));
      } else {
        throw fault(
            line, "an item of group '" + key + "' is neither a requirement nor an include-group");
      }
    }
    return items;
  }

  private @Nullable TomlTable table(TomlTable parent, String key) {
    Object value = parent.get(List.of(key));
    if (value != null && !(value instanceof TomlTable)) {
      throw fault(line(parent, key), "'" + key + "' must be a table");
    }
    return (TomlTable) value;
  }

  private Optional<Stated> text(TomlTable parent, String key) {
    Object value = parent.get(List.of(key));
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw fault(line(parent, key), "'" + key + "' must be text");
    }
    return Optional.of(new Stated(text, line(parent, key)));
  }

  private List<Stated> texts(TomlTable parent, String key) {
    TomlArray array = array(parent, key);
    List<Stated> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      int line = array.inputPositionOf(i).line();
      if (!(array.get(i) instanceof String text)) {
        throw fault(line, "'" + key + "' must hold texts only");
      }
      texts.add(new Stated(text, line));
    }
    return texts;
  }

  private TomlArray array(TomlTable parent, String key) {
    Object value = parent.get(List.of(key));
    if (value != null && !(value instanceof TomlArray)) {
      throw fault(line(parent, key), "'" + key + "' must be an array");
    }
    return value == null ? Toml.parse("none = []").getArrayOrEmpty("none") : (TomlArray) value;
  }

  private PackageName name(TomlTable table, String key) {
    try {
      return PackageName.of(key);
    } catch (InputException malformed) {
      throw fault(line(table, key), "'" + key + "' is not a name");
    }
  }

  private static int line(TomlTable table, String key) {
    var position = table.inputPositionOf(List.of(key));
    return position == null ? 0 : position.line();
  }

  private LockfileException fault(int line, String message) {
    return LockfileException.of(
        "pip.pyproject", new Location(file, Math.max(line, 0)), Malformed.printable(message));
  }
}
