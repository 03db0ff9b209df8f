package dev.hermetic.pip.pylock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.SafeUri;
import dev.hermetic.formats.toml.ParsedText;
import dev.hermetic.formats.toml.TomlTable;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.util.List;
import java.util.Set;

/** Reads one table of {@code packages}. */
final class PackageReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "version",
          "marker",
          "requires-python",
          "dependencies",
          "vcs",
          "directory",
          "archive",
          "index",
          "sdist",
          "wheels",
          "attestation-identities",
          "tool");
  private static final Set<String> FILE_KEYS =
      Set.of("name", "upload-time", "url", "path", "size", "hashes");
  private static final Set<String> ARCHIVE_KEYS =
      Set.of("upload-time", "url", "path", "size", "hashes", "subdirectory");
  private static final Set<String> VCS_KEYS =
      Set.of("type", "url", "path", "requested-revision", "commit-id", "subdirectory");
  private static final Set<String> DIRECTORY_KEYS = Set.of("path", "editable", "subdirectory");

  private final UnknownKeys unknown;

  PackageReader(UnknownKeys unknown) {
    this.unknown = unknown;
  }

  /**
   * The package of a table.
   *
   * @throws LockfileException when a value is missing, of the wrong kind, or malformed
   */
  LockedPackage read(TomlTable entry) {
    PackageName name = entry.requiredParsed("name", PackageReader::normalized).value();
    TomlTable node = entry.named(name.toString());
    unknown.in(node, KEYS);
    return LockedPackage.named(name)
        .version(node.parsed("version", Version::parse).orElse(null))
        .marker(node.parsed("marker", Marker::parse).orElse(null))
        .requiresPython(node.parsed("requires-python", SpecifierSet::parse).orElse(null))
        .dependencies(
            node.tables("dependencies")
                .map(tables -> tables.stream().map(TomlTable::plain).toList())
                .orElse(null))
        .vcs(node.table("vcs").map(this::vcs).orElse(null))
        .directory(node.table("directory").map(this::directory).orElse(null))
        .archive(node.table("archive").map(this::archive).orElse(null))
        .index(node.text("index").orElse(null))
        .sdist(node.table("sdist").map(this::distribution).orElse(null))
        .wheels(node.tables("wheels").map(this::distributions).orElse(null))
        .attestationIdentities(
            node.tables("attestation-identities")
                .map(tables -> tables.stream().map(TomlTable::plain).toList())
                .orElse(null))
        .tool(node.table("tool").map(TomlTable::plain).orElse(null))
        .location(node.location())
        .build();
  }

  /** A name that is written in its normalized form. */
  static PackageName normalized(String text) {
    PackageName name = PackageName.of(text);
    if (!name.toString().equals(text)) {
      throw InputException.of(
          "pip.name",
          PrintableText.quoted(text) + " is not normalized",
          "write " + PrintableText.quoted(name.toString()));
    }
    return name;
  }

  private VcsSource vcs(TomlTable node) {
    unknown.in(node, VCS_KEYS);
    return new VcsSource(
        node.requiredText("type"),
        node.text("url"),
        node.text("path"),
        node.text("requested-revision"),
        node.requiredText("commit-id"),
        node.text("subdirectory"));
  }

  private DirectorySource directory(TomlTable node) {
    unknown.in(node, DIRECTORY_KEYS);
    return new DirectorySource(
        node.requiredText("path"), node.flag("editable"), node.text("subdirectory"));
  }

  private LockedFile archive(TomlTable node) {
    unknown.in(node, ARCHIVE_KEYS);
    return file(node).subdirectory(node.text("subdirectory").orElse(null)).build();
  }

  private List<LockedFile> distributions(List<TomlTable> nodes) {
    return nodes.stream().map(this::distribution).toList();
  }

  private LockedFile distribution(TomlTable node) {
    unknown.in(node, FILE_KEYS);
    return file(node).name(node.text("name").orElse(null)).build();
  }

  private static LockedFile.Builder file(TomlTable node) {
    LockedFile.Builder file =
        LockedFile.builder()
            .uploadTime(node.time("upload-time").orElse(null))
            .url(node.parsed("url", SafeUri::parse).map(ParsedText::value).orElse(null))
            .path(node.text("path").orElse(null))
            .size(node.number("size").orElse(null))
            .location(node.location());
    node.requiredTable("hashes").allTexts().forEach(file::hash);
    return file;
  }
}
