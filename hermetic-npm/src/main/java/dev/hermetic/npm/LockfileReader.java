package dev.hermetic.npm;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.json.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads {@code npm-shrinkwrap.json} or {@code package-lock.json}, versions 1 to 4, into entries
 * with positions. Two files are never merged: the shrinkwrap wins, as it does for npm 7 to 11.
 */
final class LockfileReader {
  /** The names of locks, the one that npm prefers first. */
  static final List<String> NAMES = List.of("npm-shrinkwrap.json", "package-lock.json");

  private final SourceTree source;
  private final RelPath directory;
  private final SourceFile file;
  private final List<LockEntry> entries = new ArrayList<>();
  private final TreeSet<RelPath> links = new TreeSet<>();
  private final Consumer<HermeticException> problems;

  private LockfileReader(
      SourceTree source, RelPath directory, SourceFile file, Consumer<HermeticException> problems) {
    this.problems = problems;
    this.source = source;
    this.directory = directory;
    this.file = file;
  }

  /**
   * Reads the lock of a package directory.
   *
   * @param problems is given what makes single entries unusable; they are left out then
   * @throws LockfileException when there is none, or it cannot be read
   * @throws IOException when reading fails
   */
  static Lockfile read(SourceTree source, RelPath directory, Consumer<HermeticException> problems)
      throws IOException {
    RelPath shrinkwrap = directory.resolve(NAMES.get(0));
    RelPath lock = directory.resolve(NAMES.get(1));
    if (!source.isFile(shrinkwrap) && !source.isFile(lock)) {
      throw LockfileException.of(
          "lockfile.missing",
          Location.of(lock),
          "the directory has no package-lock.json and no npm-shrinkwrap.json",
          "create one with npm install --package-lock-only",
          "name the directory that holds it");
    }
    SourceFile text = NpmJson.file(source, source.isFile(shrinkwrap) ? shrinkwrap : lock);
    return new LockfileReader(source, directory, text, problems).run();
  }

  private Lockfile run() {
    JsonNode root = NpmJson.READER.read(file);
    if (!root.isObject()) {
      throw fault("npm.lockfile", root, "a lock is a JSON object");
    }
    int version = version(root);
    root.object("packages").ifPresent(this::packages);
    root.object("dependencies").ifPresent(tree -> legacy(tree, "dependencies"));
    return new Lockfile(file, root, version, List.copyOf(entries), List.copyOf(links));
  }

  private int version(JsonNode root) {
    Optional<JsonNode> stated = root.get("lockfileVersion");
    if (stated.isEmpty()) {
      return root.object("packages").isPresent() ? 3 : 1;
    }
    String text = stated.get().literal().orElse("");
    if (!text.matches("[1-4]")) {
      throw fault(
          "npm.lockfile-version",
          stated.get(),
          "lockfileVersion " + PrintableText.text(text) + " is not known; 1 to 4 are");
    }
    return Integer.parseInt(text);
  }

  private void packages(JsonNode packages) {
    packages
        .members()
        .forEach(
            (key, member) ->
                guarded(() -> modern(key, member.value(), "packages[" + shownKey(key) + "]")));
  }

  private void modern(String key, JsonNode node, String path) {
    requireObject(node, path);
    String inside = PackageName.lastInstalled(key);
    String name = text(node, "name", path).orElse(inside);
    String version = text(node, "version", path).orElse("");
    if (node.isTrue("link")) {
      link(node, path);
    } else if (!key.isEmpty()) {
      ResolvedForm form = modernForm(key, node, path, inside.isEmpty());
      entries.add(new LockEntry(file.path(), path, node, name, version, form, false));
    }
  }

  private ResolvedForm modernForm(String key, JsonNode node, String path, boolean directoryKey) {
    Optional<String> resolved = resolved(node, path);
    if (resolved.isPresent()) {
      return form(resolved.get(), node, path + ".resolved");
    }
    if (directoryKey) {
      return new ResolvedForm.LocalDirectory(key);
    }
    if (node.isTrue("inBundle")) {
      return new ResolvedForm.Bundled();
    }
    if (node.get("version").isPresent()) {
      return new ResolvedForm.Unstated();
    }
    if (node.isTrue("optional") || node.isTrue("devOptional") || node.isTrue("inert")) {
      return new ResolvedForm.Inert();
    }
    throw fault("npm.entry", node, path + " has neither a version nor a resolved URL");
  }

  private void link(JsonNode node, String path) {
    String target =
        resolved(node, path)
            .orElseThrow(() -> fault("npm.link", node, path + " is a link without a target"));
    links.add(LocalPath.directory(source, directory, target, at(node, "resolved"), path));
  }

  private void legacy(JsonNode tree, String path) {
    tree.members()
        .forEach(
            (key, member) ->
                guarded(() -> legacyEntry(key, member.value(), path + "[" + shownKey(key) + "]")));
  }

  private void legacyEntry(String key, JsonNode node, String path) {
    requireObject(node, path);
    String stated = text(node, "version", path).orElse("");
    String name = key;
    String version = stated;
    if (stated.startsWith("npm:")) {
      name = PackageName.ofAlias(stated);
      version = stated.substring(4 + name.length()).replaceFirst("^@", "");
    } else if (!PackageName.isVersion(stated)) {
      version = "";
    }
    ResolvedForm form = legacyForm(node, stated, path);
    if (form instanceof ResolvedForm.LocalDirectory local) {
      links.add(LocalPath.directory(source, directory, local.path(), at(node, "version"), path));
    }
    entries.add(new LockEntry(file.path(), path, node, name, version, form, true));
    node.object("dependencies").ifPresent(nested -> legacy(nested, path + ".dependencies"));
  }

  private ResolvedForm legacyForm(JsonNode node, String stated, String path) {
    if (node.isTrue("bundled")) {
      return new ResolvedForm.Bundled();
    }
    Optional<String> resolved = resolved(node, path);
    if (resolved.isPresent()) {
      return form(resolved.get(), node, path + ".resolved");
    }
    if (stated.startsWith("npm:") || PackageName.isVersion(stated)) {
      return new ResolvedForm.Unstated();
    }
    if (stated.isEmpty() && node.isTrue("optional")) {
      return new ResolvedForm.Inert();
    }
    return form(stated, node, path + ".version");
  }

  private ResolvedForm form(String text, JsonNode node, String path) {
    return Classification.of(text)
        .orElseThrow(
            () ->
                LockfileException.of(
                    "npm.unknown-form",
                    at(node, path.endsWith(".version") ? "version" : "resolved"),
                    path
                        + " "
                        + PrintableText.quoted(text)
                        + " is of a form that npm does not have",
                    "create the lock again with npm install --package-lock-only"));
  }

  /** npm itself skips a package silently when {@code resolved} is true, a number or an object. */
  private Optional<String> resolved(JsonNode node, String path) {
    Optional<JsonNode> value = node.get("resolved");
    if (value.isEmpty() || value.get().kind() == JsonNode.Kind.FALSE) {
      return Optional.empty();
    }
    if (!value.get().isText()) {
      throw fault("npm.resolved", value.get(), path + ".resolved is not a text");
    }
    return value.get().asText().filter(text -> !text.isEmpty());
  }

  private Optional<String> text(JsonNode node, String member, String path) {
    Optional<JsonNode> value = node.get(member);
    if (value.isPresent() && !value.get().isText()) {
      throw fault("npm.entry", value.get(), path + "." + member + " is not a text");
    }
    return value.flatMap(JsonNode::asText);
  }

  private void requireObject(JsonNode node, String path) {
    if (!node.isObject()) {
      throw fault("npm.entry", node, path + " is not an object");
    }
  }

  private void guarded(Runnable entry) {
    try {
      entry.run();
    } catch (HermeticException unusable) {
      problems.accept(unusable);
    }
  }

  private Location at(JsonNode node, String member) {
    return new Location(file.path(), node.get(member).orElse(node).line());
  }

  private LockfileException fault(String code, JsonNode at, String message) {
    return LockfileException.of(
        code,
        new Location(file.path(), at.line()),
        message,
        "create the lock again with npm install --package-lock-only");
  }

  private static String shownKey(String key) {
    return "\"" + PrintableText.text(key) + "\"";
  }
}
