package dev.hermetic.rpm.locking;

import java.util.List;

/** Writes a lock as PyYAML dumps it: block style, no indentation of lists, keys in their order. */
public final class LockWriter {
  private final StringBuilder yaml = new StringBuilder();

  private LockWriter() {}

  /** The text of a lock. */
  public static String write(LockDocument lock) {
    LockWriter writer = new LockWriter();
    writer.yaml.append("---\nlockfileVersion: 1\nlockfileVendor: redhat\n");
    if (lock.arches().isEmpty()) {
      writer.yaml.append("arches: []\n");
      return writer.yaml.toString();
    }
    writer.yaml.append("arches:\n");
    lock.arches().forEach(writer::arch);
    return writer.yaml.toString();
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
