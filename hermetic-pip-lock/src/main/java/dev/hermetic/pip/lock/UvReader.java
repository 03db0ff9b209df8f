package dev.hermetic.pip.lock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.toml.TomlReader;
import dev.hermetic.formats.toml.TomlTable;
import dev.hermetic.formats.toml.TomlValue;
import dev.hermetic.pip.metadata.Pyproject.Stated;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code tool.uv}. What would change the lock and cannot be honoured is an error with its
 * line: a lock that uv would make differently must not look like uv's.
 */
final class UvReader {
  /** The code of all failures here. */
  static final String CODE = "pip.uv-setting";

  private static final TomlReader TOML = TomlReader.of(CODE, "correct it").acceptingVersion11();

  private final TomlTable table;
  private final LockSettings.Pending asked;

  private UvReader(TomlTable table, LockSettings.Pending asked) {
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
    return TOML.read(file, text)
        .value("tool")
        .flatMap(TomlValue::asTable)
        .flatMap(tools -> tools.value("uv"))
        .flatMap(TomlValue::asTable)
        .map(uv -> new UvReader(uv.named("tool.uv"), asked).settings(unknown))
        .orElse(UvSettings.NONE);
  }

  private UvSettings settings(Consumer<Diagnostic> unknown) {
    check(unknown);
    UvIndexes indexes = new UvIndexes(table);
    boolean sources = table.value("no-sources").filter(TomlValue::isTrue).isEmpty();
    return new UvSettings(
        texts("constraint-dependencies"),
        texts("override-dependencies"),
        indexes.general(),
        indexes.replaceDefault(),
        sources ? new UvSources(table, indexes).read() : Map.of(),
        environments(),
        prereleases(),
        cutOff());
  }

  private void check(Consumer<Diagnostic> unknown) {
    for (String key : table.keys()) {
      if (concerns(key) && UvKeys.isRefused(key, plain(table, key))) {
        throw unusable(table.at(key), "tool.uv." + key);
      }
      if (!UvKeys.isKnown(key)) {
        unknown.accept(
            Diagnostic.warning(
                    CODE,
                    "tool.uv." + PrintableText.text(key) + " is not known here and has no effect")
                .at(table.at(key)));
      }
    }
    table.value("pip").flatMap(TomlValue::asTable).ifPresent(UvReader::checkPip);
  }

  private static void checkPip(TomlTable pip) {
    for (String key : pip.keys()) {
      if (UvKeys.isRefusedOfPip(key, plain(pip, key))) {
        throw unusable(pip.at(key), "tool.uv.pip." + key);
      }
    }
  }

  private static Object plain(TomlTable table, String key) {
    return table.value(key).orElseThrow().plain();
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

  private static LockfileException unusable(Location at, String key) {
    return fault(
        at,
        key + " would change the lock, and cannot be honoured",
        "remove it, and use the options of this input instead",
        "or lock without the settings of uv, with the option uv-settings=ignore");
  }

  private List<Marker> environments() {
    Optional<String> one = table.value("environments").flatMap(TomlValue::asText);
    List<Marker> markers = new ArrayList<>();
    for (Stated text :
        one.map(marker -> List.of(new Stated(marker, table.at("environments").line())))
            .orElseGet(() -> texts("environments"))) {
      try {
        markers.add(Marker.parse(text.text()));
      } catch (InputException malformed) {
        throw fault(
            new Location(table.location().file(), text.line()),
            String.valueOf(malformed.getMessage()),
            "write it as PEP 508 says");
      }
    }
    return markers;
  }

  private Optional<Candidates.Prereleases> prereleases() {
    return table
        .value("prerelease")
        .map(
            value ->
                switch (String.valueOf(value.plain())) {
                  case "allow" -> Candidates.Prereleases.ALLOW;
                  case "disallow" -> Candidates.Prereleases.DISALLOW;
                  case "if-necessary-or-explicit" ->
                      Candidates.Prereleases.IF_NECESSARY_OR_EXPLICIT;
                  default ->
                      throw fault(
                          value.location(),
                          "tool.uv.prerelease has a value that cannot be honoured",
                          "use allow, disallow or if-necessary-or-explicit");
                });
  }

  /** Only a fixed time: what counts from today would be another lock tomorrow. */
  private Optional<Instant> cutOff() {
    return table.value("exclude-newer").map(UvReader::instant);
  }

  private static Instant instant(TomlValue value) {
    try {
      return LockSettings.instant(String.valueOf(value.plain()));
    } catch (InputException relative) {
      throw fault(
          value.location(),
          "tool.uv.exclude-newer is not a fixed time",
          "write it as 2026-01-31T00:00:00Z or 2026-01-31");
    }
  }

  private List<Stated> texts(String key) {
    return table.elements(key).orElse(List.of()).stream()
        .map(value -> new Stated(value.requiredText(), value.location().line()))
        .toList();
  }

  static LockfileException fault(Location at, String message, String... hints) {
    return LockfileException.of(CODE, at, message, hints);
  }
}
