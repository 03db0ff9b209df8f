package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.Template;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.testkit.StrictResolveContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project in a directory, with stand-ins for what core hands to a resolver and a layout. */
final class TestProject extends StrictResolveContext {
  final Path root;
  final List<Diagnostic> reports = new ArrayList<>();
  final Map<String, String> registries = new TreeMap<>();
  final Map<String, String> variables = new TreeMap<>();

  private Problems problems = new Problems();

  TestProject(Path root) {
    this.root = root;
  }

  TestProject write(String path, String content) {
    return write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  TestProject write(String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  Resolution resolve(String path, Map<String, ?> options) {
    try {
      PackageInput input = new PackageInput("npm", RelPath.of(path), Options.of(options));
      problems = new Problems();
      Resolution resolution = new NpmResolver().resolve(input, this);
      problems.throwIfAny();
      return resolution;
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  Resolution resolve() {
    return resolve(".", Map.of());
  }

  /** Lays out into a directory, with bytes by URL. */
  BuildConfig layOut(Resolution resolution, Path out, Map<String, byte[]> contents)
      throws IOException, InterruptedException {
    Layout layout = new Layout(List.of(resolution), out.resolve("deps/npm"), contents);
    for (Artifact artifact : resolution.artifacts()) {
      layout.put(new NpmLayout().place(artifact), layout.bytes(artifact));
    }
    return new NpmLayout().complete(layout);
  }

  /** Writes project files as an injection would. */
  void inject(BuildConfig config, Path out) {
    for (ProjectFile file : config.projectFiles()) {
      write(file.path().value(), file.template().expand(out.toString()));
    }
  }

  String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  @Override
  public void problem(HermeticException failure) {
    problems.add(failure);
  }

  @Override
  public SourceTree source() {
    return SourceTree.at(root);
  }

  @Override
  public byte[] fetch(SafeUri metadata, long maxBytes) {
    throw new AssertionError("npm resolves without index metadata");
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return Optional.ofNullable(registries.get(name)).map(SafeUri::parse);
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public Policy policy() {
    throw new AssertionError("policy is core's");
  }

  @Override
  public void report(Diagnostic finding) {
    reports.add(finding);
  }

  @Override
  public CancellationToken cancellation() {
    throw new AssertionError("nothing here waits");
  }

  /** Writes below a directory and refuses two contents at one path. */
  private final class Layout implements LayoutContext {
    private final List<Resolution> resolutions;
    private final Path directory;
    private final Map<String, byte[]> contents;

    Layout(List<Resolution> resolutions, Path directory, Map<String, byte[]> contents) {
      this.resolutions = resolutions;
      this.directory = directory;
      this.contents = contents;
    }

    byte[] bytes(Artifact artifact) throws IOException {
      byte[] bytes = contents.get(artifact.locators().get(0).uri().toString());
      if (bytes == null) {
        throw new FileNotFoundException(artifact.toString());
      }
      return bytes;
    }

    void put(RelPath path, byte[] content) throws IOException {
      Path file = path.under(directory);
      if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), content)) {
        throw new IOException("collision at " + path);
      }
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }

    @Override
    public SourceTree source() {
      return TestProject.this.source();
    }

    @Override
    public List<Resolution> resolutions() {
      return resolutions;
    }

    @Override
    public InputStream open(Artifact artifact) throws IOException {
      return new ByteArrayInputStream(bytes(artifact));
    }

    @Override
    public Digest digest(Artifact artifact, Digest.Algorithm algorithm) throws IOException {
      return TestTarball.digest(algorithm, bytes(artifact));
    }

    @Override
    public long size(Artifact artifact) throws IOException {
      return bytes(artifact).length;
    }

    @Override
    public void generate(RelPath path, byte[] content) throws IOException {
      put(path, content);
    }

    @Override
    public OutputStream generate(RelPath path) {
      return new ByteArrayOutputStream() {
        @Override
        public void close() throws IOException {
          generate(path, toByteArray());
        }
      };
    }

    @Override
    public void each(int count, Work work) throws IOException, InterruptedException {
      for (int index = 0; index < count; index++) {
        work.on(index);
      }
    }

    @Override
    public void describe(Artifact artifact, Purl purl, Map<String, String> properties) {
      throw new AssertionError("npm knows what its artifacts are");
    }

    @Override
    public Optional<String> variable(String name) {
      return TestProject.this.variable(name);
    }

    @Override
    public void link(Artifact artifact, RelPath path) throws IOException {
      put(path, bytes(artifact));
    }

    @Override
    public Template locate(Artifact artifact) {
      return new Template(
          "file://${output_dir}/deps/npm/" + new NpmLayout().place(artifact).value());
    }

    @Override
    public RelPath outputPath(RelPath place) {
      return RelPath.of("deps/npm/" + place.value());
    }

    @Override
    public Template directory() {
      return new Template("${output_dir}/deps/npm");
    }

    @Override
    public void report(Diagnostic finding) {
      reports.add(finding);
    }
  }
}
