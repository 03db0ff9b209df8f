package dev.hermetic.rpm.signature;

import dev.hermetic.core.spi.Verdict;
import dev.hermetic.rpm.file.RpmPackage;
import dev.hermetic.rpm.file.RpmSignature.Scope;
import dev.hermetic.rpm.signature.SignatureResult.Status;
import java.util.List;
import java.util.stream.Collectors;

/** What the signatures of a package amount to under a policy. */
final class SignatureJudgement {
  private SignatureJudgement() {}

  static Verdict of(RpmPackage read, List<SignatureResult> results, SignaturePolicy policy) {
    List<SignatureResult> wrong = with(results, Status.BAD);
    if (!wrong.isEmpty()) {
      return new Verdict.Rejected("the signature is wrong: " + listed(wrong));
    }
    List<SignatureResult> good = with(results, Status.GOOD);
    List<SignatureResult> whole =
        good.stream()
            .filter(one -> one.scope() == Scope.HEADER_AND_PAYLOAD || read.headerCoversPayload())
            .toList();
    if (!whole.isEmpty()) {
      return new Verdict.Verified(listed(whole));
    }
    String reason = reason(results, good);
    return policy == SignaturePolicy.REQUIRE
        ? new Verdict.Rejected(reason)
        : new Verdict.Unverifiable(reason);
  }

  private static String reason(List<SignatureResult> results, List<SignatureResult> good) {
    if (results.isEmpty()) {
      return "the package is not signed";
    }
    return good.isEmpty()
        ? "no signature can be confirmed: " + listed(results)
        : "only the header is signed, and it holds no digest of the payload: " + listed(good);
  }

  private static List<SignatureResult> with(List<SignatureResult> results, Status status) {
    return results.stream().filter(result -> result.status() == status).toList();
  }

  private static String listed(List<SignatureResult> results) {
    return results.stream()
        .map(SignatureResult::toString)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
