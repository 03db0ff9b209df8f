package dev.hermetic.pip.pylock;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.Template;
import dev.hermetic.formats.toml.TomlEdits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    TomlEdits toml = PylockReader.TOML.edit(file, text);
    List<TomlEdits.Table> packages = toml.root().tables("packages");
    for (int i = 0; i < lock.packages().size(); i++) {
      TomlEdits.Table table = packages.get(i);
      LockedPackage locked = lock.packages().get(i);
      List<Optional<String>> places = locked.files().stream().map(paths).toList();
      List<TomlEdits.Table> tables = fileTables(table);
      for (int k = 0; k < tables.size(); k++) {
        if (places.get(k).isPresent()) {
          point(tables.get(k), places.get(k).get());
        }
      }
      if (places.stream().anyMatch(Optional::isPresent)) {
        dropOthers(table, locked, places);
      }
    }
    String changed = renamed(toml.text());
    return new Template(Template.literal(changed).text().replace(stand, OUTPUT_DIR));
  }

  /**
   * Drops the files that are only on the network: a client that likes one of them better than what
   * is there would go for it. The wheels come first among the files of a package.
   */
  private static void dropOthers(
      TomlEdits.Table table, LockedPackage locked, List<Optional<String>> places) {
    for (int k = locked.wheels().size() - 1; k >= 0; k--) {
      if (places.get(k).isEmpty() && locked.wheels().get(k).path().isEmpty()) {
        table.remove("wheels", k);
      }
    }
    if (locked.wheels().isEmpty()) {
      table.remove("wheels");
    }
    int sdist = locked.wheels().size();
    if (locked.sdist().filter(file -> file.path().isEmpty()).isPresent()
        && places.get(sdist).isEmpty()) {
      table.remove("sdist");
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

  /** A new value keeps the white space around it, which a new key would not; so url stays. */
  private void point(TomlEdits.Table table, String path) {
    boolean replace = table.has("url") && !table.has("path");
    table.set(replace ? "url" : "path", stand + "/" + path);
    if (!replace) {
      table.remove("url");
    }
  }

  /** Every {@code url} that points at the output becomes a {@code path}. */
  private String renamed(String toml) {
    return Pattern.compile("([\"']?)url\\1(\\s*=\\s*\"" + Pattern.quote(stand) + ")")
        .matcher(toml)
        .replaceAll("path$2");
  }

  private static List<TomlEdits.Table> fileTables(TomlEdits.Table locked) {
    return Stream.of(
            locked.tables("wheels").stream(),
            locked.table("sdist").stream(),
            locked.table("archive").stream())
        .flatMap(tables -> tables)
        .toList();
  }
}
