package dev.hermetic.testkit;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.RegistryAnswer;
import dev.hermetic.core.spi.StagedContent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * What core hands to a resolver or locker, with pages and files by their URL in place of a network;
 * every other URL is one that the server does not know. The policy is the strict one. Requests may
 * come from several threads; everything else is for one.
 */
public final class FakeContext implements LockContext {
  private final SourceTree source;
  private final Map<String, Metadata> pages = new HashMap<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, SafeUri> registries = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Set<String> updates = new TreeSet<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();
  private final Map<String, Map<String, String>> obtained = new LinkedHashMap<>();
  private final List<Diagnostic> reported = new ArrayList<>();
  private final Map<String, byte[]> kept = new HashMap<>();

  /** A context over a source tree. */
  public FakeContext(Path directory) {
    this.source = SourceTree.at(directory);
  }

  /** Serves a page of index metadata. */
  public FakeContext page(String uri, String content) {
    return page(uri, content, uri, Optional.empty());
  }

  /**
   * Serves a page of index metadata.
   *
   * @param end where redirects lead
   * @param type its media type
   */
  public FakeContext page(String uri, String content, String end, Optional<String> type) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    pages.put(uri, Metadata.of(bytes, SafeUri.parse(end), type));
    return this;
  }

  /** Serves a file, for {@link #obtain}. */
  public FakeContext file(String uri, String content) {
    files.put(uri, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Serves a file, for {@link #obtain} and {@link #pinned}. */
  public FakeContext file(String uri, byte[] content) {
    files.put(uri, content.clone());
    return this;
  }

  /** Configures a registry. */
  public FakeContext registry(String name, String uri) {
    registries.put(name, SafeUri.parse(uri));
    return this;
  }

  /** Supplies a variable. */
  public FakeContext variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Lets the locked content of a name change. */
  public FakeContext update(String name) {
    updates.add(name);
    return this;
  }

  /** The URLs of index metadata that were asked for, in order. */
  public List<String> asked() {
    return asked;
  }

  /** The {@code Accept} values of these requests, empty where there was none. */
  public List<String> accepted() {
    return accepted;
  }

  /** The header fields of each file that was obtained, pinned or not, by its URL. */
  public Map<String, Map<String, String>> obtained() {
    return obtained;
  }

  /** What was kept with {@link #keep}, by its name; may be changed, as a store may be. */
  public Map<String, byte[]> kept() {
    return kept;
  }

  /** What was reported. */
  public List<Diagnostic> reported() {
    return reported;
  }

  @Override
  public SourceTree source() {
    return source;
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
      throw notFound(uri);
    }
    return content;
  }

  @Override
  public synchronized Obtained obtain(SafeUri locator, Map<String, String> requestHeaders) {
    String uri = locator.uri().toString();
    obtained.put(uri, Map.copyOf(requestHeaders));
    byte[] bytes = files.get(uri);
    if (bytes == null) {
      throw notFound(uri);
    }
    Digest sha512 = Hashed.of(Digest.Algorithm.SHA512, bytes);
    return Obtained.of(
        Hashed.of(Digest.Algorithm.SHA256, bytes),
        Map.of(Digest.Algorithm.SHA512, sha512),
        bytes.length);
  }

  @Override
  public synchronized StagedContent pinned(
      SafeUri locator, ExpectedDigests expected, long maxBytes, Map<String, String> headers) {
    String uri = locator.uri().toString();
    obtained.put(uri, Map.copyOf(headers));
    byte[] bytes = files.get(uri);
    if (bytes == null) {
      throw notFound(uri);
    }
    if (bytes.length > maxBytes) {
      throw PolicyException.builder("policy.size")
          .subject(uri)
          .message(uri + ": more than " + maxBytes + " bytes")
          .build();
    }
    return Lent.of(uri, bytes, expected);
  }

  @Override
  public synchronized Optional<byte[]> recall(String name, int maxBytes) {
    return Optional.ofNullable(kept.get(name)).filter(content -> content.length <= maxBytes);
  }

  @Override
  public synchronized void keep(String name, byte[] content) {
    kept.put(name, content.clone());
  }

  private static FetchException notFound(String uri) {
    return FetchException.builder("fetch.not-found")
        .subject(uri)
        .message(uri + ": not found")
        .status(404)
        .build();
  }

  @Override
  public Set<String> updates() {
    return updates;
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return Optional.ofNullable(registries.get(name));
  }

  @Override
  public RegistryAnswer askRegistry(String name) {
    return registry(name)
        .map(RegistryAnswer::of)
        .orElseGet(() -> RegistryAnswer.none("nobody was asked"));
  }

  @Override
  public <T> Future<T> submit(Callable<T> work) {
    return new FutureTask<>(work) {
      @Override
      public T get() throws InterruptedException, ExecutionException {
        run();
        return super.get();
      }
    };
  }

  @Override
  public boolean isStored(ExpectedDigests expected) {
    return false;
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

  /** Throws it: what goes on after a problem is tested by planning. */
  @Override
  public void problem(HermeticException failure) {
    throw failure;
  }

  @Override
  public CancellationToken cancellation() {
    return new CancellationToken();
  }
}
