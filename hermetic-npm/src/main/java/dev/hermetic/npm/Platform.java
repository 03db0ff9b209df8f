package dev.hermetic.npm;

import dev.hermetic.formats.json.JsonNode;
import java.util.List;

/** Decides which entries an input leaves out, as {@code npm install} would. */
final class Platform {
  private final NpmOptions options;

  Platform(NpmOptions options) {
    this.options = options;
  }

  /** Whether npm, told the same, would not install the entry. */
  boolean omits(LockEntry entry) {
    boolean dev = entry.dev();
    boolean optional = entry.optional();
    if (dev && options.omitDev() || optional && options.omitOptional()) {
      return true;
    }
    if (entry.devOptional() && options.omitDev() && options.omitOptional()) {
      return true;
    }
    // For a package that is not optional npm fails instead of skipping it, so it is always needed.
    return (optional || entry.devOptional()) && isForeign(entry);
  }

  private boolean isForeign(LockEntry entry) {
    return refuses(entry, "os", options.os())
        || refuses(entry, "cpu", options.cpu())
        || refuses(entry, "libc", options.libc());
  }

  private static boolean refuses(LockEntry entry, String field, List<String> wanted) {
    List<String> declared = texts(entry.node(), field);
    return !wanted.isEmpty()
        && !declared.isEmpty()
        && wanted.stream().noneMatch(value -> accepts(declared, value));
  }

  /** The rule of npm-install-checks: {@code !x} refuses, a list of refusals accepts the rest. */
  static boolean accepts(List<String> declared, String value) {
    if (declared.size() == 1 && declared.get(0).equals("any")) {
      return true;
    }
    if (declared.contains("!" + value)) {
      return false;
    }
    return declared.contains(value) || declared.stream().allMatch(item -> item.startsWith("!"));
  }

  private static List<String> texts(JsonNode node, String field) {
    JsonNode value = node.get(field).orElse(null);
    if (value == null) {
      return List.of();
    }
    if (value.isText()) {
      return value.asText().stream().toList();
    }
    return value.members().values().stream().flatMap(m -> m.value().asText().stream()).toList();
  }
}
