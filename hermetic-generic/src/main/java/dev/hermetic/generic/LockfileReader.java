package dev.hermetic.generic;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code artifacts.lock.yaml}, versions 1.0 and 2.0. Unknown keys are errors everywhere but
 * inside {@code attributes}.
 */
final class LockfileReader {
  private LockfileReader() {}

  /**
   * The artifacts in the order of the file, each with a checksum.
   *
   * @throws LockfileException the only fault, with its line
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   */
  static List<ArtifactEntry> read(RelPath file, String text) {
    Fields root = Fields.of(file, YamlReader.read(file, text), "the lockfile");
    root.rejectUnknown(Set.of("metadata", "artifacts"));
    EntryReader reader = new EntryReader(file, "download_url", isSecondVersion(root));
    List<ArtifactEntry> entries = new ArrayList<>();
    Problems problems = new Problems();
    for (YamlNode node : root.requiredListing("artifacts")) {
      problems.check(() -> entries.add(pinned(reader.read(node))));
    }
    problems.check(() -> NameClashes.check(entries));
    problems.throwIfAny();
    return List.copyOf(entries);
  }

  private static boolean isSecondVersion(Fields root) {
    Fields metadata = root.nested("metadata");
    metadata.rejectUnknown(Set.of("version"));
    return switch (metadata.optional("version").orElse("")) {
      case "1.0" -> false;
      case "2.0" -> true;
      default ->
          throw metadata.fault(
              "generic.version",
              "version",
              "the lockfile version "
                  + PrintableText.quoted(metadata.optional("version").orElse(""))
                  + " is not known: expected '1.0' or '2.0'");
    };
  }

  private static ArtifactEntry pinned(ArtifactEntry entry) {
    if (entry.checksum().isEmpty()) {
      throw LockfileException.of(
          "lockfile.missing-key",
          entry.at(),
          entry.filename() + " has no 'checksum'",
          "add the digest as checksum: sha256:<hex>");
    }
    return entry;
  }
}
