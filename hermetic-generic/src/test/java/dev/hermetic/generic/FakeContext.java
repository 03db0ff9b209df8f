package dev.hermetic.generic;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.LockContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What core hands to a resolver or locker, with content by URL instead of a network. */
final class FakeContext implements LockContext {
  final Map<String, String> content = new HashMap<>();
  final Map<String, String> variables = new HashMap<>();
  final Map<String, Map<String, String>> requests = new LinkedHashMap<>();
  final List<Diagnostic> findings = new ArrayList<>();
  final Set<String> updates = new TreeSet<>();
  private final SourceTree source;

  FakeContext(Path directory) {
    source = SourceTree.at(directory);
  }

  @Override
  public SourceTree source() {
    return source;
  }

  @Override
  public byte[] fetch(SafeUri metadata, long maxBytes) {
    throw new AssertionError("nothing is fetched while resolving: " + metadata);
  }

  @Override
  public Optional<SafeUri> registry(String name) {
    return Optional.empty();
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
    findings.add(finding);
  }

  @Override
  public CancellationToken cancellation() {
    return new CancellationToken();
  }

  @Override
  public Obtained obtain(SafeUri locator, Map<String, String> requestHeaders) {
    requests.put(locator.uri().toString(), requestHeaders);
    String body = content.get(locator.uri().toString());
    if (body == null) {
      throw new AssertionError("unexpected request for " + locator);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Obtained(
        hash(Digest.Algorithm.SHA256, bytes),
        Map.of(Digest.Algorithm.SHA512, hash(Digest.Algorithm.SHA512, bytes)),
        bytes.length);
  }

  @Override
  public Set<String> updates() {
    return updates;
  }

  static Digest hash(Digest.Algorithm algorithm, byte[] bytes) {
    try {
      return Digest.of(algorithm, MessageDigest.getInstance(algorithm.jcaName()).digest(bytes));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
