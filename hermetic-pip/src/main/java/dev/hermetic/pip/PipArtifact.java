package dev.hermetic.pip;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the artifacts of this ecosystem are called, where they lie, and the facts they carry. */
final class PipArtifact {
  static final String ECOSYSTEM = "pip";

  /** The normalized name of the project, for files that an index may offer. */
  static final String PROJECT = "project";

  /** The Python versions that a file is for, for files that an index may offer. */
  static final String REQUIRES_PYTHON = "requires-python";

  /** The normalized name of the package. */
  static final String NAME = "name";

  /** The name of the file as its lock has it. */
  static final String FILE = "file";

  private static final List<String> EXTENSIONS =
      List.of(
          ".tar.gz",
          ".tar.bz2",
          ".tar.xz",
          ".tar.lzma",
          ".tar.lz",
          ".tar.z",
          ".tgz",
          ".tbz",
          ".txz",
          ".tlz",
          ".tar",
          ".zip");

  private PipArtifact() {}

  /** The artifact of a chosen file; empty for one that the project brings along. */
  static Optional<Artifact> of(Wanted wanted, Offer offer) {
    return offer.url().map(url -> of(wanted, offer, url));
  }

  private static Artifact of(Wanted wanted, Offer offer, SafeUri url) {
    Artifact.Builder artifact =
        Artifact.builder(ECOSYSTEM, purl(wanted, offer, url))
            .from(url)
            .expect(offer.expected())
            .pinnedAt(wanted.pinnedAt())
            .attribute(NAME, wanted.name().toString())
            .attribute(FILE, offer.filename())
            .place(RelPath.of(place(wanted, offer)));
    offer.size().ifPresent(artifact::size);
    if (!wanted.source().direct()) {
      artifact.attribute(PROJECT, wanted.name().toString());
      offer
          .requiresPython()
          .filter(set -> !set.isEmpty())
          .ifPresent(set -> artifact.attribute(REQUIRES_PYTHON, set.toString()));
    }
    if (offer.isWheel()) {
      artifact.property("hermeto:pip:package:binary", "true");
    }
    if (wanted.source().build()) {
      artifact.property("hermeto:pip:package:build-dependency", "true");
    }
    if (!wanted.source().pinned()) {
      artifact.property("hermetic:missing_hash:in_file", wanted.pinnedAt().file().value());
    }
    return artifact.build();
  }

  /** Hermeto's names: a file of an index and every wheel keeps its own. */
  private static String place(Wanted wanted, Offer offer) {
    if (!wanted.source().direct() || offer.isWheel()) {
      return offer.filename();
    }
    String digest = offer.expected().strongest().map(Digest::hex).orElse("unpinned");
    return wanted.name() + "-" + digest + extension(wanted, offer.filename());
  }

  private static String extension(Wanted wanted, String filename) {
    String lower = filename.toLowerCase(Locale.ROOT);
    for (String extension : EXTENSIONS) {
      if (lower.endsWith(extension)) {
        return filename.substring(filename.length() - extension.length());
      }
    }
    throw LockfileException.of(
        "pip.archive",
        wanted.pinnedAt(),
        wanted.display() + " comes from a URL that ends like no archive pip can open",
        "use the URL of a .whl, .zip or .tar.gz file");
  }

  private static Purl purl(Wanted wanted, Offer offer, SafeUri url) {
    Map<String, String> qualifiers = new TreeMap<>();
    String version = wanted.version().orElse("");
    if (wanted.source().direct()) {
      qualifiers.put("download_url", url.withoutUserInfo().uri().toString());
      Optional<Digest> digest = offer.expected().strongest();
      digest.ifPresent(known -> qualifiers.put("checksum", known.toString()));
    } else {
      wanted.source().index().ifPresent(index -> qualifiers.put("repository_url", index));
    }
    return Purl.of("pypi", "", wanted.name().toString(), version, qualifiers);
  }
}
