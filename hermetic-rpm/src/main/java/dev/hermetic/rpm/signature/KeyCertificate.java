package dev.hermetic.rpm.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A primary key with its subkeys, and what its own signatures say about their use (RFC 9580,
 * sections 5.2.1 and 10.1). Signatures of others say nothing here: the caller named the key. A
 * self-signature by SHA-1 counts, since old keys of distributions have no other, and whoever named
 * the key vouches for it.
 */
final class KeyCertificate {
  private static final BcPGPContentVerifierBuilderProvider VERIFIERS =
      new BcPGPContentVerifierBuilderProvider();

  private final PGPPublicKeyRing ring;
  private final PGPPublicKey primary;

  KeyCertificate(PGPPublicKeyRing ring) {
    this.ring = ring;
    this.primary = ring.getPublicKey();
  }

  /** The primary key and those subkeys that it has bound. */
  List<TrustedKey> keys() {
    List<PGPSignature> own = selfSignatures();
    Optional<PGPSignature> latest = latest(own);
    if (latest.isEmpty()) {
      return List.of(
          new TrustedKey(primary, Instant.EPOCH, "", "has no valid signature of its own"));
    }
    List<PGPSignature> revocations =
        verified(
            primary.getSignaturesOfType(PGPSignature.KEY_REVOCATION),
            signature -> signature.verifyCertification(primary));
    TrustedKey first = trusted(primary, latest.get(), revocations, "");
    List<TrustedKey> keys = new ArrayList<>();
    keys.add(first);
    for (PGPPublicKey key : ring) {
      if (!key.isMasterKey()) {
        subkey(key, first).ifPresent(keys::add);
      }
    }
    return keys;
  }

  private Optional<TrustedKey> subkey(PGPPublicKey key, TrustedKey first) {
    List<PGPSignature> bindings =
        verified(
            key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING),
            signature -> signature.verifyCertification(primary, key));
    List<PGPSignature> revocations =
        verified(
            key.getSignaturesOfType(PGPSignature.SUBKEY_REVOCATION),
            signature -> signature.verifyCertification(primary, key));
    return latest(bindings)
        .map(
            binding -> {
              String flaw = bindsBack(binding, key) ? "" : "does not confirm its primary key";
              TrustedKey own = trusted(key, binding, revocations, flaw);
              return own.until().isAfter(first.until())
                  ? new TrustedKey(key, first.until(), first.ending(), own.flaw())
                  : own;
            });
  }

  /** Whether a signing subkey has signed the primary key in turn, so that nobody adopts it. */
  private boolean bindsBack(PGPSignature binding, PGPPublicKey key) {
    try {
      PGPSignatureList embedded = binding.getHashedSubPackets().getEmbeddedSignatures();
      PGPSignatureList loose = binding.getUnhashedSubPackets().getEmbeddedSignatures();
      return confirms(embedded, key) || confirms(loose, key);
    } catch (PGPException | RuntimeException malformed) {
      return false;
    }
  }

  private boolean confirms(PGPSignatureList embedded, PGPPublicKey key) throws PGPException {
    for (PGPSignature signature : embedded) {
      if (signature.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING) {
        signature.init(VERIFIERS, key);
        if (signature.verifyCertification(primary, key)) {
          return true;
        }
      }
    }
    return false;
  }

  private TrustedKey trusted(
      PGPPublicKey key, PGPSignature own, List<PGPSignature> revocations, String flaw) {
    Instant until = Instant.MAX;
    String ending = "";
    long seconds =
        own.getHashedSubPackets() == null ? 0 : own.getHashedSubPackets().getKeyExpirationTime();
    if (seconds > 0) {
      until = key.getCreationTime().toInstant().plusSeconds(seconds);
      ending = "had expired when it signed";
    }
    for (PGPSignature revocation : revocations) {
      Instant when =
          revocation.isHardRevocation() ? Instant.MIN : revocation.getCreationTime().toInstant();
      if (when.isBefore(until)) {
        until = when;
        ending = "is revoked";
      }
    }
    return new TrustedKey(key, until, ending, flaw.isEmpty() ? flaw(key, own) : flaw);
  }

  private static String flaw(PGPPublicKey key, PGPSignature own) {
    if (!KeyStrength.isStrong(key)) {
      return "is too weak: " + key.getBitStrength() + " bits";
    }
    PGPSignatureSubpacketVector said = own.getHashedSubPackets();
    boolean mayNotSign =
        said != null
            && said.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
            && (said.getKeyFlags() & KeyFlags.SIGN_DATA) == 0;
    return mayNotSign ? "is not meant for signing" : "";
  }

  private List<PGPSignature> selfSignatures() {
    List<PGPSignature> own =
        new ArrayList<>(
            verified(
                primary.getSignaturesOfType(PGPSignature.DIRECT_KEY),
                signature -> signature.verifyCertification(primary)));
    for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); ) {
      byte[] id = ids.next();
      own.addAll(
          verified(
              primary.getSignaturesForID(id),
              signature ->
                  signature.isCertification() && signature.verifyCertification(id, primary)));
    }
    return own;
  }

  /** A check that may fail on malformed packets. */
  private interface Check {
    boolean holds(PGPSignature signature) throws PGPException;
  }

  private List<PGPSignature> verified(Iterator<PGPSignature> candidates, Check check) {
    List<PGPSignature> good = new ArrayList<>();
    Predicate<PGPSignature> holds = signature -> holds(signature, check);
    while (candidates != null && candidates.hasNext()) {
      PGPSignature candidate = candidates.next();
      if (candidate.getKeyID() == primary.getKeyID() && holds.test(candidate)) {
        good.add(candidate);
      }
    }
    return good;
  }

  private boolean holds(PGPSignature signature, Check check) {
    try {
      signature.init(VERIFIERS, primary);
      return check.holds(signature);
    } catch (PGPException | RuntimeException malformed) {
      // What cannot be verified does not count; the library is not strict about what it throws.
      return false;
    }
  }

  private static Optional<PGPSignature> latest(List<PGPSignature> signatures) {
    return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
  }
}
