package dev.hermetic.pip.lock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.metadata.Pyproject.Stated;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads {@code tool.uv}. What would change the lock and cannot be honoured is an error with its
 * line: a lock that uv would make differently must not look like uv's.
 */
final class UvReader {
  /** The code of all failures here. */
  static final String CODE = "pip.uv-setting";

  private final RelPath file;
  private final TomlTable table;
  private final LockSettings.Pending asked;

  private UvReader(RelPath file, TomlTable table, LockSettings.Pending asked) {
    this.file = file;
    this.table = table;
    this.asked = asked;
  }

  /**
   * Reads the table of a project file that was read before, so that it is known to be TOML.
   *
   * @param asked what of the project is wanted; some settings are about that
   * @param unknown told of each key that is not known
   * @throws LockfileException with code {@code pip.uv-setting} or {@code pip.credentials}
   */
  static UvSettings read(
      RelPath file, String text, LockSettings.Pending asked, Consumer<Diagnostic> unknown) {
    Object table = Toml.parse(text).get(List.of("tool", "uv"));
    return table instanceof TomlTable uv
        ? new UvReader(file, uv, asked).settings(unknown)
        : UvSettings.NONE;
  }

  private UvSettings settings(Consumer<Diagnostic> unknown) {
    check(unknown);
    UvIndexes indexes = new UvIndexes(this);
    boolean sources = !Boolean.TRUE.equals(table.get(List.of("no-sources")));
    return new UvSettings(
        texts("constraint-dependencies"),
        texts("override-dependencies"),
        indexes.general(),
        indexes.replaceDefault(),
        sources ? new UvSources(this, indexes).read() : Map.of(),
        environments(),
        prereleases(),
        cutOff());
  }

  private void check(Consumer<Diagnostic> unknown) {
    for (String key : table.keySet()) {
      if (concerns(key) && UvKeys.isRefused(key, table.get(List.of(key)))) {
        throw unusable(line(table, key), "tool.uv." + key);
      }
      if (!UvKeys.isKnown(key)) {
        unknown.accept(
            Diagnostic.warning(
                    CODE, "tool.uv." + printable(key) + " is not known here and has no effect")
                .at(new Location(file, line(table, key))));
      }
    }
    if (table.get(List.of("pip")) instanceof TomlTable pip) {
      for (String key : pip.keySet()) {
        if (UvKeys.isRefusedOfPip(key, pip.get(List.of(key)))) {
          throw unusable(line(pip, key), "tool.uv.pip." + key);
        }
      }
    }
  }

  /** Whether a key is about what is wanted: conflicts, for example, are those of two extras. */
  private boolean concerns(String key) {
    return switch (key) {
      case "conflicts" -> asked.extras().size() + asked.groups().size() > 1;
      case "dev-dependencies" -> asked.groups().contains(PackageName.of("dev"));
      case "dependency-groups" -> !asked.groups().isEmpty();
      default -> true;
    };
  }

  private LockfileException unusable(int line, String key) {
    return fault(
        line,
        key + " would change the lock, and cannot be honoured",
        "remove it, and use the options of this input instead",
        "or lock without the settings of uv, with the option uv-settings=ignore");
  }

  private List<Marker> environments() {
    List<Stated> texts =
        table.get(List.of("environments")) instanceof String one
            ? List.of(new Stated(one, line(table, "environments")))
            : texts("environments");
    List<Marker> markers = new ArrayList<>();
    for (Stated text : texts) {
      try {
        markers.add(Marker.parse(text.text()));
      } catch (InputException malformed) {
        throw fault(
            text.line(), String.valueOf(malformed.getMessage()), "write it as PEP 508 says");
      }
    }
    return markers;
  }

  private Optional<Candidates.Prereleases> prereleases() {
    Object value = table.get(List.of("prerelease"));
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (String.valueOf(value)) {
          case "allow" -> Candidates.Prereleases.ALLOW;
          case "disallow" -> Candidates.Prereleases.DISALLOW;
          case "if-necessary-or-explicit" -> Candidates.Prereleases.IF_NECESSARY_OR_EXPLICIT;
          default ->
              throw fault(
                  line(table, "prerelease"),
                  "tool.uv.prerelease has a value that cannot be honoured",
                  "use allow, disallow or if-necessary-or-explicit");
        });
  }

  /** Only a fixed time: what counts from today would be another lock tomorrow. */
  private Optional<Instant> cutOff() {
    Object value = table.get(List.of("exclude-newer"));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(LockSettings.instant(String.valueOf(value)));
    } catch (InputException relative) {
      throw fault(
          line(table, "exclude-newer"),
          "tool.uv.exclude-newer is not a fixed time",
          "write it as 2026-01-31T00:00:00Z or 2026-01-31");
    }
  }

  private List<Stated> texts(String key) {
    Object value = table.get(List.of(key));
    if (value == null) {
      return List.of();
    }
    List<Stated> texts = new ArrayList<>();
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (!(array.get(i) instanceof String text)) {
          throw fault(
              array.inputPositionOf(i).line(), "tool.uv." + key + " must hold texts", "correct it");
        }
        texts.add(new Stated(text, array.inputPositionOf(i).line()));
      }
      return texts;
    }
    throw fault(line(table, key), "tool.uv." + key + " must be a list of texts", "correct it");
  }

  @Nullable Object value(String key) {
    return table.get(List.of(key));
  }

  int line(String key) {
    return line(table, key);
  }

  static int line(TomlTable table, String key) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null ? 0 : position.line();
  }

  LockfileException fault(int line, String message, String... hints) {
    return LockfileException.of(CODE, new Location(file, Math.max(line, 0)), message, hints);
  }

  LockfileException credentials(int line) {
    return LockfileException.of(
        "pip.credentials",
        new Location(file, line),
        "the address of an index has a user or password in it",
        "remove it and give credentials to the run, for example in a netrc file");
  }

  static String printable(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) : text;
    return shown.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
