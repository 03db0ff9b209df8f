package dev.hermetic.pip.lock;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.testkit.StrictResolveContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** An index that is held in memory, as the context of a locker. */
final class FakeIndex extends StrictResolveContext implements LockContext {
  private static final String BASE = "https://index.example/simple";

  private final SourceTree source;
  private final Map<String, List<String>> pages = new TreeMap<>();
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final List<Diagnostic> findings = Collections.synchronizedList(new ArrayList<>());
  private Set<String> updates = Set.of();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

  FakeIndex(Path source) {
    this.source = SourceTree.at(source);
  }

  /** A pure wheel and what it needs. */
  FakeIndex wheel(String name, String version, String... requires) {
    return file(name + "-" + version + "-py3-none-any.whl", "", requires);
  }

  /**
   * A file with further fields of its entry.
   *
   * @param fields JSON with a leading comma, for example {@code ,"yanked":true}
   */
  FakeIndex file(String filename, String fields, String... requires) {
    String[] parts = filename.split("-");
    StringBuilder metadata = new StringBuilder("Metadata-Version: 2.3\n");
    metadata.append("Name: ").append(parts[0]).append('\n');
    metadata.append("Version: ").append(parts[1].replace(".tar.gz", "")).append('\n');
    for (String line : requires) {
      metadata
          .append(line.startsWith("extra:") ? "Provides-Extra: " : "Requires-Dist: ")
          .append(line.replace("extra:", ""))
          .append('\n');
    }
    documents.put(
        "https://files.example/" + filename + ".metadata",
        metadata.toString().getBytes(StandardCharsets.UTF_8));
    String hash = filename.contains("nohash") ? "" : "\"sha256\":\"" + sha256(filename) + "\"";
    pages
        .computeIfAbsent(parts[0].replace('_', '-'), key -> new ArrayList<>())
        .add(
            "{\"filename\":\""
                + filename
                + "\",\"url\":\"https://files.example/"
                + filename
                + "\",\"hashes\":{"
                + hash
                + "},\"core-metadata\":true"
                + fields
                + "}");
    return this;
  }

  FakeIndex document(String url, byte[] content) {
    documents.put(url, content);
    return this;
  }

  FakeIndex updating(String... names) {
    updates = Set.of(names);
    return this;
  }

  List<String> codes() {
    return findings.stream().map(Diagnostic::code).toList();
  }

  Set<String> asked() {
    return asked;
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Override
  public byte[] fetch(SafeUri metadata, long maxBytes) {
    String url = metadata.uri().toString();
    asked.add(url);
    if (url.startsWith(BASE)) {
      List<String> files = pages.get(url.substring(BASE.length() + 1, url.length() - 1));
      if (files != null) {
        String page =
            "{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"x\",\"files\":["
                + String.join(",", files)
                + "]}";
        return page.getBytes(StandardCharsets.UTF_8);
      }
    }
    byte[] content = documents.get(url);
    if (content == null) {
      throw FetchException.builder("fetch.not-found")
          .subject(url)
          .message(url + ": not found")
          .status(404)
          .build();
    }
    return content;
  }

  @Override
  public Metadata fetch(MetadataRequest request) {
    byte[] whole = fetch(request.uri(), request.maxBytes());
    if (request.range().isPresent()) {
      throw FetchException.builder("fetch.no-range")
          .subject(request.uri().toString())
          .message("no ranges here")
          .build();
    }
    String type =
        request.uri().uri().toString().startsWith(BASE)
            ? "application/vnd.pypi.simple.v1+json"
            : "application/octet-stream";
    return Metadata.of(whole, request.uri(), Optional.of(type));
  }

  @Override
  public Optional<byte[]> recall(String name, int maxBytes) {
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public void keep(String name, byte[] content) {
    kept.put(name, content);
  }

  @Override
  public StagedContent pinned(
      SafeUri locator, ExpectedDigests expected, long maxBytes, Map<String, String> headers) {
    throw new AssertionError("nothing is pinned here: " + locator);
  }

  @Override
  public Obtained obtain(SafeUri locator, Map<String, String> requestHeaders) {
    return Obtained.of(Digest.sha256("ab".repeat(32)), Map.of(), 7);
  }

  @Override
  public Set<String> updates() {
    return updates;
  }

  @Override
  public SourceTree source() {
    return source;
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return name.equals("pip") ? Optional.of(SafeUri.parse(BASE)) : Optional.empty();
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.empty();
  }

  @Override
  public Policy policy() {
    return Policy.builder().build();
  }

  @Override
  public void report(Diagnostic finding) {
    findings.add(finding);
  }

  @Override
  public CancellationToken cancellation() {
    return new CancellationToken();
  }
}
