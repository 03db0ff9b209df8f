package dev.hermetic.pip.pylock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.formats.toml.ParsedText;
import dev.hermetic.formats.toml.TomlReader;
import dev.hermetic.formats.toml.TomlTable;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code pylock.toml} and enforces every rule of its specification that does not depend on
 * the environment: the version of the format, the kinds of all values, names, one source for each
 * package, hashes, file names. What depends on it is {@link PylockSelection}'s. Not safe for use by
 * several threads.
 */
public final class PylockReader {
  /** Pythons in use read TOML 1.0. */
  static final TomlReader TOML = TomlReader.of("pip.pylock", "lock the project again");

  private static final int MAX_FAILURES = 100;
  private static final Version FIRST = Version.parse("1");
  private static final Version NEWEST = Version.parse(Pylock.VERSION);
  private static final Version NEXT_MAJOR = Version.parse("2");
  private static final Set<String> KEYS =
      Set.of(
          "lock-version",
          "environments",
          "requires-python",
          "extras",
          "dependency-groups",
          "default-groups",
          "created-by",
          "packages",
          "tool");

  private final RelPath file;
  private final UnknownKeys unknown = new UnknownKeys();
  private final List<HermeticException> failures = new ArrayList<>();
  private final List<Diagnostic> warnings = new ArrayList<>();

  /**
   * A reader of one file.
   *
   * @param file its place in the source tree, for messages
   */
  public PylockReader(RelPath file) {
    this.file = file;
  }

  /**
   * Reads the file from a source tree.
   *
   * @throws LockfileException as {@link #read(String)}, with code {@code pip.pylock-name} when the
   *     file has not the name of a lock, and those of the source tree
   * @throws PrefetchFailedException with all failures when there are several
   * @throws IOException when reading fails
   */
  public Pylock read(SourceTree tree) throws IOException {
    if (!PylockName.matches(file.name())) {
      throw LockfileException.of(
          "pip.pylock-name",
          Location.of(file),
          "the name of a lock is pylock.toml or pylock.NAME.toml",
          "rename the file");
    }
    return read(tree.readText(file, TomlReader.MAX_SIZE));
  }

  /**
   * Reads a lock.
   *
   * @throws LockfileException with code {@code lockfile.toml}, {@code lockfile.too-large}, {@code
   *     pip.pylock}, {@code pip.lock-version}, {@code pip.name}, {@code pip.version}, {@code
   *     pip.marker}, {@code pip.specifier}, {@code pip.source}, {@code pip.hash}, {@code pip.size},
   *     {@code pip.file-name} or {@code input.uri}
   * @throws PrefetchFailedException with all failures when there are several
   */
  public Pylock read(String text) {
    TomlTable root = TOML.read(file, text);
    ParsedText<Version> version = root.requiredParsed("lock-version", Version::parse);
    checkVersion(version.value(), root.at("lock-version"));
    unknown.in(root, KEYS);
    Pylock.Builder lock =
        Pylock.createdBy(root.requiredText("created-by"))
            .lockVersion(version)
            .environmentsAsWritten(root.allParsed("environments", Marker::parse).orElse(null))
            .requiresPython(root.parsed("requires-python", SpecifierSet::parse).orElse(null))
            .extras(
                root.allParsed("extras", PackageReader::normalized)
                    .map(extras -> extras.stream().map(ParsedText::value).toList())
                    .orElse(null))
            .dependencyGroups(root.texts("dependency-groups").orElse(null))
            .defaultGroups(root.texts("default-groups").orElse(null))
            .tool(root.table("tool").map(TomlTable::plain).orElse(null));
    root.requiredTables("packages").forEach(entry -> add(lock, entry));
    throwIfAny();
    return lock.build();
  }

  private void checkVersion(Version version, Location at) {
    if (version.compareTo(FIRST) < 0 || version.compareTo(NEXT_MAJOR) >= 0) {
      throw LockfileException.of(
          "pip.lock-version",
          at,
          "lock-version " + version + " is not supported",
          "lock the project with a tool that writes lock-version 1.0");
    }
    if (version.compareTo(NEWEST) > 0) {
      warnings.add(
          Diagnostic.warning(
                  "pip.lock-version-newer",
                  at + ": lock-version " + version + " is newer than " + NEWEST,
                  "lock the project with a tool that writes lock-version 1.0")
              .at(at));
    }
  }

  private void add(Pylock.Builder lock, TomlTable entry) {
    try {
      LockedPackage read = new PackageReader(unknown).read(entry);
      PackageRules.check(read);
      lock.add(read);
    } catch (InputException failure) {
      failures.add(failure);
      if (failures.size() >= MAX_FAILURES) {
        throwIfAny();
      }
    }
  }

  private void throwIfAny() {
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      throw PrefetchFailedException.of(failures);
    }
  }

  /** Findings of the last reading that are no failures: a newer minor version, unknown keys. */
  public List<Diagnostic> warnings() {
    List<Diagnostic> all = new ArrayList<>(warnings);
    all.addAll(unknown.warnings());
    return List.copyOf(all);
  }
}
