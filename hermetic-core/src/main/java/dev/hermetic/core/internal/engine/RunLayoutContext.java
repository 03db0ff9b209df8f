package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.Template;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.output.OutputPaths;
import dev.hermetic.core.internal.output.OutputTransaction;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.core.store.ContentStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a layout is handed for one ecosystem; collects what it makes. */
final class RunLayoutContext implements LayoutContext {
  /**
   * Content of the store and the file it becomes.
   *
   * @param entry the content
   * @param file what the manifest records
   */
  record Placed(ContentStore.Entry entry, FileEntry file) {}

  /** Who has a path, and what tells its content from others. */
  private record Content(String identity, Object owner) {
    @Override
    public String toString() {
      return owner.toString();
    }
  }

  private static final String UNRESERVED = "-._~!&'()*+,;=:@";

  private final Planned planned;
  private final String ecosystem;
  private final CacheLayout layout;
  private final ContentStore store;
  private final OutputTransaction output;
  private final Workers workers;
  private final Diagnostics diagnostics;
  private final Map<String, Placed> artifacts = new HashMap<>();
  private final List<Placed> links = new ArrayList<>();
  private final List<FileEntry> generated = new ArrayList<>();
  private final Map<Artifact, FileEntry.Part> described = new HashMap<>();
  private final List<Purl> purls = new ArrayList<>();
  private final PathClaims<Content> claims;
  private int opened;

  RunLayoutContext(
      Planned planned, String ecosystem, LayoutStage.Tools tools, Diagnostics diagnostics) {
    this.planned = planned;
    this.ecosystem = ecosystem;
    this.layout = java.util.Objects.requireNonNull(planned.ecosystems().get(ecosystem)).layout();
    this.store = tools.store();
    this.output = tools.output();
    this.workers = tools.workers();
    this.diagnostics = diagnostics;
    this.claims = new PathClaims<>(ecosystem);
  }

  /** Takes note of an artifact before the layout begins. */
  void add(RelPath path, Placed placed, Artifact artifact) {
    artifacts.put(path.value(), placed);
    isNew(layout.place(artifact), placed.file().sha256().hex(), artifact);
  }

  private boolean isNew(RelPath path, String identity, Object owner) {
    Content earlier = claims.claim(path, new Content(identity, owner));
    if (earlier != null && !earlier.identity().equals(identity)) {
      throw claims.collision(path, earlier, owner, "would share one file");
    }
    return earlier == null;
  }

  List<Placed> links() {
    return links;
  }

  List<FileEntry> generated() {
    return generated;
  }

  @Override
  public SourceTree source() {
    return planned.source();
  }

  @Override
  public List<Resolution> resolutions() {
    return planned.plan().resolutions().stream()
        .filter(resolution -> resolution.input().ecosystem().equals(ecosystem))
        .toList();
  }

  @Override
  public void each(int count, Work work) throws IOException, InterruptedException {
    workers.each(count, work::on);
  }

  @Override
  public InputStream open(Artifact artifact) throws IOException {
    return store.open(placed(artifact).entry());
  }

  @Override
  public Digest digest(Artifact artifact, Digest.Algorithm algorithm) throws IOException {
    ContentStore.Entry entry = placed(artifact).entry();
    return algorithm == Digest.Algorithm.SHA256 ? entry.sha256() : store.digest(entry, algorithm);
  }

  @Override
  public long size(Artifact artifact) {
    return placed(artifact).entry().size();
  }

  @Override
  public void generate(RelPath path, byte[] content) throws IOException {
    if (isNew(
        path,
        Digest.ofContent(Digest.Algorithm.SHA256, content).hex(),
        "an index file of " + ecosystem)) {
      generated.add(output.write(outputPath(path).value(), content));
    }
  }

  @Override
  public OutputStream generate(RelPath path) throws IOException {
    // What it will hold is not known yet, so it is like no other.
    isNew(path, "opened " + opened++, "an index file of " + ecosystem);
    return output.open(outputPath(path).value(), generated::add);
  }

  @Override
  public void link(Artifact artifact, RelPath path) {
    Placed placed = placed(artifact);
    if (isNew(path, placed.file().sha256().hex(), artifact)) {
      FileEntry file = placed.file();
      links.add(
          new Placed(
              placed.entry(),
              new FileEntry(outputPath(path).value(), file.sha256(), file.size(), file.origin())));
    }
  }

  @Override
  public Template locate(Artifact artifact) {
    return new Template("file://" + directory().text() + "/" + encoded(layout.place(artifact)));
  }

  @Override
  public Template directory() {
    return new Template("${output_dir}/" + OutputPaths.directory(ecosystem));
  }

  @Override
  public void describe(Artifact artifact, Purl purl, Map<String, String> properties) {
    Map<String, String> all = new TreeMap<>(artifact.properties());
    all.putAll(properties);
    purls.add(purl);
    described.put(artifact, new FileEntry.Part(purl.toString(), Collections.unmodifiableMap(all)));
  }

  /** The package URLs that the layout has given. */
  List<Purl> purls() {
    return purls;
  }

  boolean hasDescriptions() {
    return !described.isEmpty();
  }

  /** What an artifact is for the bill of materials, as far as is known by now. */
  FileEntry.Part part(Artifact artifact) {
    FileEntry.Part known = described.get(artifact);
    return known == null
        ? new FileEntry.Part(artifact.purl().toString(), artifact.properties())
        : known;
  }

  @Override
  public Optional<String> variable(String name) {
    return planned.variables().apply(name);
  }

  @Override
  public void report(Diagnostic finding) {
    diagnostics.add(finding);
  }

  @Override
  public RelPath outputPath(RelPath place) {
    return OutputPaths.file(ecosystem, place);
  }

  private Placed placed(Artifact artifact) {
    Placed placed = artifacts.get(outputPath(layout.place(artifact)).value());
    if (placed == null) {
      throw new IllegalArgumentException(artifact + " is not part of this run");
    }
    return placed;
  }

  // RFC 3986, section 3.3, without '$', which a template would read as a placeholder.
  private static String encoded(RelPath path) {
    StringBuilder url = new StringBuilder();
    for (byte b : path.value().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c == '/'
              || c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        url.append(c);
      } else {
        url.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        url.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return url.toString();
  }
}
