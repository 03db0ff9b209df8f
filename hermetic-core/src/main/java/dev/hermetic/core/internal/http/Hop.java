package dev.hermetic.core.internal.http;

import com.google.common.net.InetAddresses;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.SafeUri;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request of a chain of redirects: where it goes and how it came there. Immutable.
 *
 * @param uri the target, without user information
 * @param first the locator that was asked for
 * @param chain all targets so far, this one last
 * @param from the zone of the server that led here; null when any address will do
 */
record Hop(SafeUri uri, SafeUri first, List<SafeUri> chain, @Nullable AddressZone from) {
  static Hop first(SafeUri locator) {
    SafeUri uri = locator.withoutUserInfo();
    return new Hop(uri, locator, List.of(uri), null);
  }

  /** Whether secrets that belong to the locator may be sent: only to exactly its origin. */
  boolean atFirstOrigin() {
    return uri.equals(first) || uri.origin().equals(first.origin());
  }

  /**
   * The hop that a redirect asks for.
   *
   * @param location the header field, null when it is missing
   * @param answeredFrom the zone of the server that answered
   * @throws FetchException with code {@code fetch.redirect}
   * @throws PolicyException with code {@code policy.scheme} or {@code policy.host}
   */
  Hop follow(@Nullable String location, AddressZone answeredFrom, Policy policy, int most) {
    if (location == null || location.isBlank()) {
      throw broken("a redirect without Location");
    }
    SafeUri target = resolve(location.strip());
    if (chain.size() > most) {
      throw broken("more than " + most + " redirects: " + printed(target));
    }
    if (chain.contains(target)) {
      throw broken("redirects run in a circle: " + printed(target));
    }
    checkScheme(target);
    LocatorGate.check(target, policy);
    List<SafeUri> longer = new ArrayList<>(chain);
    longer.add(target);
    return new Hop(target, first, List.copyOf(longer), zone(target, answeredFrom, policy));
  }

  /**
   * The request to a token service that this server names. It has the rights of a redirect, and is
   * its own first origin: no secret of this server's goes there.
   *
   * @throws FetchException with code {@code fetch.auth} when the address is malformed
   * @throws PolicyException with code {@code policy.scheme} or {@code policy.host}
   */
  Hop challenged(String realm, AddressZone answeredFrom, Policy policy) {
    SafeUri service;
    try {
      service = SafeUri.parse(UriText.ofField(realm)).withoutUserInfo();
    } catch (InputException malformed) {
      throw FetchException.builder("fetch.auth")
          .subject(first.toString())
          .message(first + ": asks for a token from a malformed address")
          .status(401)
          .build();
    }
    boolean http = service.scheme().equals("http") || service.scheme().equals("https");
    boolean downgrade = uri.scheme().equals("https") && service.scheme().equals("http");
    if (!http || downgrade || service.host().isEmpty()) {
      throw PolicyException.builder("policy.scheme")
          .subject(first.toString())
          .message(
              first
                  + ": asks for a token from "
                  + service
                  + ", which is not asked from "
                  + uri.scheme()
                  + ":")
          .build();
    }
    LocatorGate.check(service, policy);
    return new Hop(service, service, List.of(service), zone(service, answeredFrom, policy));
  }

  private SafeUri resolve(String location) {
    try {
      return uri.resolve(UriText.ofField(location)).withoutUserInfo();
    } catch (InputException malformed) {
      throw broken("a redirect to a malformed location");
    }
  }

  private void checkScheme(SafeUri target) {
    boolean http = target.scheme().equals("http") || target.scheme().equals("https");
    boolean downgrade = uri.scheme().equals("https") && target.scheme().equals("http");
    if (!http || downgrade || target.host().isEmpty()) {
      throw PolicyException.builder("policy.scheme")
          .subject(first.toString())
          .message(
              first
                  + ": redirected to "
                  + target
                  + ", which is not followed from "
                  + uri.scheme()
                  + ":")
          .hints("put the right address into the lockfile")
          .build();
    }
  }

  private @Nullable AddressZone zone(SafeUri target, AddressZone answeredFrom, Policy policy) {
    // Not even the same host name is trusted on another port: its address may have changed since.
    boolean anywhere = policy.allowPrivateRedirects() || target.origin().equals(first.origin());
    return anywhere ? null : answeredFrom;
  }

  /** The failure of a redirect into a network that the redirecting server may not lead to. */
  PolicyException refused(String why) {
    return PolicyException.builder("policy.host")
        .subject(first.toString())
        .message(
            chain.size() == 1
                ? first + ": a server led to this, a private address: " + why
                : first + ": redirected to " + uri + ", a private address: " + why)
        .hints("allow redirects to private addresses in the policy if this is meant")
        .build();
  }

  /**
   * The zone of a host that a proxy resolves, as far as its name tells; {@code 0x7f.1} and alike
   * are addresses to some resolvers and count as not allowed.
   */
  AddressZone zoneByName() {
    String host = uri.host();
    if (InetAddresses.isInetAddress(host)) {
      return AddressZone.of(InetAddresses.forString(host));
    }
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return AddressZone.LOOPBACK;
    }
    return host.matches("(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*")
        ? AddressZone.LINK_LOCAL
        : AddressZone.PUBLIC;
  }

  private FetchException broken(String problem) {
    return FetchException.builder("fetch.redirect")
        .subject(first.toString())
        .message(first + ": " + problem)
        .build();
  }

  private String printed(SafeUri last) {
    return chain.stream().map(SafeUri::toString).collect(Collectors.joining(" → ")) + " → " + last;
  }
}
