package dev.hermetic.core.internal.http;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What a status that brings no content means. */
final class StatusFailure {
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;

  StatusFailure(InstantSource clock) {
    this.clock = clock;
  }

  /** The failure that a response of an origin stands for. */
  FetchException of(SafeUri uri, HttpResponse response, boolean authenticated) {
    int status = response.getCode();
    return switch (status) {
      case 404, 410 ->
          failure(
              "fetch.not-found",
              uri,
              response,
              false,
              "the server does not have it",
              "check whether the lockfile is stale, or whether a mirror lacks the file");
      case 401 ->
          failure(
              "fetch.auth",
              uri,
              response,
              false,
              authenticated
                  ? "the credentials for " + uri.origin() + " were refused"
                  : "there are no credentials for " + uri.origin(),
              "give credentials for host '" + uri.host() + "'");
      case 407 ->
          failure("fetch.auth", uri, response, false, "a proxy asks for credentials", PROXY_HINT);
      case 403 ->
          failure(
              "fetch.forbidden",
              uri,
              response,
              true,
              "the server refuses it",
              "check the credentials for host '" + uri.host() + "' and their rights");
      default -> other(uri, response);
    };
  }

  static final String PROXY_HINT = "put user and password into the proxy setting";

  private FetchException other(SafeUri uri, HttpResponse response) {
    int status = response.getCode();
    boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
    String problem = status < 400 ? "an answer without the content" : "the server failed";
    return failure("fetch.status", uri, response, later, problem);
  }

  private FetchException failure(
      String code,
      SafeUri uri,
      HttpResponse response,
      boolean retryable,
      String problem,
      String... hints) {
    String line = response.getCode() + " " + SafeText.printable(reason(response));
    return FetchException.builder(code)
        .subject(uri.toString())
        .message(uri + ": " + problem + " (status " + line.strip() + ")")
        .status(response.getCode())
        .retryable(retryable)
        .retryAfter(retryAfter(response).orElse(null))
        .hints(hints)
        .build();
  }

  private static String reason(HttpResponse response) {
    return response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
  }

  /**
   * Seconds or a date (RFC 9110, section 10.2.3); what is neither, or negative, counts as absent.
   */
  Optional<Duration> retryAfter(HttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    if (header == null || header.getValue() == null) {
      return Optional.empty();
    }
    String value = header.getValue().strip();
    if (value.matches("[0-9]{1,15}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    Instant date = date(value);
    Instant now = clock.instant();
    return date == null || date.isBefore(now)
        ? Optional.empty()
        : Optional.of(Duration.between(now, date));
  }

  /** All three forms of RFC 9110, section 5.6.7; the library misses the oldest. */
  private static @Nullable Instant date(String value) {
    Instant date = DateUtils.parseStandardDate(value);
    try {
      return date == null ? ASCTIME.parse(value, Instant::from) : date;
    } catch (DateTimeParseException neither) {
      return null;
    }
  }
}
