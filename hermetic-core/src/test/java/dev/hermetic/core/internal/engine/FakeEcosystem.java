package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An ecosystem for tests. Its lockfile {@code list.txt} has lines {@code file url-path content-id
 * flags}, where content is {@code bytes of <content-id>}; flags are {@code unpinned}, {@code md5},
 * {@code wrong}, {@code sha512} for that alone, {@code sha1} and {@code otherSha1} for one more,
 * {@code size=<bytes>} and {@code dev}.
 */
final class FakeEcosystem implements Resolver, CacheLayout {
  static final RelPath LOCK = RelPath.of("list.txt");

  private final String id;
  volatile List<String> extraIndex = List.of();
  volatile Runnable completing = () -> {};
  volatile boolean describing;

  FakeEcosystem(String id) {
    this.id = id;
  }

  @Override
  public String ecosystem() {
    return id;
  }

  static byte[] content(String contentId) {
    return ("bytes of " + contentId).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Resolution resolve(PackageInput input, ResolveContext context) throws IOException {
    RelPath lock = input.path().resolve(LOCK);
    String text = context.source().readText(lock, 100 << 20);
    List<Artifact> artifacts = new ArrayList<>();
    List<HermeticException> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        artifacts.add(artifact(line.split(" "), new Location(lock, number)));
      } catch (HermeticException problem) {
        problems.add(problem);
      }
    }
    if (!problems.isEmpty()) {
      throw PrefetchFailedException.of(problems);
    }
    return Resolution.of(
        input, artifacts, Map.of(lock, Digest.ofText(Digest.Algorithm.SHA256, text)));
  }

  private Artifact artifact(String[] fields, Location location) {
    String contentId = fields[2];
    List<String> flags = List.of(fields).subList(3, fields.length);
    Digest good = Digest.ofContent(Digest.Algorithm.SHA256, content(contentId));
    ExpectedDigests expected = ExpectedDigests.of(good);
    if (flags.contains("unpinned")) {
      expected = ExpectedDigests.none();
    } else if (flags.contains("md5")) {
      expected = ExpectedDigests.of(Digest.parse("md5:" + "0".repeat(32)));
    } else if (flags.contains("wrong")) {
      expected =
          ExpectedDigests.of(Digest.ofText(Digest.Algorithm.SHA256, "something else " + contentId));
    }
    if (flags.contains("sha512")) {
      expected = ExpectedDigests.of(Digest.ofContent(Digest.Algorithm.SHA512, content(contentId)));
    }
    if (flags.contains("sha1") || flags.contains("otherSha1")) {
      String of = flags.contains("sha1") ? contentId : "another";
      Digest sha1 = Digest.ofContent(Digest.Algorithm.SHA1, content(of));
      expected = expected.merge(ExpectedDigests.of(sha1)).orElseThrow();
    }
    Artifact.Builder artifact =
        Artifact.builder(id, Purl.of("generic", "", contentId, "1"))
            .from(SafeUri.parse(fields[1]))
            .expect(expected)
            .pinnedAt(location)
            .attribute("file", fields[0]);
    for (String flag : flags) {
      if (flag.startsWith("size=")) {
        artifact.size(Long.parseLong(flag.substring("size=".length())));
      }
    }
    if (flags.contains("dev")) {
      artifact.property("cdx:fake:development", "true");
    }
    return artifact.build();
  }

  @Override
  public RelPath place(Artifact artifact) {
    return RelPath.of(artifact.attribute("file").orElseThrow());
  }

  @Override
  public BuildConfig complete(LayoutContext context) throws IOException {
    completing.run();
    context.report(Diagnostic.info("x.done", id + " is laid out"));
    StringBuilder index = new StringBuilder();
    for (Resolution resolution : context.resolutions()) {
      for (Artifact artifact : resolution.artifacts()) {
        index.append(context.digest(artifact, Digest.Algorithm.SHA256).hex());
        index.append(' ').append(place(artifact)).append('\n');
        if (describing) {
          Purl purl = Purl.of("generic", "lab", artifact.purl().fullName(), "2");
          context.describe(artifact, purl, Map.of("x:read", "yes"));
        }
      }
    }
    context.generate(RelPath.of("index.txt"), index.toString().getBytes(StandardCharsets.UTF_8));
    for (String path : extraIndex) {
      context.generate(RelPath.of(path), path.getBytes(StandardCharsets.UTF_8));
    }
    String name = id.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    List<ProjectFile> files = new ArrayList<>();
    for (Resolution resolution : context.resolutions()) {
      RelPath path = resolution.input().path().resolve(id + ".conf");
      files.add(ProjectFile.source(path, new Template("dir=" + context.directory().text() + "\n")));
    }
    files.add(
        ProjectFile.output(
            RelPath.of(id + "/settings.conf"),
            new Template("at ${output_dir} and ${output_dir}!")));
    return BuildConfig.of(
        List.of(
            EnvVar.of(name + "_HOME", context.directory().text()),
            EnvVar.of(name + "_CACHE", "${" + name + "_HOME}/cache")),
        files);
  }
}
