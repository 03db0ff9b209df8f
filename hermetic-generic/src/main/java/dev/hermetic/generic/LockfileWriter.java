package dev.hermetic.generic;

import dev.hermetic.formats.yaml.PlainScalar;
import java.util.List;

/**
 * Writes {@code artifacts.lock.yaml} so that equal content gives equal bytes: a document start,
 * block style, two spaces for each level, a fixed order of keys, and one way to quote.
 */
final class LockfileWriter {
  private final StringBuilder out = new StringBuilder();

  private LockfileWriter() {}

  /** The text for pinned entries, in their order; version 2.0 only where it is needed. */
  static String write(List<ArtifactEntry> entries) {
    LockfileWriter writer = new LockfileWriter();
    boolean second = entries.stream().anyMatch(entry -> entry.auth().isPresent());
    writer.out.append("---\nmetadata:\n");
    writer.field("  ", "version", second ? "2.0" : "1.0");
    writer.out.append(entries.isEmpty() ? "artifacts: []\n" : "artifacts:\n");
    entries.forEach(writer::entry);
    return writer.out.toString();
  }

  private void entry(ArtifactEntry entry) {
    if (entry.source() instanceof WebSource web) {
      field("  - ", "download_url", web.text());
    } else {
      field("  - ", "type", "maven");
    }
    if (entry.source() instanceof MavenSource maven) {
      attributes(maven);
    }
    field("    ", "checksum", entry.digest().toString());
    field("    ", "filename", entry.filename().value());
    entry.auth().ifPresent(this::auth);
  }

  private void attributes(MavenSource maven) {
    out.append("    attributes:\n");
    field("      ", "repository_url", maven.repository());
    field("      ", "group_id", maven.group());
    field("      ", "artifact_id", maven.artifact());
    field("      ", "version", maven.version());
    field("      ", "type", maven.kind().type());
    if (!maven.kind().classifier().isEmpty()) {
      field("      ", "classifier", maven.kind().classifier());
    }
  }

  private void auth(Auth auth) {
    out.append("    auth:\n");
    if (auth instanceof Auth.Basic basic) {
      out.append("      basic:\n");
      field("        ", "username", basic.username());
      field("        ", "password", basic.password());
    } else if (auth instanceof Auth.Bearer bearer) {
      out.append("      bearer:\n");
      field("        ", "header", bearer.header());
      field("        ", "value", bearer.text());
    }
  }

  private void field(String indent, String key, String value) {
    out.append(indent).append(key).append(": ").append(PlainScalar.of(value)).append('\n');
  }
}
