package dev.hermetic.rpm.signature;

import dev.hermetic.rpm.file.RpmSignature;
import dev.hermetic.rpm.file.RpmSignature.Scope;
import dev.hermetic.rpm.signature.SignatureResult.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/** One signature with one key that may have made it, fed with the bytes it is over. */
final class RunningSignature {
  /** Real ones have less than 3 KiB. */
  private static final int MAX_BYTES = 1 << 16;

  private static final int MAX_SIGNATURES = 16;

  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME,
          SignatureSubpacketTags.EXPIRE_TIME,
          SignatureSubpacketTags.ISSUER_KEY_ID,
          SignatureSubpacketTags.ISSUER_FINGERPRINT,
          SignatureSubpacketTags.SIGNER_USER_ID);

  private final Scope scope;
  private final String keyId;
  private final @Nullable TrustedKey key;
  private final @Nullable PGPSignature signature;
  private final @Nullable SignatureResult decided;

  private RunningSignature(
      Scope scope,
      String keyId,
      @Nullable TrustedKey key,
      @Nullable PGPSignature signature,
      @Nullable SignatureResult decided) {
    this.scope = scope;
    this.keyId = keyId;
    this.key = key;
    this.signature = signature;
    this.decided = decided;
  }

  /** The signatures in the packets of a tag, at least one; unreadable packets are one too. */
  static List<RunningSignature> of(RpmSignature signature, TrustedKeys keys) {
    byte[] packets = signature.packets();
    if (packets.length > MAX_BYTES) {
      return List.of(unsupported(signature.scope(), "is too large: " + packets.length + " bytes"));
    }
    try {
      List<RunningSignature> found = new ArrayList<>();
      BcPGPObjectFactory factory = new BcPGPObjectFactory(packets);
      for (Object next = factory.nextObject(); next != null; next = factory.nextObject()) {
        if (!(next instanceof PGPSignatureList list) || found.size() > MAX_SIGNATURES) {
          return List.of(unsupported(signature.scope(), "is not one of OpenPGP"));
        }
        list.forEach(one -> found.addAll(started(signature.scope(), one, keys)));
      }
      return found.isEmpty()
          ? List.of(unsupported(signature.scope(), "is not one of OpenPGP"))
          : found;
    } catch (IOException | RuntimeException malformed) {
      // The library is not strict about what it throws on malformed packets.
      return List.of(unsupported(signature.scope(), "cannot be read"));
    }
  }

  private static List<RunningSignature> started(
      Scope scope, PGPSignature signature, TrustedKeys keys) {
    String keyId = String.format(Locale.ROOT, "%016x", signature.getKeyID());
    List<TrustedKey> candidates = keys.withId(signature.getKeyID());
    if (candidates.isEmpty()) {
      return List.of(decided(scope, keyId, null, Status.UNKNOWN_KEY, "is not one of the keys"));
    }
    return candidates.stream().map(key -> started(scope, keyId, signature, key)).toList();
  }

  private static RunningSignature started(
      Scope scope, String keyId, PGPSignature signature, TrustedKey key) {
    String form = formProblem(signature);
    if (!form.isEmpty()) {
      return decided(scope, keyId, key, Status.UNSUPPORTED, form);
    }
    String problem = key.problemAt(signature.getCreationTime().toInstant());
    if (!problem.isEmpty()) {
      return decided(scope, keyId, key, Status.UNUSABLE_KEY, problem);
    }
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key.key());
      return new RunningSignature(scope, keyId, key, signature, null);
    } catch (PGPException | RuntimeException unknownForm) {
      return decided(scope, keyId, key, Status.UNSUPPORTED, "signed in a way that is not known");
    }
  }

  private static String formProblem(PGPSignature signature) {
    if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
      return "signed something else than a file";
    }
    if (!KeyStrength.isStrongHash(signature.getHashAlgorithm())) {
      return "signed by the weak hash function " + hashName(signature.getHashAlgorithm());
    }
    PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
    if (hashed != null) {
      for (int critical : hashed.getCriticalTags()) {
        if (!UNDERSTOOD.contains(critical)) {
          return "signed under a condition that is not known (" + critical + ")";
        }
      }
    }
    return "";
  }

  private static String hashName(int algorithm) {
    return switch (algorithm) {
      case 1 -> "MD5";
      case 2 -> "SHA-1";
      default -> "number " + algorithm;
    };
  }

  Scope scope() {
    return scope;
  }

  void update(byte[] bytes, int offset, int length) {
    if (signature != null) {
      signature.update(bytes, offset, length);
    }
  }

  SignatureResult finish() {
    if (decided != null) {
      return decided;
    }
    return verified()
        ? result(scope, keyId, key, Status.GOOD, "")
        : result(scope, keyId, key, Status.BAD, "did not sign these bytes");
  }

  private boolean verified() {
    try {
      return signature != null && signature.verify();
    } catch (PGPException | RuntimeException malformed) {
      return false;
    }
  }

  private static RunningSignature unsupported(Scope scope, String detail) {
    return decided(scope, "", null, Status.UNSUPPORTED, detail);
  }

  private static RunningSignature decided(
      Scope scope, String keyId, @Nullable TrustedKey key, Status status, String detail) {
    return new RunningSignature(scope, keyId, key, null, result(scope, keyId, key, status, detail));
  }

  private static SignatureResult result(
      Scope scope, String keyId, @Nullable TrustedKey key, Status status, String detail) {
    return new SignatureResult(status, scope, keyId, key == null ? "" : key.fingerprint(), detail);
  }
}
