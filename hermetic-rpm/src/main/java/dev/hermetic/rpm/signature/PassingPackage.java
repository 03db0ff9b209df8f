package dev.hermetic.rpm.signature;

import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import dev.hermetic.rpm.file.PackageStream;
import dev.hermetic.rpm.file.RpmPackage;
import java.util.Optional;

/** Judges one package while its bytes pass. Used by one thread. */
final class PassingPackage implements Verifier.Check {
  private final SignaturePolicy policy;
  private final SignatureCheck signatures;
  private final PackageStream stream;

  PassingPackage(String subject, SignaturePolicy policy, TrustedKeys keys) {
    this.policy = policy;
    this.signatures = new SignatureCheck(keys);
    this.stream =
        PackageStream.of(
            subject, policy == SignaturePolicy.OFF ? Optional.empty() : Optional.of(signatures));
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    stream.update(bytes, offset, length);
  }

  @Override
  public Verdict finish(VerifyContext context) {
    RpmPackage read;
    try {
      read = stream.finish();
    } catch (InputException | IntegrityException broken) {
      return new Verdict.Rejected(String.valueOf(broken.getMessage()));
    }
    return policy == SignaturePolicy.OFF
        ? new Verdict.Verified(String.join(", ", read.matchedDigests()))
        : SignatureJudgement.of(read, signatures.results(), policy);
  }
}
