package dev.hermetic.npm;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.SafeUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of npm's configuration, {@code //host/path/:_authToken} and its kin. Given to exactly
 * that host and port, below exactly that path. Over plain {@code http:} only where a configured
 * registry itself is plain, so that a lockfile cannot bring a token onto the wire in clear text.
 */
final class NpmCredentials implements Credentials {
  private record Scope(String host, int port, String path, String authorization) {}

  private final List<Scope> scopes;
  private final Set<String> plainOrigins;

  private NpmCredentials(List<Scope> scopes, Set<String> plainOrigins) {
    this.scopes = scopes;
    this.plainOrigins = plainOrigins;
  }

  /**
   * Credentials of all layers; an earlier layer wins over a later one.
   *
   * @param plainOrigins {@code host:port} of the registries configured with {@code http:}
   */
  static NpmCredentials of(List<Npmrc> layers, Set<String> plainOrigins) {
    Map<String, Scope> byPrefix = new LinkedHashMap<>();
    for (Npmrc layer : layers) {
      for (String key : layer.keys()) {
        int end = key.lastIndexOf("/:_");
        int user = key.lastIndexOf("/:username");
        int at = Math.max(end, user);
        if (key.startsWith("//") && at > 0) {
          String prefix = key.substring(0, at + 1);
          authorization(layer, prefix)
              .map(value -> scope(prefix, value))
              .ifPresent(scope -> byPrefix.putIfAbsent(prefix, scope));
        }
      }
    }
    List<Scope> scopes = new ArrayList<>(byPrefix.values());
    scopes.sort((a, b) -> Integer.compare(b.path().length(), a.path().length()));
    return new NpmCredentials(List.copyOf(scopes), Set.copyOf(plainOrigins));
  }

  private static Optional<String> authorization(Npmrc layer, String prefix) {
    Optional<String> token = layer.value(prefix + ":_authToken");
    if (token.isPresent()) {
      return token.map(value -> "Bearer " + value);
    }
    Optional<String> basic = layer.value(prefix + ":_auth");
    if (basic.isPresent()) {
      return basic.map(value -> "Basic " + value);
    }
    Optional<String> name = layer.value(prefix + ":username");
    Optional<String> password = layer.value(prefix + ":_password");
    return name.isPresent() && password.isPresent()
        ? basic(name.get(), password.get())
        : Optional.empty();
  }

  /** npm keeps the password in Base64; one that is not cannot be used. */
  private static Optional<String> basic(String name, String encodedPassword) {
    byte[] password;
    try {
      password = Base64.getDecoder().decode(encodedPassword);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    String pair = name + ":" + new String(password, StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Optional.of("Basic " + encoded);
  }

  private static @Nullable Scope scope(String prefix, String authorization) {
    try {
      URI uri = new URI("https:" + prefix);
      if (uri.getHost() == null || authorization.chars().anyMatch(Character::isISOControl)) {
        return null;
      }
      SafeUri safe = SafeUri.of(uri);
      return new Scope(safe.host(), uri.getPort(), uri.getPath(), authorization);
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }

  @Override
  public Map<String, String> headersFor(SafeUri uri) {
    boolean secure = uri.scheme().equals("https");
    boolean plain =
        uri.scheme().equals("http") && plainOrigins.contains(uri.host() + ":" + uri.port());
    String path = uri.uri().getPath();
    if (!(secure || plain) || path == null || Arrays.asList(path.split("/")).contains("..")) {
      return Map.of();
    }
    for (Scope scope : scopes) {
      if (matches(scope, uri, path)) {
        return Map.of("Authorization", scope.authorization());
      }
    }
    return Map.of();
  }

  private static boolean matches(Scope scope, SafeUri uri, String path) {
    int expected = scope.port() >= 0 ? scope.port() : uri.scheme().equals("https") ? 443 : 80;
    return scope.host().equals(uri.host())
        && expected == uri.port()
        && (path + "/").startsWith(scope.path());
  }

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "npm credentials for " + scopes.size() + " registries";
  }
}
