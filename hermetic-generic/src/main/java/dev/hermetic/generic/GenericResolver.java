package dev.hermetic.generic;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code artifacts.lock.yaml}. The option {@code lockfile} names another file inside the
 * package.
 */
public final class GenericResolver implements Resolver {
  static final String ECOSYSTEM = "generic";

  static final String LOCKFILE = "artifacts.lock.yaml";

  /** A resolver. */
  public GenericResolver() {}

  @Override
  public String ecosystem() {
    return ECOSYSTEM;
  }

  /**
   * Turns the lockfile into artifacts; entries of one file name become one artifact with all of
   * their locators and checksums.
   *
   * @throws LockfileException when the file is missing or malformed, with the line of the fault
   */
  @Override
  public Resolution resolve(PackageInput input, ResolveContext context) throws IOException {
    input.options().rejectUnknown("lockfile");
    SourceFile lock =
        SourceFile.read(context.source(), file(input, "lockfile", LOCKFILE), YamlReader.MAX_BYTES);
    Map<RelPath, List<ArtifactEntry>> byName = new LinkedHashMap<>();
    for (ArtifactEntry entry : LockfileReader.read(lock.path(), lock.text())) {
      byName.computeIfAbsent(entry.filename(), name -> new ArrayList<>()).add(entry);
    }
    List<Artifact> artifacts = new ArrayList<>();
    Problems problems = new Problems();
    byName.forEach(
        (name, mirrors) -> problems.check(() -> artifacts.add(artifact(mirrors, context))));
    problems.throwIfAny();
    return Resolution.of(input, artifacts, Map.of(lock.path(), lock.sha256()));
  }

  /** The file that an option names inside the package, or the default. */
  static RelPath file(PackageInput input, String option, String byDefault) {
    String name = input.options().text(option).orElse(byDefault);
    if (name.startsWith("/")) {
      throw InputException.of(
          "input.path",
          "option '" + option + "' is the absolute path " + PrintableText.quoted(name),
          "move the file into the package and give its path relative to it");
    }
    return input.path().resolve(name);
  }

  private static Artifact artifact(List<ArtifactEntry> mirrors, ResolveContext context) {
    ArtifactEntry first = mirrors.get(0);
    // One of each algorithm at most: where two differ, the reader has refused them.
    ExpectedDigests expected =
        ExpectedDigests.of(mirrors.stream().map(ArtifactEntry::digest).toList());
    Digest strongest = expected.strongest().orElseThrow();
    Artifact.Builder artifact =
        Artifact.builder(ECOSYSTEM, first.source().purl(first.filename(), strongest))
            .expect(expected)
            .pinnedAt(first.at())
            .place(first.filename());
    mirrors.stream().map(entry -> entry.source().locator()).distinct().forEach(artifact::from);
    headers(first, context).forEach(artifact::requestHeader);
    return artifact.build();
  }

  /**
   * The header fields of an entry, expanded.
   *
   * @throws LockfileException when a variable is not set or the result is no header field
   */
  static Map<String, String> headers(ArtifactEntry entry, ResolveContext context) {
    if (entry.auth().isEmpty()) {
      return Map.of();
    }
    Auth auth = entry.auth().get();
    String value = auth.value(new Variables(auth.at(), context));
    if (!auth.header().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
        || value.chars().anyMatch(c -> c < 32 && c != '\t' || c == 127)) {
      throw LockfileException.of(
          "generic.auth",
          auth.at(),
          "the header field " + PrintableText.quoted(auth.header()) + " is not well formed");
    }
    return Map.of(auth.header(), value);
  }
}
