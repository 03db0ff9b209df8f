package dev.hermetic.core;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An absolute URI whose {@link #toString} never shows a secret: user information and the values of
 * query parameters that look like signatures or tokens are printed as {@code ***}.
 */
public final class SafeUri implements Comparable<SafeUri> {
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "(?i)([?&][^=&]*(?:token|signature|secret|password|passwd|credential|api[-_]?key|access[-_]?key|sig|auth)[^=&]*=)[^&#]*");

  private final URI uri;
  // A String is whole for every thread that sees it, so that none has to be told.
  private @Nullable String printed;

  private SafeUri(URI uri) {
    this.uri = uri;
  }

  /**
   * Parses an absolute URI.
   *
   * @throws InputException with code {@code input.uri} when the text is no absolute URI or holds
   *     control characters
   */
  public static SafeUri parse(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null) {
        throw InputException.of("input.uri", "'" + redact(text) + "' is not an absolute URI");
      }
      return new SafeUri(uri);
    } catch (URISyntaxException broken) {
      throw InputException.of(
          "input.uri", "'" + redact(text) + "' is not a valid URI: " + broken.getReason());
    }
  }

  /**
   * Wraps an absolute URI.
   *
   * @throws InputException with code {@code input.uri} when it is relative
   */
  public static SafeUri of(URI uri) {
    return parse(uri.toString());
  }

  /** The URI itself, secrets included; never print it. */
  public URI uri() {
    return uri;
  }

  /** The scheme in lower case. */
  public String scheme() {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** The host in lower case, without a trailing dot or brackets; empty for URIs without one. */
  public String host() {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, explicit or the scheme's default; -1 when neither is known. */
  public int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return switch (scheme()) {
      case "https" -> 443;
      case "http" -> 80;
      default -> -1;
    };
  }

  /** Scheme, host and port: two URIs of the same origin may share credentials. */
  public String origin() {
    return scheme() + "://" + host() + ":" + port();
  }

  /** The user information, decoded; empty when there is none. */
  public Optional<String> userInfo() {
    return Optional.ofNullable(uri.getUserInfo());
  }

  /** This URI without user information. */
  public SafeUri withoutUserInfo() {
    if (uri.getRawUserInfo() == null) {
      return this;
    }
    return parse(uri.toString().replaceFirst("//[^@/?#]*@", "//"));
  }

  /**
   * Resolves a reference against this URI (RFC 3986, section 5).
   *
   * @throws InputException with code {@code input.uri}
   */
  public SafeUri resolve(String reference) {
    try {
      return of(uri.resolve(new URI(reference)));
    } catch (URISyntaxException broken) {
      throw InputException.of(
          "input.uri", "'" + redact(reference) + "' is not a valid URI: " + broken.getReason());
    }
  }

  @Override
  public int compareTo(SafeUri other) {
    return uri.compareTo(other.uri);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SafeUri that && uri.equals(that.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  /** The URI with secrets replaced by {@code ***}; safe in messages, reports and logs. */
  @Override
  public String toString() {
    String known = printed;
    if (known == null) {
      known = redact(uri.toString());
      printed = known;
    }
    return known;
  }

  private static String redact(String text) {
    if (text.indexOf('@') < 0 && text.indexOf('?') < 0 && text.indexOf('&') < 0) {
      return PrintableText.text(text);
    }
    String withoutUser = text.replaceFirst("//[^@/?#]*@", "//***@");
    return PrintableText.text(SECRET_PARAMETER.matcher(withoutUser).replaceAll("$1***"));
  }
}
