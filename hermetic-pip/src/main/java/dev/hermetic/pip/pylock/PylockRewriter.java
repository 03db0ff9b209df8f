package dev.hermetic.pip.pylock;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlWriteOptions;

/**
 * Points a lock at prefetched files: a {@code path} takes the place of the {@code url}, which both
 * pip and uv prefer and which needs no network. Everything else stays byte for byte: comments,
 * order, quotes, line ends, unknown keys.
 */
public final class PylockRewriter {
  private static final String OUTPUT_DIR = "${output_dir}";

  private final RelPath file;
  private final String text;
  private final String stand;

  /**
   * A rewriter of one lock.
   *
   * @param file where it is
   * @param text its text, which {@link PylockReader} accepts
   */
  public PylockRewriter(RelPath file, String text) {
    this.file = file;
    this.text = text;
    this.stand = standIn(text);
  }

  /**
   * The changed text.
   *
   * @param paths the path below the output directory of a file of the lock, {@code
   *     deps/pip/name.whl}; empty for a file that is not there, which is dropped when another of
   *     its package is
   */
  public Template rewrite(Function<LockedFile, Optional<String>> paths) {
    Pylock lock = new PylockReader(file).read(text);
    TomlParseResult toml = TomlText.parseForChange(file, text);
    TomlArray packages = toml.getArray("packages");
    for (int i = 0; i < lock.packages().size(); i++) {
      MutableTomlTable table = (MutableTomlTable) packages.getTable(i);
      LockedPackage locked = lock.packages().get(i);
      List<Optional<String>> places = locked.files().stream().map(paths).toList();
      List<MutableTomlTable> tables = fileTables(table);
      for (int k = 0; k < tables.size(); k++) {
        if (places.get(k).isPresent()) {
          point(tables.get(k), places.get(k).get());
        }
      }
      if (places.stream().anyMatch(Optional::isPresent)) {
        dropOthers(table, locked, places);
      }
    }
    String changed = renamed(toml.toToml(TomlWriteOptions.defaults()));
    return new Template(Template.literal(changed).text().replace(stand, OUTPUT_DIR));
  }

  /**
   * Drops the files that are only on the network: a client that likes one of them better than what
   * is there would go for it. The wheels come first among the files of a package.
   */
  private static void dropOthers(
      MutableTomlTable table, LockedPackage locked, List<Optional<String>> places) {
    MutableTomlArray wheels = table.getArray(List.of("wheels"));
    for (int k = locked.wheels().size() - 1; wheels != null && k >= 0; k--) {
      if (places.get(k).isEmpty() && locked.wheels().get(k).path().isEmpty()) {
        wheels.remove(k);
      }
    }
    if (wheels != null && wheels.isEmpty()) {
      table.remove(List.of("wheels"));
    }
    int sdist = locked.wheels().size();
    if (locked.sdist().filter(file -> file.path().isEmpty()).isPresent()
        && places.get(sdist).isEmpty()) {
      table.remove(List.of("sdist"));
    }
  }

  /** A text that does not stand in the lock, in place of the output directory until the end. */
  private static String standIn(String text) {
    int number = 0;
    while (text.contains("@output-" + number + "@")) {
      number++;
    }
    return "@output-" + number + "@";
  }

  /** A new value keeps the white space around it, which a new key would not. */
  private void point(MutableTomlTable table, String path) {
    List<String> url = List.of("url");
    List<String> key = List.of("path");
    boolean replace = table.contains(url) && !table.contains(key);
    table.set(replace ? url : key, stand + "/" + path);
    if (!replace) {
      table.remove(url);
    }
  }

  /** Every {@code url} that points at the output becomes a {@code path}. */
  private String renamed(String toml) {
    return Pattern.compile("([\"']?)url\\1(\\s*=\\s*\"" + Pattern.quote(stand) + ")")
        .matcher(toml)
        .replaceAll("path$2");
  }

  private static List<MutableTomlTable> fileTables(MutableTomlTable locked) {
    List<MutableTomlTable> tables = new ArrayList<>();
    TomlArray wheels = locked.getArray(List.of("wheels"));
    for (int i = 0; wheels != null && i < wheels.size(); i++) {
      tables.add((MutableTomlTable) wheels.getTable(i));
    }
    for (String key : List.of("sdist", "archive")) {
      MutableTomlTable table = locked.getTable(List.of(key));
      if (table != null) {
        tables.add(table);
      }
    }
    return tables;
  }
}
