package dev.hermetic.rpm.lock.modules;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.repodata.ModulesReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short documents about modules. */
final class ModuleTexts {
  private ModuleTexts() {}

  /** A build; {@code requires} and {@code artifacts} are YAML in one line. */
  static String build(String name, String stream, int version, String requires, String artifacts) {
    return "---\ndocument: modulemd\nversion: 2\ndata:\n  name: "
        + name
        + "\n  stream: \""
        + stream
        + "\"\n  version: "
        + version
        + "\n  context: c"
        + version
        + "\n  arch: x86_64\n  dependencies: [{requires: "
        + requires
        + "}]\n  profiles: {default: {rpms: [app]}, all: {rpms: [app, more]}}\n"
        + "  artifacts: {rpms: "
        + artifacts
        + "}\n";
  }

  static String defaults(String name, String stream) {
    return "---\ndocument: modulemd-defaults\nversion: 1\ndata:\n  module: "
        + name
        + "\n  stream: \""
        + stream
        + "\"\n  profiles: {\""
        + stream
        + "\": [default]}\n";
  }

  static RepositoryModules repository(String id, String... documents) throws IOException {
    byte[] yaml = String.join("", List.of(documents)).getBytes(StandardCharsets.UTF_8);
    return new RepositoryModules(
        id, ModulesReader.read(new ByteArrayInputStream(yaml), RelPath.of("modules.yaml")), false);
  }
}
