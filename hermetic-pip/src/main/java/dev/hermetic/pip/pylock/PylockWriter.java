package dev.hermetic.pip.pylock;

import dev.hermetic.formats.toml.TomlTableBuilder;
import dev.hermetic.pip.requirement.PackageName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Writes a lock: keys in the order of the specification, one wheel to a line, tables of tools at
 * the end of their package. Equal locks give equal bytes.
 */
final class PylockWriter {
  /** Wide enough for most markers, too narrow for a second wheel on the line. */
  private static final int LINE_WIDTH = 100;

  private PylockWriter() {}

  static String write(Pylock lock) {
    TomlTableBuilder root = TomlTableBuilder.headed();
    root.put("lock-version", lock.lockVersion());
    lock.environmentTexts().ifPresent(markers -> root.put("environments", markers));
    lock.requiresPythonText().ifPresent(text -> root.put("requires-python", text));
    lock.extras()
        .ifPresent(
            extras -> root.put("extras", extras.stream().map(PackageName::toString).toList()));
    lock.dependencyGroups().ifPresent(groups -> root.put("dependency-groups", groups));
    lock.defaultGroups().ifPresent(groups -> root.put("default-groups", groups));
    root.put("created-by", lock.createdBy());
    root.putHeaded("packages", lock.packages().stream().map(PylockWriter::locked).toList());
    lock.tool().ifPresent(tool -> root.put("tool", tool));
    return root.toToml(LINE_WIDTH);
  }

  private static TomlTableBuilder locked(LockedPackage locked) {
    TomlTableBuilder keys = TomlTableBuilder.headed();
    keys.put("name", locked.name().toString());
    locked.versionText().ifPresent(text -> keys.put("version", text));
    locked.markerText().ifPresent(text -> keys.put("marker", text));
    locked.requiresPythonText().ifPresent(text -> keys.put("requires-python", text));
    locked.dependencies().ifPresent(tables -> keys.put("dependencies", tables));
    locked.vcs().ifPresent(vcs -> keys.put("vcs", vcs(vcs)));
    locked.directory().ifPresent(directory -> keys.put("directory", directory(directory)));
    locked.archive().ifPresent(archive -> keys.put("archive", file(archive)));
    locked.index().ifPresent(index -> keys.put("index", index));
    locked.sdist().ifPresent(sdist -> keys.put("sdist", file(sdist)));
    if (locked.hasWheelArray()) {
      keys.put("wheels", locked.wheels().stream().map(PylockWriter::file).toList());
    }
    locked
        .attestationIdentities()
        .ifPresent(
            tables ->
                keys.putHeaded(
                    "attestation-identities",
                    tables.stream().map(TomlTableBuilder::headed).toList()));
    locked.tool().ifPresent(tool -> keys.put("tool", tool));
    return keys;
  }

  private static TomlTableBuilder vcs(VcsSource vcs) {
    TomlTableBuilder keys = TomlTableBuilder.inline();
    keys.put("type", vcs.type());
    vcs.url().ifPresent(url -> keys.put("url", url));
    vcs.path().ifPresent(path -> keys.put("path", path));
    vcs.requestedRevision().ifPresent(revision -> keys.put("requested-revision", revision));
    keys.put("commit-id", vcs.commitId());
    vcs.subdirectory().ifPresent(subdirectory -> keys.put("subdirectory", subdirectory));
    return keys;
  }

  private static TomlTableBuilder directory(DirectorySource directory) {
    TomlTableBuilder keys = TomlTableBuilder.inline();
    keys.put("path", directory.path());
    directory.editable().ifPresent(editable -> keys.put("editable", editable));
    directory.subdirectory().ifPresent(subdirectory -> keys.put("subdirectory", subdirectory));
    return keys;
  }

  private static TomlTableBuilder file(LockedFile file) {
    TomlTableBuilder keys = TomlTableBuilder.inline();
    file.name().ifPresent(name -> keys.put("name", name));
    file.uploadTime().ifPresent(time -> keys.put("upload-time", utc(time)));
    file.url().ifPresent(url -> keys.put("url", url.uri().toString()));
    file.path().ifPresent(path -> keys.put("path", path));
    file.size().ifPresent(size -> keys.put("size", size));
    TomlTableBuilder hashes = TomlTableBuilder.inline();
    file.hashes().forEach(hashes::put);
    keys.put("hashes", hashes);
    file.subdirectory().ifPresent(subdirectory -> keys.put("subdirectory", subdirectory));
    return keys;
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
