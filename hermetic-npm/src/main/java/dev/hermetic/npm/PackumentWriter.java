package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.formats.json.JsonNode;
import dev.hermetic.formats.json.JsonStrings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts package documents into npm's cache where a lock alone does not suffice: npm asks the
 * registry about packages of version 1 locks and about entries without {@code resolved}. They hold
 * the locked versions only and are made from the tarballs themselves.
 */
final class PackumentWriter {
  /** The two ways in which npm asks. */
  private static final List<String> ACCEPTED =
      List.of(
          "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
          "application/json");

  private static final List<String> COPIED =
      List.of(
          "dependencies",
          "optionalDependencies",
          "peerDependencies",
          "peerDependenciesMeta",
          "bundleDependencies",
          "bundledDependencies",
          "bin",
          "directories",
          "engines",
          "os",
          "cpu",
          "libc",
          "deprecated");

  private final LayoutContext context;
  private final CacheWriter cache;

  PackumentWriter(LayoutContext context, CacheWriter cache) {
    this.context = context;
    this.cache = cache;
  }

  /**
   * Adds the documents of an input, when it needs any.
   *
   * @throws IOException when a tarball cannot be read
   */
  void add(LockedInput input) throws IOException {
    Map<String, TreeMap<String, String>> documents = new TreeMap<>();
    Map<String, String> names = new TreeMap<>();
    for (LockEntry entry : input.lock().entries()) {
      Artifact artifact = input.artifact(entry).orElse(null);
      if (artifact != null && isAskedFor(entry, input.lock())) {
        String url = LockedInput.url(entry, artifact);
        String document = documentUrl(Urls.registryOf(url, entry.name()), entry);
        names.put(document, entry.name());
        documents
            .computeIfAbsent(document, k -> new TreeMap<>())
            .put(entry.version(), version(entry, artifact, url));
      }
    }
    addBundled(input, documents, names);
    for (var document : documents.entrySet()) {
      String name = names.getOrDefault(document.getKey(), "");
      byte[] content = document(name, document.getValue()).getBytes(StandardCharsets.UTF_8);
      for (String accept : ACCEPTED) {
        cache.document(document.getKey(), content, accept);
      }
    }
  }

  private static void addBundled(
      LockedInput input,
      Map<String, TreeMap<String, String>> documents,
      Map<String, String> names) {
    for (BundledAlias alias : BundledAlias.of(input.lock())) {
      LockEntry owner = alias.owner();
      Artifact artifact = input.artifact(owner).orElse(null);
      if (artifact != null) {
        LockEntry entry = alias.entry();
        String registry = Urls.registryOf(LockedInput.url(owner, artifact), owner.name());
        String document = documentUrl(registry, entry);
        names.put(document, entry.name());
        // A tarball of its own, where there is one, says more than the lock does.
        documents
            .computeIfAbsent(document, k -> new TreeMap<>())
            .putIfAbsent(entry.version(), bundled(entry));
      }
    }
  }

  private static boolean isAskedFor(LockEntry entry, Lockfile lock) {
    return !entry.version().isEmpty()
        && (lock.isLegacyOnly() || entry.form() instanceof ResolvedForm.Unstated);
  }

  private static String documentUrl(String registry, LockEntry entry) {
    return registry + "/" + entry.name().replace("/", "%2f");
  }

  /** What the lock itself says; without a place to fetch from, since the bundle holds it. */
  private static String bundled(LockEntry entry) {
    Map<String, JsonNode.Member> requires =
        entry.node().object("requires").map(JsonNode::members).orElse(Map.of());
    List<String> needs = new ArrayList<>();
    requires.forEach(
        (name, member) -> {
          String spec = member.value().asText().orElse(SpecRule.ANY);
          needs.add(JsonStrings.quote(name) + ":" + JsonStrings.quote(spec));
        });
    return "{\"name\":"
        + JsonStrings.quote(entry.name())
        + ",\"version\":"
        + JsonStrings.quote(entry.version())
        + ",\"dependencies\":{"
        + String.join(",", needs)
        + "}}";
  }

  private static String document(String name, TreeMap<String, String> versions) {
    List<String> members = new ArrayList<>();
    versions.forEach((version, json) -> members.add(JsonStrings.quote(version) + ":" + json));
    return "{\"name\":"
        + JsonStrings.quote(name)
        + ",\"dist-tags\":{\"latest\":"
        + JsonStrings.quote(versions.lastKey())
        + "},\"versions\":{"
        + String.join(",", members)
        + "}}";
  }

  private String version(LockEntry entry, Artifact artifact, String url) throws IOException {
    TarballManifest manifest = TarballManifest.read(context, artifact);
    List<String> members = new ArrayList<>();
    members.add("\"name\":" + JsonStrings.quote(entry.name()));
    members.add("\"version\":" + JsonStrings.quote(entry.version()));
    for (String field : COPIED) {
      manifest.raw(field).ifPresent(raw -> members.add(JsonStrings.quote(field) + ":" + raw));
    }
    if (manifest.hasInstallScript()) {
      members.add("\"hasInstallScript\":true");
    }
    String integrity =
        entry.integrity().map(text -> ",\"integrity\":" + JsonStrings.quote(text)).orElse("");
    members.add("\"dist\":{\"tarball\":" + JsonStrings.quote(url) + integrity + "}");
    return "{" + String.join(",", members) + "}";
  }
}
