package dev.hermetic.rpm;

import com.google.common.hash.Hashing;
import dev.hermetic.core.Artifact;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.lockfile.LockedFile.Kind;
import dev.hermetic.rpm.lockfile.PackageName;
import dev.hermetic.rpm.lockfile.RpmLock;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Turns files of a lock into artifacts. */
final class LockedArtifacts {
  static final String KIND = "kind";

  /** What is done about signatures: {@code warn} or {@code require}; absent for nothing. */
  static final String SIGNATURES = "signatures";

  /** The keys to check signatures by, ASCII-armoured. */
  static final String KEYS = "keys";

  private static final String MISSING_HASH = "hermetic:missing_hash:in_file";

  private final RpmLock lock;
  private final RpmOptions options;
  private final Keyring keyring;
  private final String unnamed;

  LockedArtifacts(RpmLock lock, RpmOptions options, Keyring keyring) {
    this.lock = lock;
    this.options = options;
    this.keyring = keyring;
    // Hermeto draws these six digits by lot; ours are the same in every run.
    String path = lock.path().value();
    this.unnamed =
        "hermeto-"
            + Hashing.sha256().hashString(path, StandardCharsets.UTF_8).toString().substring(0, 6);
  }

  Artifact of(LockedFile file) {
    String directory =
        file.repoid().orElse(unnamed + (file.kind() == Kind.SOURCE ? "-source" : ""));
    Artifact.Builder artifact =
        Artifact.builder(RpmLayout.ECOSYSTEM, purl(file))
            .from(file.url())
            .pinnedAt(file.at())
            .place(RelPath.of(file.arch() + "/" + directory + "/" + file.fileName()))
            .attribute(KIND, file.kind().name().toLowerCase(Locale.ROOT));
    file.checksum().ifPresent(digest -> artifact.expect(ExpectedDigests.of(digest)));
    file.size().ifPresent(artifact::size);
    origin(file).forEach(artifact::attribute);
    if (file.checksum().isEmpty()) {
      artifact.property(MISSING_HASH, lock.path().value());
    }
    if (file.kind() != Kind.MODULES && options.signatures() != RpmOptions.Signatures.OFF) {
      artifact.attribute(SIGNATURES, options.signatures().name().toLowerCase(Locale.ROOT));
      artifact.attribute(KEYS, keyring.armoured());
    }
    return artifact.build();
  }

  private static Purl purl(LockedFile file) {
    if (file.kind() == Kind.MODULES) {
      Map<String, String> qualifiers = new TreeMap<>(origin(file));
      qualifiers.put("download_url", file.url().withoutUserInfo().toString());
      qualifiers.remove("repository_id");
      return Purl.of("generic", "", file.fileName(), "", qualifiers);
    }
    PackageName name = file.name();
    Map<String, String> qualifiers = origin(file);
    String arch = file.kind() == Kind.SOURCE ? "src" : name.arch();
    qualifiers.put("arch", arch);
    qualifiers.put("epoch", name.epoch());
    qualifiers.values().removeIf(String::isEmpty);
    return Purl.of("rpm", "", name.name(), name.versionRelease(), qualifiers);
  }

  /** The qualifiers that say where a file comes from and which bytes it is. */
  private static Map<String, String> origin(LockedFile file) {
    Map<String, String> qualifiers = new TreeMap<>();
    file.checksum().ifPresent(digest -> qualifiers.put("checksum", digest.toString()));
    file.repoid()
        .ifPresentOrElse(
            id -> qualifiers.put("repository_id", id),
            () -> qualifiers.put("download_url", file.url().withoutUserInfo().toString()));
    return qualifiers;
  }
}
