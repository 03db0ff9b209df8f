package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.testkit.FakeContext;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A directory with a lockfile, and what the resolver makes of it. */
abstract class ResolverLab {
  static final String ONE =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  static final String TWO =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path directory;

  Resolution resolve(String lock) throws IOException {
    Files.writeString(directory.resolve("artifacts.lock.yaml"), lock);
    return resolve(Options.none(), new FakeContext(directory));
  }

  static Resolution resolve(Options options, FakeContext context) throws IOException {
    return new GenericResolver()
        .resolve(new PackageInput("generic", RelPath.ROOT, options), context);
  }

  Artifact only(String lock) throws IOException {
    List<Artifact> artifacts = resolve(lock).artifacts();
    assertThat(artifacts).hasSize(1);
    return artifacts.get(0);
  }

  /** How qualifiers are percent-encoded is core's affair. */
  static String decoded(Purl purl) {
    return URLDecoder.decode(purl.toString(), StandardCharsets.UTF_8);
  }

  static String place(Artifact artifact) {
    return new GenericLayout().place(artifact).value();
  }

  static String entry(String url, String checksum, String more) {
    return "---\nmetadata:\n  version: '1.0'\nartifacts:\n" + entryOnly(url, checksum, more);
  }

  static String entryOnly(String url, String checksum, String more) {
    String last = more.isEmpty() ? "" : "    " + more + "\n";
    return "  - download_url: " + url + "\n    checksum: " + checksum + "\n" + last;
  }

  static String maven(String... attributes) {
    StringBuilder lock =
        new StringBuilder("metadata: {version: '1.0'}\nartifacts:\n  - type: maven\n");
    lock.append("    checksum: ").append(ONE).append("\n    attributes:\n");
    lock.append("      repository_url: https://repo.example/m2/\n      group_id: org.x.y\n");
    lock.append("      artifact_id: lib\n      version: '1.0'\n");
    for (String attribute : attributes) {
      lock.append("      ").append(attribute).append('\n');
    }
    return lock.toString();
  }
}
