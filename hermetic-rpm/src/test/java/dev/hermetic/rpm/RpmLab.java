package dev.hermetic.rpm;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SourceTree;
import dev.hermetic.testkit.StrictResolveContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Resolves locks without a network. */
final class RpmLab extends StrictResolveContext {
  static final String HEAD = "---\nlockfileVersion: 1\nlockfileVendor: redhat\narches:\n";

  final List<Diagnostic> findings = new ArrayList<>();
  private final Path directory;

  RpmLab(Path directory) {
    this.directory = directory;
  }

  Resolution resolve(String arches, Map<String, ?> options) throws IOException {
    Files.writeString(directory.resolve("rpms.lock.yaml"), HEAD + arches);
    return new RpmResolver()
        .resolve(new PackageInput("rpm", RelPath.ROOT, Options.of(options)), this);
  }

  /** An entry of a lock. */
  static String entry(String repoid, String file, String digit) {
    return "  - url: https://cdn.example/"
        + file
        + "\n    repoid: "
        + repoid
        + "\n    size: 4\n    checksum: sha256:"
        + digit.repeat(64)
        + "\n";
  }

  @Override
  public SourceTree source() {
    return SourceTree.at(directory);
  }

  @Override
  public void report(Diagnostic finding) {
    findings.add(finding);
  }
}
