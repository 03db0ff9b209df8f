package dev.hermetic.rpm.lock;

import dev.hermetic.formats.yaml.PlainScalar;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a lock as PyYAML dumps it: block style, no indentation of lists, keys in their order. */
public final class LockWriter {
  private final StringBuilder yaml = new StringBuilder();

  private LockWriter() {}

  /** The text of a lock. */
  public static String write(LockDocument lock) {
    SortedMap<String, String> blocks = new TreeMap<>();
    lock.arches().forEach((arch, files) -> blocks.put(arch, block(arch, files)));
    return join(blocks);
  }

  /** The lines about one architecture. */
  static String block(String arch, LockDocument.Files files) {
    LockWriter writer = new LockWriter();
    writer.arch(arch, files);
    return writer.yaml.toString();
  }

  /** The text of a lock from the lines about each architecture. */
  static String join(SortedMap<String, String> blocks) {
    String head = "---\nlockfileVersion: 1\nlockfileVendor: redhat\n";
    return blocks.isEmpty()
        ? head + "arches: []\n"
        : head + "arches:\n" + String.join("", blocks.values());
  }

  private void arch(String arch, LockDocument.Files files) {
    yaml.append("- arch: ").append(PlainScalar.of(arch)).append('\n');
    files("packages", files.packages());
    files("source", files.sources());
    files("module_metadata", files.modules());
  }

  private void files(String key, List<LockedPackage> files) {
    if (files.isEmpty()) {
      yaml.append("  ").append(key).append(": []\n");
      return;
    }
    yaml.append("  ").append(key).append(":\n");
    for (LockedPackage file : files) {
      yaml.append("  - url: ").append(PlainScalar.of(file.url())).append('\n');
      field("repoid", file.repoid());
      yaml.append("    size: ").append(file.size()).append('\n');
      field("checksum", file.checksum());
      if (!file.name().isEmpty()) {
        field("name", file.name());
        field("evr", file.evr());
      }
      if (!file.sourcerpm().isEmpty()) {
        field("sourcerpm", file.sourcerpm());
      }
    }
  }

  private void field(String key, String value) {
    yaml.append("    ").append(key).append(": ").append(PlainScalar.of(value)).append('\n');
  }
}
