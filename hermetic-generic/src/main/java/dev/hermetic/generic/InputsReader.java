package dev.hermetic.generic;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code artifacts.in.yaml}: the key {@code input} with a list of URLs, or of mappings with
 * {@code url}, {@code filename}, {@code checksum} and {@code auth}, or of Maven artifacts as in the
 * lockfile.
 */
final class InputsReader {
  private InputsReader() {}

  /**
   * The wanted artifacts in the order of the file; exact repetitions count once.
   *
   * @throws LockfileException the only fault, with its line
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   */
  static List<ArtifactEntry> read(RelPath file, String text) {
    Fields root = Fields.of(file, YamlReader.read(file, text), "the file");
    root.rejectUnknown(Set.of("input"));
    EntryReader reader = new EntryReader(file, "url", true);
    Map<String, ArtifactEntry> entries = new LinkedHashMap<>();
    Problems problems = new Problems();
    for (YamlNode node : root.requiredListing("input")) {
      problems.check(() -> add(entries, reader.read(asMapping(file, node))));
    }
    problems.throwIfAny();
    return List.copyOf(entries.values());
  }

  private static void add(Map<String, ArtifactEntry> entries, ArtifactEntry entry) {
    ArtifactEntry earlier =
        entries.putIfAbsent(entry.filename() + " " + entry.source().locator().uri(), entry);
    if (earlier != null
        && !(earlier.checksum().equals(entry.checksum())
            && earlier.auth().isPresent() == entry.auth().isPresent())) {
      throw LockfileException.of(
          "generic.duplicate",
          entry.at(),
          entry.filename() + " stands here again with other settings, first at " + earlier.at(),
          "keep one of them");
    }
  }

  /** A URL alone is short for a mapping with that URL. */
  private static YamlNode asMapping(RelPath file, YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return node;
    }
    if (!scalar.isText()) {
      throw LockfileException.of(
          "lockfile.type",
          new Location(file, scalar.line()),
          "an artifact must be a URL or a mapping, but here is "
              + PrintableText.quoted(scalar.kind()));
    }
    LinkedHashMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    entries.put("url", new YamlNode.Entry(scalar.line(), scalar));
    return new YamlNode.Mapping(scalar.line(), entries);
  }
}
