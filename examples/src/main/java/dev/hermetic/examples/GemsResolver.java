package dev.hermetic.examples;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A whole resolver in a hundred lines: {@code gems.lock} holds one {@code name version sha256 url}
 * a line; empty lines and lines that begin with {@code #} count for nothing.
 */
public final class GemsResolver implements Resolver {
  static final String ECOSYSTEM = "x-gems";
  static final String LOCKFILE = "gems.lock";

  private static final long MAX_BYTES = 4 << 20;

  /** A resolver. */
  public GemsResolver() {}

  @Override
  public String ecosystem() {
    return ECOSYSTEM;
  }

  @Override
  public Resolution resolve(PackageInput input, ResolveContext context) throws IOException {
    input.options().rejectUnknown();
    RelPath path = input.path().resolve(LOCKFILE);
    SourceFile lock = SourceFile.read(context.source(), path, MAX_BYTES);
    List<Artifact> artifacts = new ArrayList<>();
    Problems problems = new Problems();
    int number = 0;
    for (String line : lock.text().split("\n", -1)) {
      Location at = lock.location(++number);
      if (!line.isBlank() && !line.startsWith("#")) {
        problems.check(() -> artifacts.add(artifact(line.strip().split("\\s+"), at)));
      }
    }
    problems.throwIfAny();
    return Resolution.of(input, artifacts, Map.of(path, lock.sha256()));
  }

  private static Artifact artifact(String[] fields, Location at) {
    if (fields.length != 4) {
      throw LockfileException.of(
          "x-gems.line",
          at,
          "expected 'name version sha256 url', found " + fields.length + " fields",
          "write the lockfile anew");
    }
    try {
      return Artifact.builder(ECOSYSTEM, Purl.of("gem", "", fields[0], fields[1]))
          .expect(ExpectedDigests.of(Digest.sha256(fields[2])))
          .from(SafeUri.parse(fields[3]))
          .pinnedAt(at)
          .place(RelPath.of(fields[0] + "-" + fields[1] + ".gem"))
          .build();
    } catch (InputException malformed) {
      // The model says what is wrong; the reader of the message also needs to know where.
      throw malformed.at(at);
    }
  }
}
