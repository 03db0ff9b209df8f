package dev.hermetic.core.internal.http;

import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.SafeUri;
import java.util.Set;

/** Decides whether the policy lets a locator be used; asked for every hop of a download. */
public final class LocatorGate {
  private LocatorGate() {}

  /**
   * Returns normally when scheme and host are allowed.
   *
   * @throws PolicyException with code {@code policy.scheme} or {@code policy.host}
   */
  public static void check(SafeUri locator, Policy policy) {
    switch (locator.scheme()) {
      case "file" -> require(policy.allowFiles(), locator, "file: locators are not allowed");
      case "http" -> require(policy.allowPlainHttp(), locator, "plain http: is not allowed");
      default -> {}
    }
    String host = locator.host();
    if (host.isEmpty()) {
      return;
    }
    if (matches(policy.blockedHosts(), host)) {
      throw forbidden(locator, "host '" + host + "' is blocked");
    }
    if (!policy.allowedHosts().isEmpty() && !matches(policy.allowedHosts(), host)) {
      throw forbidden(locator, "host '" + host + "' is not among the allowed hosts");
    }
  }

  private static boolean matches(Set<String> patterns, String host) {
    if (patterns.isEmpty()) {
      return false;
    }
    if (patterns.contains(host)) {
      return true;
    }
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      if (patterns.contains(host.substring(dot))) {
        return true;
      }
    }
    return false;
  }

  private static void require(boolean allowed, SafeUri locator, String problem) {
    if (!allowed) {
      throw PolicyException.builder("policy.scheme")
          .subject(locator.toString())
          .message(locator + ": " + problem)
          .hints("allow the scheme in the policy, or rewrite the locator to a mirror")
          .build();
    }
  }

  private static PolicyException forbidden(SafeUri locator, String problem) {
    return PolicyException.builder("policy.host")
        .subject(locator.toString())
        .message(locator + ": " + problem)
        .hints("allow the host in the policy, or rewrite the locator to a mirror")
        .build();
  }
}
