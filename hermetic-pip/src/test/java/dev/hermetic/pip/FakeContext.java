package dev.hermetic.pip;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.ResolveContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A context over a map of pages; every other address is 404. */
public final class FakeContext implements ResolveContext {
  private final Path root;
  private final Map<String, Metadata> pages = new HashMap<>();
  private final List<String> accepted = new ArrayList<>();
  private final Map<String, SafeUri> registries = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final List<Diagnostic> reported = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  /** A context with a source tree. */
  public FakeContext(Path root) {
    this.root = root;
  }

  /** Serves a page. */
  public FakeContext page(String uri, String content) {
    return page(uri, content, uri, Optional.empty());
  }

  /** Serves a page of a media type, perhaps from where a redirect leads. */
  public FakeContext page(String uri, String content, String end, Optional<String> type) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    pages.put(uri, Metadata.of(bytes, SafeUri.parse(end), type));
    return this;
  }

  /** Configures a registry. */
  public FakeContext registry(String name, String uri) {
    registries.put(name, SafeUri.parse(uri));
    return this;
  }

  /** Sets a variable. */
  public FakeContext variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** What was reported. */
  public List<Diagnostic> reported() {
    return reported;
  }

  /** The addresses that were asked for, in order. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public SourceTree source() {
    return SourceTree.at(root);
  }

  /** The media types that were asked for, in order. */
  public List<String> accepted() {
    return accepted;
  }

  @Override
  public byte[] fetch(SafeUri metadata, long maxBytes) {
    return fetch(MetadataRequest.builder(metadata, maxBytes).build()).bytes();
  }

  @Override
  public synchronized Metadata fetch(MetadataRequest request) {
    String uri = request.uri().uri().toString();
    asked.add(uri);
    accepted.add(request.accept().orElse(""));
    Metadata content = pages.get(uri);
    if (content == null) {
      throw new FetchException("fetch.not-found", uri, uri + ": not found", 404, false, null);
    }
    return content;
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return Optional.ofNullable(registries.get(name));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public Policy policy() {
    return Policy.strict();
  }

  @Override
  public void report(Diagnostic finding) {
    reported.add(finding);
  }

  @Override
  public CancellationToken cancellation() {
    return new CancellationToken();
  }
}
