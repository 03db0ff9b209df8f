package dev.hermetic.pip.pylock;

import dev.hermetic.pip.requirement.PackageName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.tomlj.MutableTomlArray;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlVersion;
import org.tomlj.TomlWriteOptions;

/**
 * Writes a lock: keys in the order of the specification, one wheel to a line, tables of tools at
 * the end of their package. Equal locks give equal bytes.
 */
final class PylockWriter {
  /** Wide enough for most markers, too narrow for a second wheel on the line. */
  private static final int LINE_WIDTH = 100;

  private static final TomlWriteOptions OPTIONS =
      TomlWriteOptions.defaults()
          .withVersion(TomlVersion.V1_0_0)
          .withLineSeparator("\n")
          .withMaxLineWidth(LINE_WIDTH);

  private PylockWriter() {}

  static String write(Pylock lock) {
    Keys root = new Keys(MutableTomlTable.create());
    root.put("lock-version", lock.lockVersion());
    lock.environmentTexts().ifPresent(markers -> root.put("environments", lines(markers)));
    lock.requiresPythonText().ifPresent(text -> root.put("requires-python", text));
    lock.extras()
        .ifPresent(
            extras ->
                root.put("extras", lines(extras.stream().map(PackageName::toString).toList())));
    lock.dependencyGroups().ifPresent(groups -> root.put("dependency-groups", lines(groups)));
    lock.defaultGroups().ifPresent(groups -> root.put("default-groups", lines(groups)));
    root.put("created-by", lock.createdBy());
    MutableTomlArray packages =
        lock.packages().isEmpty() ? MutableTomlArray.createInline() : MutableTomlArray.create();
    lock.packages().forEach(locked -> packages.add(locked(locked)));
    root.put("packages", packages);
    lock.tool().ifPresent(tool -> root.put("tool", PlainToml.table(tool)));
    return root.table.toToml(OPTIONS);
  }

  private static MutableTomlTable locked(LockedPackage locked) {
    Keys keys = new Keys(MutableTomlTable.create());
    keys.put("name", locked.name().toString());
    locked.versionText().ifPresent(text -> keys.put("version", text));
    locked.markerText().ifPresent(text -> keys.put("marker", text));
    locked.requiresPythonText().ifPresent(text -> keys.put("requires-python", text));
    locked.dependencies().ifPresent(tables -> keys.put("dependencies", inlineTables(tables)));
    locked.vcs().ifPresent(vcs -> keys.put("vcs", vcs(vcs)));
    locked.directory().ifPresent(directory -> keys.put("directory", directory(directory)));
    locked.archive().ifPresent(archive -> keys.put("archive", file(archive)));
    locked.index().ifPresent(index -> keys.put("index", index));
    locked.sdist().ifPresent(sdist -> keys.put("sdist", file(sdist)));
    if (locked.hasWheelArray()) {
      keys.put("wheels", lines(locked.wheels().stream().map(PylockWriter::file).toList()));
    }
    locked
        .attestationIdentities()
        .ifPresent(tables -> keys.put("attestation-identities", headedTables(tables)));
    locked.tool().ifPresent(tool -> keys.put("tool", PlainToml.table(tool)));
    return keys.table;
  }

  private static MutableTomlTable vcs(VcsSource vcs) {
    Keys keys = new Keys(MutableTomlTable.createInline());
    keys.put("type", vcs.type());
    vcs.url().ifPresent(url -> keys.put("url", url));
    vcs.path().ifPresent(path -> keys.put("path", path));
    vcs.requestedRevision().ifPresent(revision -> keys.put("requested-revision", revision));
    keys.put("commit-id", vcs.commitId());
    vcs.subdirectory().ifPresent(subdirectory -> keys.put("subdirectory", subdirectory));
    return keys.table;
  }

  private static MutableTomlTable directory(DirectorySource directory) {
    Keys keys = new Keys(MutableTomlTable.createInline());
    keys.put("path", directory.path());
    directory.editable().ifPresent(editable -> keys.put("editable", editable));
    directory.subdirectory().ifPresent(subdirectory -> keys.put("subdirectory", subdirectory));
    return keys.table;
  }

  private static MutableTomlTable file(LockedFile file) {
    Keys keys = new Keys(MutableTomlTable.createInline());
    file.name().ifPresent(name -> keys.put("name", name));
    file.uploadTime().ifPresent(time -> keys.put("upload-time", utc(time)));
    file.url().ifPresent(url -> keys.put("url", url.uri().toString()));
    file.path().ifPresent(path -> keys.put("path", path));
    file.size().ifPresent(size -> keys.put("size", size));
    Keys hashes = new Keys(MutableTomlTable.createInline());
    file.hashes().forEach(hashes::put);
    keys.put("hashes", hashes.table);
    file.subdirectory().ifPresent(subdirectory -> keys.put("subdirectory", subdirectory));
    return keys.table;
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static MutableTomlArray lines(List<?> elements) {
    MutableTomlArray array = MutableTomlArray.createInline();
    elements.forEach(array::add);
    return array;
  }

  private static MutableTomlArray inlineTables(List<Map<String, Object>> tables) {
    return lines(tables.stream().map(PlainToml::inline).toList());
  }

  private static MutableTomlArray headedTables(List<Map<String, Object>> tables) {
    if (tables.isEmpty()) {
      return MutableTomlArray.createInline();
    }
    MutableTomlArray array = MutableTomlArray.create();
    tables.forEach(table -> array.add(PlainToml.table(table)));
    return array;
  }

  /** A table whose keys are never taken for dotted ones. */
  private record Keys(MutableTomlTable table) {
    void put(String key, Object value) {
      table.set(List.of(key), value);
    }
  }
}
