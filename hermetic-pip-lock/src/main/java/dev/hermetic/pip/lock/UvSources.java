package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.SafeUri;
import dev.hermetic.formats.toml.TomlTable;
import dev.hermetic.formats.toml.TomlValue;
import dev.hermetic.pip.lock.UvSettings.Source;
import dev.hermetic.pip.requirement.PackageName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code tool.uv.sources}: where packages come from that the project itself asks for. */
final class UvSources {
  private final TomlTable uv;
  private final UvIndexes indexes;

  UvSources(TomlTable uv, UvIndexes indexes) {
    this.uv = uv;
    this.indexes = indexes;
  }

  /**
   * The sources. One that cannot be locked is a failure only once somebody asks for its package.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code pip.uv-setting}
   */
  Map<PackageName, Source> read() {
    Map<PackageName, Source> sources = new TreeMap<>();
    uv.value("sources")
        .flatMap(TomlValue::asTable)
        .ifPresent(
            table ->
                table.keys().forEach(key -> sources.put(name(table, key), source(table, key))));
    return sources;
  }

  private static PackageName name(TomlTable table, String key) {
    try {
      return PackageName.of(key);
    } catch (InputException malformed) {
      throw UvReader.fault(
          table.at(key), PrintableText.quoted(key) + " is not a name", "correct it");
    }
  }

  private Source source(TomlTable table, String key) {
    int line = table.at(key).line();
    TomlValue value = table.value(key).orElseThrow();
    List<TomlValue> alternatives = value.asElements().orElse(List.of(value));
    Optional<TomlTable> only =
        alternatives.size() == 1 ? alternatives.get(0).asTable() : Optional.empty();
    return only.map(source -> source(source, line))
        .orElseGet(
            () ->
                Source.refused(
                    line,
                    UvReader.CODE,
                    "has several sources",
                    "name one, or lock the targets apart"));
  }

  private Source source(TomlTable source, int line) {
    for (String condition : List.of("marker", "extra", "group", "subdirectory")) {
      if (source.has(condition)) {
        return Source.refused(
            line,
            UvReader.CODE,
            "has a source with '" + condition + "', which cannot be honoured",
            "name a source without it, or lock the targets apart");
      }
    }
    return unconditional(source, line);
  }

  private Source unconditional(TomlTable source, int line) {
    Optional<String> index = text(source, "index");
    if (index.isPresent()) {
      SafeUri uri =
          indexes
              .named(index.get())
              .orElseThrow(
                  () ->
                      UvReader.fault(
                          new Location(uv.location().file(), line),
                          "there is no index " + PrintableText.quoted(index.get()),
                          "add it with [[tool.uv.index]]"));
      return new Source(line, Optional.of(uri), Optional.empty(), Optional.empty());
    }
    Optional<String> url = text(source, "url");
    if (url.isPresent()) {
      return new Source(line, Optional.empty(), url, Optional.empty());
    }
    if (source.has("git")) {
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

  private static Optional<String> text(TomlTable source, String key) {
    return source.value(key).flatMap(TomlValue::asText);
  }
}
