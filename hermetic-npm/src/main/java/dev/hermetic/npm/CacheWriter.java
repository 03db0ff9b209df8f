package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.formats.json.JsonStrings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fills a cache directory of npm: {@code content-v2} holds bytes by digest, {@code index-v5} says
 * which URL has which (the format of npm's cacache, read by npm 6 and newer).
 */
final class CacheWriter {
  /** The algorithms that npm knows; under each that a lock uses, npm looks for the content. */
  private static final Set<Digest.Algorithm> KNOWN =
      Set.of(
          Digest.Algorithm.SHA512,
          Digest.Algorithm.SHA384,
          Digest.Algorithm.SHA256,
          Digest.Algorithm.SHA1,
          Digest.Algorithm.MD5);

  /**
   * What marks a cache directory for backup programs (Cache Directory Tagging Specification). npm
   * 12 writes it where it is missing, and the audit after a build would find a file too many.
   */
  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This file is a cache directory tag created by hermetic.
      """;

  private final LayoutContext context;
  private final RelPath root;
  private final Map<String, TreeSet<String>> index = new TreeMap<>();

  CacheWriter(LayoutContext context, RelPath root) {
    this.context = context;
    this.root = root;
  }

  /**
   * Adds the tarballs of an input; also those of the project itself, without a URL: npm would put
   * them into the cache otherwise, and the audit after a build would find files too many.
   *
   * @throws IOException when they cannot be read or linked
   */
  void add(LockedInput input) throws IOException {
    for (LockEntry entry : input.lock().entries()) {
      Artifact artifact = input.artifact(entry).orElse(null);
      if (artifact != null) {
        String url = LockedInput.url(entry, artifact);
        index(url, contents(artifact), context.size(artifact), "");
      } else if (entry.form() instanceof ResolvedForm.LocalTarball local) {
        addLocal(input, entry, local);
      }
    }
  }

  private void addLocal(LockedInput input, LockEntry entry, ResolvedForm.LocalTarball local)
      throws IOException {
    ExpectedDigests expected = LockedArtifacts.expected(entry);
    Digest strongest = expected.strongest().orElse(null);
    if (strongest != null) {
      RelPath directory = input.resolution().input().path();
      byte[] content =
          LocalTarball.read(context.source(), directory, entry, local).orElse(new byte[0]);
      if (content.length > 0) {
        context.generate(content(strongest), content);
      }
    }
  }

  /** Links the content under every digest that npm may ask for; answers the strongest. */
  private Digest contents(Artifact artifact) throws IOException {
    TreeSet<Digest.Algorithm> algorithms = new TreeSet<>(artifact.expected().algorithms());
    algorithms.retainAll(KNOWN);
    if (algorithms.isEmpty()) {
      algorithms.add(Digest.Algorithm.SHA512);
    }
    for (Digest.Algorithm algorithm : algorithms) {
      context.link(artifact, content(digest(artifact, algorithm)));
    }
    return digest(artifact, algorithms.last());
  }

  /** Of several alternatives only the bytes tell which one holds. */
  private Digest digest(Artifact artifact, Digest.Algorithm algorithm) throws IOException {
    var stated =
        artifact.expected().all().stream().filter(d -> d.algorithm() == algorithm).toList();
    return stated.size() == 1 ? stated.get(0) : context.digest(artifact, algorithm);
  }

  /**
   * Adds a document that npm asks for with a certain {@code Accept} field.
   *
   * @throws IOException when writing fails
   */
  void document(String url, byte[] content, String accept) throws IOException {
    Digest digest = Digest.of(Digest.Algorithm.SHA512, hash("SHA-512", content));
    context.generate(content(digest), content);
    index(url, digest, content.length, accept);
  }

  private RelPath content(Digest digest) {
    return root.resolve("content-v2/" + digest.algorithm().id() + "/" + split(digest.hex()));
  }

  private void index(String url, Digest digest, long size, String accept) {
    String key = "make-fetch-happen:request-cache:" + url;
    String headers = accept.isEmpty() ? "{}" : "{\"accept\":" + JsonStrings.quote(accept) + "}";
    String type = accept.isEmpty() ? "{}" : "{\"content-type\":\"application/json\"}";
    String entry =
        "{\"key\":"
            + JsonStrings.quote(key)
            + ",\"integrity\":"
            + JsonStrings.quote(digest.sri())
            + ",\"time\":0,\"size\":"
            + size
            + ",\"metadata\":{\"time\":0,\"url\":"
            + JsonStrings.quote(url)
            + ",\"reqHeaders\":"
            + headers
            + ",\"resHeaders\":"
            + type
            + ",\"options\":{\"compress\":true}}}";
    index.computeIfAbsent(key, k -> new TreeSet<>()).add(entry);
  }

  /**
   * Writes the index, once everything was added.
   *
   * @throws IOException when writing fails
   */
  void finish() throws IOException {
    if (!index.isEmpty()) {
      context.generate(root.resolve("CACHEDIR.TAG"), TAG.getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, TreeSet<String>> bucket : index.entrySet()) {
      StringBuilder lines = new StringBuilder();
      for (String entry : bucket.getValue()) {
        lines.append('\n').append(hex("SHA-1", entry)).append('\t').append(entry);
      }
      RelPath path = root.resolve("index-v5/" + split(hex("SHA-256", bucket.getKey())));
      context.generate(path, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String split(String hex) {
    return hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex.substring(4);
  }

  private static String hex(String algorithm, String text) {
    return HexFormat.of().formatHex(hash(algorithm, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java platform lacks " + algorithm, missing);
    }
  }
}
