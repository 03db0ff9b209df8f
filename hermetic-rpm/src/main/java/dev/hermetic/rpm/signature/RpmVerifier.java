package dev.hermetic.rpm.signature;

import com.google.common.hash.Hashing;
import dev.hermetic.core.Artifact;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads every package that a run obtains: its digests of header and payload must match, and its
 * signatures are judged by the policy and keys that the artifact carries. Thread-safe.
 *
 * <p>Attributes of the artifact: {@code kind} ({@code package} and {@code source} are read), {@code
 * signatures} ({@code warn} or {@code require}; absent for off), {@code keys} (the public keys,
 * ASCII-armoured).
 */
public final class RpmVerifier implements Verifier {
  private static final String ECOSYSTEM = "rpm";
  private static final String REQUIRE = "require";
  private static final int BUFFER = 1 << 16;

  /** Inputs of one run have one set of keys each; anything beyond is not kept. */
  private static final int MAX_KEYRINGS = 64;

  /** Changes when a package could be judged differently than before. */
  private static final String RULES = "rpm 1";

  private final Map<String, TrustedKeys> keyrings = new ConcurrentHashMap<>();
  private final Map<String, String> digests = new ConcurrentHashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public RpmVerifier() {}

  /** {@code openpgp}. */
  @Override
  public String id() {
    return "openpgp";
  }

  @Override
  public boolean appliesTo(Artifact artifact) {
    String kind = artifact.attribute("kind").orElse("");
    return artifact.ecosystem().equals(ECOSYSTEM)
        && (kind.equals("package") || kind.equals("source"));
  }

  /**
   * The policy and the keys: digests and signatures are as valid later, since a key's end counts
   * against the time of the signature and not against the clock.
   */
  @Override
  public Optional<String> basis(Artifact artifact) {
    SignaturePolicy policy = policy(artifact);
    String keys = policy == SignaturePolicy.OFF ? "" : artifact.attribute("keys").orElse("");
    return Optional.of(RULES + " " + policy + " " + digest(keys));
  }

  private String digest(String keys) {
    if (digests.size() > MAX_KEYRINGS) {
      digests.clear();
    }
    return digests.computeIfAbsent(
        keys, text -> Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString());
  }

  @Override
  public Optional<Check> begin(Artifact artifact) {
    return Optional.of(new PassingPackage(artifact.display(), policy(artifact), keys(artifact)));
  }

  @Override
  public Verdict verify(Artifact artifact, StagedContent content, VerifyContext context)
      throws IOException {
    PassingPackage check = new PassingPackage(artifact.display(), policy(artifact), keys(artifact));
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = content.open()) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        check.update(buffer, 0, got);
      }
    }
    return check.finish(context);
  }

  private static SignaturePolicy policy(Artifact artifact) {
    return artifact
        .attribute("signatures")
        .map(text -> text.equals(REQUIRE) ? SignaturePolicy.REQUIRE : SignaturePolicy.WARN)
        .orElse(SignaturePolicy.OFF);
  }

  private TrustedKeys keys(Artifact artifact) {
    String armoured = artifact.attribute("keys").orElse("");
    if (armoured.isBlank()) {
      return TrustedKeys.none();
    }
    if (keyrings.size() > MAX_KEYRINGS) {
      keyrings.clear();
    }
    return keyrings.computeIfAbsent(
        armoured,
        text -> TrustedKeys.read(text.getBytes(StandardCharsets.ISO_8859_1), "the option 'keys'"));
  }
}
