package dev.hermetic.npm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.formats.json.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Turns the entries of a lock into artifacts; each that cannot be used is a problem of its own. */
final class LockedArtifacts {
  /** How many names a finding lists. */
  private static final int MAX_SHOWN = 50;

  private static final String MISSING_HASH = "hermetic:missing_hash:in_file";

  private final ResolveContext context;
  private final RelPath directory;
  private final Registries registries;
  private final Platform platform;
  private final Map<String, Pin> pins = new LinkedHashMap<>();

  LockedArtifacts(
      ResolveContext context, RelPath directory, Registries registries, Platform platform) {
    this.context = context;
    this.directory = directory;
    this.registries = registries;
    this.platform = platform;
  }

  /**
   * Takes the entries of a lock in, and keeps nothing of it but what the artifacts need.
   *
   * @throws IOException when a local tarball cannot be read
   */
  void take(Lockfile lock) throws IOException {
    List<LockEntry> omitted = new ArrayList<>();
    Set<String> modern = lock.isInBothForms() ? keys(lock) : Set.of();
    for (LockEntry entry : lock.entries()) {
      if (entry.legacy() && !modern.isEmpty() && modern.contains(entry.key())) {
        // The older section of version 2 repeats the entry without the platforms it is for.
        continue;
      }
      try {
        if (platform.omits(entry)) {
          omitted.add(entry);
        } else {
          take(entry);
        }
      } catch (HermeticException unusable) {
        context.problem(unusable);
      }
    }
    UrlPins.addUp(pins, context::problem);
    report(lock, omitted);
  }

  private static Set<String> keys(Lockfile lock) {
    Set<String> modern = new HashSet<>();
    lock.entries().stream().filter(e -> !e.legacy()).forEach(e -> modern.add(e.key()));
    return modern;
  }

  /** The artifacts of all entries that were taken in. */
  List<Artifact> artifacts() {
    Map<String, RelPath> places = TarballName.assign(List.copyOf(pins.values()));
    return pins.values().stream().map(pin -> artifact(pin, places)).toList();
  }

  private void take(LockEntry entry) throws IOException {
    ResolvedForm form = entry.form();
    if (form instanceof ResolvedForm.Tarball tarball) {
      pin(entry, Urls.parse(tarball.url(), entry.locationOf(urlMember(entry)), urlPath(entry)));
    } else if (form instanceof ResolvedForm.Unstated) {
      checkVersion(entry);
      pin(entry, Urls.parse(registries.tarball(entry), entry.location(), entry.path()));
    } else if (form instanceof ResolvedForm.LocalTarball local) {
      LocalTarball.check(context.source(), directory, entry, local);
    } else if (form instanceof ResolvedForm.Git git) {
      throw LockfileException.of(
          "npm.git",
          entry.location(),
          urlPath(entry) + " " + PrintableText.quoted(git.locator()) + " needs the git fetcher",
          "replace the git dependency by a registry package or a tarball URL");
    }
  }

  private void pin(LockEntry entry, SafeUri url) {
    if (!PackageName.isValid(entry.name())) {
      throw badName(entry);
    }
    if (!entry.version().isEmpty()) {
      checkVersion(entry);
    }
    boolean registry = registries.serves(entry, url);
    if (!registry
        && Urls.hasAnyRegistryForm(url)
        && !Urls.hasRegistryForm(url, entry.name(), entry.version())
        && !entry.version().isEmpty()) {
      context.report(
          Diagnostic.warning(
                  "npm.name-mismatch",
                  entry.display() + " comes from " + url + ", which names another package",
                  "check that this is meant")
              .at(entry.location()));
    }
    Pin pin = new Pin(PinnedEntry.of(entry), url, expected(entry), registry, entry.dev());
    pins.merge(pin.entry().key(), pin, LockedArtifacts::merged);
  }

  static LockfileException badName(LockEntry entry) {
    return LockfileException.of(
        "npm.name",
        entry.location(),
        entry.path()
            + " has the name "
            + PrintableText.quoted(entry.name())
            + ", which npm does not allow",
        "create the lock again with npm install --package-lock-only");
  }

  private static Pin merged(Pin first, Pin again) {
    return again.dev() ? first : first.neededInProduction();
  }

  private static void checkVersion(LockEntry entry) {
    if (!PackageName.isVersion(entry.version())) {
      throw LockfileException.of(
          "npm.version",
          entry.locationOf("version"),
          entry.path()
              + " has the version "
              + PrintableText.quoted(entry.version())
              + ", which is none",
          "create the lock again with npm install --package-lock-only");
    }
  }

  /** Absent integrity is left to policy; an empty or unknown one npm would not verify at all. */
  static ExpectedDigests expected(LockEntry entry) {
    JsonNode value = entry.node().get("integrity").orElse(null);
    if (value == null) {
      return ExpectedDigests.none();
    }
    try {
      return ExpectedDigests.sri(value.asText().orElse(""));
    } catch (InputException malformed) {
      throw LockfileException.of(
          "npm.integrity",
          new Location(entry.file(), value.line()),
          entry.path() + ".integrity: " + malformed.reason(),
          malformed,
          "create the lock again with npm install --package-lock-only");
    }
  }

  private Artifact artifact(Pin pin, Map<String, RelPath> places) {
    PinnedEntry entry = pin.entry();
    RelPath place = Objects.requireNonNull(places.get(entry.key()));
    Artifact.Builder builder =
        Artifact.builder(NpmLayout.ECOSYSTEM, purl(pin))
            .from(pin.url())
            .expect(pin.expected())
            .pinnedAt(entry.location())
            .attribute(NpmLayout.ENTRY, entry.key())
            .place(place);
    if (!entry.stated()) {
      builder.attribute(NpmLayout.URL, pin.url().uri().toString());
      registries
          .general()
          .filter(base -> base.equals(registries.of(entry.name()).orElse("")))
          .ifPresent(base -> builder.attribute(NpmLayout.REGISTRY, base + "/"));
    }
    if (pin.dev()) {
      builder.property(LockedComponents.DEVELOPMENT, "true");
    }
    if (pin.expected().isEmpty()) {
      builder.property(MISSING_HASH, entry.location().file().value());
    }
    return builder.build();
  }

  private static Purl purl(Pin pin) {
    PinnedEntry entry = pin.entry();
    String scope = PackageName.scope(entry.name());
    String name = PackageName.unscoped(entry.name());
    Map<String, String> qualifiers = new TreeMap<>();
    if (!pin.registry()) {
      qualifiers.put("download_url", pin.url().uri().toString());
      pin.expected()
          .strongest()
          .map(Digest::toString)
          .ifPresent(digest -> qualifiers.put("checksum", digest));
    }
    return Purl.of("npm", scope, name, entry.version(), qualifiers);
  }

  private void report(Lockfile lock, List<LockEntry> omitted) {
    if (!omitted.isEmpty()) {
      List<String> names = omitted.stream().map(LockEntry::display).distinct().sorted().toList();
      int shown = Math.min(MAX_SHOWN, names.size());
      String rest = shown < names.size() ? " and " + (names.size() - shown) + " more" : "";
      String list = String.join(", ", names.subList(0, shown)) + rest;
      context.report(
          Diagnostic.info(
                  "npm.omitted",
                  omitted.size() + " entries are left out by the options of this input: " + list)
              .at(Location.of(lock.file().path())));
    }
  }

  private static String urlMember(LockEntry entry) {
    return entry.node().text("resolved").isPresent() ? "resolved" : "version";
  }

  private static String urlPath(LockEntry entry) {
    return entry.path() + "." + urlMember(entry);
  }
}
