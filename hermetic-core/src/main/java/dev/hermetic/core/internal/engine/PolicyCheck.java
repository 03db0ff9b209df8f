package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.SafeUri;
import java.util.Set;
import java.util.function.Consumer;

/** Asks of one artifact, before anything is fetched, whether the policy accepts it. */
final class PolicyCheck {
  private final Policy policy;
  private final LocatorRules rules;
  private final Set<String> schemes;

  PolicyCheck(Policy policy, LocatorRules rules, Set<String> schemes) {
    this.policy = policy;
    this.rules = rules;
    this.schemes = schemes;
  }

  /**
   * Gives all reasons for which an artifact is refused.
   *
   * @param expected what is known of its bytes, by itself or others that are the same file
   */
  void check(Artifact artifact, ExpectedDigests expected, Consumer<HermeticException> problems) {
    if (expected.isEmpty() && !policy.allowUnpinned()) {
      problems.accept(
          failure(
              "policy.unpinned",
              artifact,
              " has no integrity",
              "write its digest into the lockfile, for example by locking again",
              "or allow unpinned artifacts in the policy"));
    }
    if (!expected.isEmpty() && !expected.hasStrong() && !policy.allowWeakDigests()) {
      problems.accept(
          failure(
              "policy.weak-digest",
              artifact,
              " is pinned by " + expected + " only, which proves nothing",
              "write a SHA-256 or SHA-512 into the lockfile, for example by locking again",
              "or allow weak digests in the policy"));
    }
    if (artifact.size().orElse(0) > policy.maxArtifactBytes()) {
      String message =
          " declares "
              + artifact.size().orElse(0)
              + " bytes, more than the "
              + policy.maxArtifactBytes()
              + " that are allowed";
      problems.accept(
          failure("policy.size", artifact, message, "raise the limit if this is right"));
    }
    locators(artifact, problems);
  }

  private void locators(Artifact artifact, Consumer<HermeticException> problems) {
    if (artifact.locators().isEmpty()) {
      problems.accept(
          failure(
              "policy.no-locator",
              artifact,
              " does not say where it can be had",
              "add a URL to the lockfile"));
    }
    try {
      for (SafeUri locator : artifact.locators()) {
        rules.apply(locator).forEach(uri -> locator(artifact, uri, problems));
      }
    } catch (HermeticException unusable) {
      problems.accept(unusable);
    }
  }

  private void locator(Artifact artifact, SafeUri uri, Consumer<HermeticException> problems) {
    if (!isAllowedScheme(uri.scheme())) {
      problems.accept(
          failure(
              "policy.scheme",
              artifact,
              " would come from " + uri + ", but the scheme '" + uri.scheme() + "' is not allowed",
              "use an https URL"));
    }
    if (!isAllowedHost(uri.host())) {
      problems.accept(
          failure(
              "policy.host",
              artifact,
              " would come from " + uri + ", but the host '" + uri.host() + "' is not allowed",
              "allow the host in the policy",
              "or configure a mirror"));
    }
  }

  private boolean isAllowedScheme(String scheme) {
    return switch (scheme) {
      case "https" -> true;
      case "http" -> policy.allowPlainHttp();
      case "file" -> policy.allowFiles();
      default -> schemes.contains(scheme);
    };
  }

  private boolean isAllowedHost(String host) {
    return host.isEmpty()
        || !matches(policy.blockedHosts(), host)
            && (policy.allowedHosts().isEmpty() || matches(policy.allowedHosts(), host));
  }

  private static boolean matches(Set<String> hosts, String host) {
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      if (hosts.contains(host.substring(dot))) {
        return true;
      }
    }
    return hosts.contains(host);
  }

  private static PolicyException failure(
      String code, Artifact artifact, String message, String... hints) {
    HermeticException.PlainBuilder<PolicyException> failure =
        PolicyException.builder(code)
            .subject(artifact.display())
            .message(artifact.display() + message)
            .hints(hints);
    artifact.pinnedAt().ifPresent(failure::at);
    return failure.build();
  }
}
