package dev.hermetic.rpm.signature;

import dev.hermetic.rpm.file.PackageObserver;
import dev.hermetic.rpm.file.RpmSignature;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the signatures of a package while {@link dev.hermetic.rpm.file.RpmReader} reads it. For
 * one package and one thread.
 */
final class SignatureCheck implements PackageObserver {
  private final TrustedKeys keys;
  private final List<RunningSignature> running = new ArrayList<>();

  /** A check with these keys. */
  public SignatureCheck(TrustedKeys keys) {
    this.keys = keys;
  }

  @Override
  public void signatures(List<RpmSignature> signatures) {
    signatures.forEach(signature -> running.addAll(RunningSignature.of(signature, keys)));
  }

  @Override
  public void header(byte[] bytes) {
    running.forEach(signature -> signature.update(bytes, 0, bytes.length));
  }

  @Override
  public void payload(byte[] buffer, int offset, int length) {
    for (RunningSignature signature : running) {
      if (signature.scope() == RpmSignature.Scope.HEADER_AND_PAYLOAD) {
        signature.update(buffer, offset, length);
      }
    }
  }

  /** What each signature turned out to be; call it once, after the package has been read. */
  public List<SignatureResult> results() {
    return running.stream().map(RunningSignature::finish).toList();
  }
}
