package dev.hermetic.core.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;

/**
 * What a server that wants a token says about where to get it: {@code Bearer realm="…",
 * service="…", scope="…"} (RFC 6750, section 3; OCI distribution, token authentication).
 *
 * @param realm the address of the token service as it was written
 * @param service the name of the server there, empty for none
 * @param scope what the token is for, empty for anything
 */
record BearerChallenge(String realm, String service, String scope) {
  private static final int MAX_CHARS = 8 << 10;

  /** The first such challenge of a response; empty where there is none that can be read. */
  static Optional<BearerChallenge> of(HttpResponse response) {
    for (Header header : response.getHeaders("WWW-Authenticate")) {
      for (AuthChallenge challenge : challenges(header.getValue())) {
        if (challenge.getSchemeName().equalsIgnoreCase("Bearer")) {
          Optional<BearerChallenge> bearer = of(challenge);
          if (bearer.isPresent()) {
            return bearer;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<AuthChallenge> challenges(@org.jspecify.annotations.Nullable String value) {
    if (value == null || value.length() > MAX_CHARS) {
      return List.of();
    }
    try {
      ParserCursor all = new ParserCursor(0, value.length());
      return AuthChallengeParser.INSTANCE.parse(ChallengeType.TARGET, value, all);
    } catch (ParseException malformed) {
      // The status says enough: there are no credentials.
      return List.of();
    }
  }

  private static Optional<BearerChallenge> of(AuthChallenge challenge) {
    Map<String, String> params = new TreeMap<>();
    List<NameValuePair> given = challenge.getParams();
    if (given != null) {
      for (NameValuePair pair : given) {
        if (pair.getValue() != null) {
          params.putIfAbsent(pair.getName().toLowerCase(Locale.ROOT), pair.getValue());
        }
      }
    }
    String realm = params.getOrDefault("realm", "");
    return realm.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BearerChallenge(
                realm, params.getOrDefault("service", ""), params.getOrDefault("scope", "")));
  }

  /** The address to ask, with service and scope. */
  String address() {
    StringBuilder address = new StringBuilder(realm);
    append(address, "service", service);
    append(address, "scope", scope);
    return address.toString();
  }

  private static void append(StringBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.append(address.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
      address.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
