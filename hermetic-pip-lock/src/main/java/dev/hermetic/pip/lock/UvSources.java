package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.lock.UvSettings.Source;
import dev.hermetic.pip.requirement.PackageName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** {@code tool.uv.sources}: where packages come from that the project itself asks for. */
final class UvSources {
  private final UvReader reader;
  private final UvIndexes indexes;

  UvSources(UvReader reader, UvIndexes indexes) {
    this.reader = reader;
    this.indexes = indexes;
  }

  /**
   * The sources. One that cannot be locked is a failure only once somebody asks for its package.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code pip.uv-setting}
   */
  Map<PackageName, Source> read() {
    Map<PackageName, Source> sources = new TreeMap<>();
    if (reader.value("sources") instanceof TomlTable table) {
      for (String key : table.keySet()) {
        sources.put(name(table, key), source(table, key));
      }
    }
    return sources;
  }

  private PackageName name(TomlTable table, String key) {
    try {
      return PackageName.of(key);
    } catch (InputException malformed) {
      throw reader.fault(
          UvReader.line(table, key),
          "'" + UvReader.printable(key) + "' is not a name",
          "correct it");
    }
  }

  private Source source(TomlTable table, String key) {
    int line = UvReader.line(table, key);
    Object value = table.get(List.of(key));
    if (value instanceof TomlArray several) {
      value = several.size() == 1 ? several.get(0) : null;
    }
    if (!(value instanceof TomlTable source)) {
      return Source.refused(
          line, UvReader.CODE, "has several sources", "name one, or lock the targets apart");
    }
    for (String condition : List.of("marker", "extra", "group", "subdirectory")) {
      if (source.contains(condition)) {
        return Source.refused(
            line,
            UvReader.CODE,
            "has a source with '" + condition + "', which cannot be honoured",
            "name a source without it, or lock the targets apart");
      }
    }
    return source(source, line);
  }

  private Source source(TomlTable source, int line) {
    if (source.get(List.of("index")) instanceof String index) {
      SafeUri uri =
          indexes
              .named(index)
              .orElseThrow(
                  () ->
                      reader.fault(
                          line,
                          "there is no index '" + UvReader.printable(index) + "'",
                          "add it with [[tool.uv.index]]"));
      return new Source(line, Optional.of(uri), Optional.empty(), Optional.empty());
    }
    if (source.get(List.of("url")) instanceof String url) {
      return new Source(line, Optional.empty(), Optional.of(url), Optional.empty());
    }
    if (source.contains("git")) {
      return Source.refused(
          line,
          "pip.git",
          "comes from a git repository, and there is no git fetcher yet",
          Unlockable.FILE_HINT);
    }
    return Source.refused(
        line,
        "pip.lock-requirement",
        "is a directory of this machine, which no lock can name for another",
        Unlockable.DIRECTORY_HINT,
        Unlockable.FILE_HINT);
  }
}
