package dev.hermetic.core.internal.http;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.Striped;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.spi.FetchContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gets tokens for servers that ask for them by a {@link BearerChallenge}, and keeps them in memory
 * as long as they are valid. A token goes to the origin that asked for it and nowhere else; the
 * token service is sent only the credentials that the operator gave for its own origin.
 * Thread-safe.
 */
final class BearerTokens {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=:-]{1,12000}");
  private static final int MAX_ANSWER = 64 << 10;
  private static final int MAX_KEPT = 256;
  private static final long DEFAULT_SECONDS = 60;
  private static final long MAX_SECONDS = 3600;
  private static final long MARGIN_SECONDS = 10;
  private static final long NANOS = 1_000_000_000L;

  /** Which token: for whom, by whom, and what for. */
  private record Key(String origin, BearerChallenge challenge) {}

  /**
   * A token.
   *
   * @param value a secret
   * @param until when it is no longer used, by the clock of this class
   */
  private record Token(String value, long until) {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  private final Requests requests;
  private final HttpFetcher.Environment environment;
  private final Cache<Key, Token> kept = CacheBuilder.newBuilder().maximumSize(MAX_KEPT).build();
  private final Striped<Lock> flights = Striped.lazyWeakLock(MAX_KEPT);

  BearerTokens(Requests requests, HttpFetcher.Environment environment) {
    this.requests = requests;
    this.environment = environment;
  }

  /**
   * A token that a server asks for.
   *
   * @param hop the request that was refused
   * @param zone where the server is
   * @param refused the credentials that were sent, a secret; empty for none
   */
  record TokenRequest(BearerChallenge challenge, Hop hop, AddressZone zone, String refused) {
    /** Never shows the credentials. */
    @Override
    public String toString() {
      return "Wish[" + hop.uri() + "]";
    }
  }

  /**
   * The value of {@code Authorization} that a refused request lacked.
   *
   * @throws FetchException with code {@code fetch.auth} when the service gives no token
   */
  String authorization(TokenRequest tokenRequest, FetchContext context, long deadline)
      throws InterruptedException {
    Hop service =
        tokenRequest
            .hop()
            .challenged(tokenRequest.challenge().address(), tokenRequest.zone(), context.policy());
    Key key = new Key(tokenRequest.hop().uri().origin(), tokenRequest.challenge());
    Lock flight = flights.get(key);
    flight.lockInterruptibly();
    try {
      Token known = kept.getIfPresent(key);
      if (known == null
          || known.until() - environment.nanoTime().getAsLong() <= 0
          || tokenRequest.refused().equals(bearer(known))) {
        known = ask(service, new Plain(context), deadline);
        kept.put(key, known);
      }
      return bearer(known);
    } finally {
      flight.unlock();
    }
  }

  private static String bearer(Token token) {
    return "Bearer " + token.value();
  }

  private Token ask(Hop service, FetchContext context, long deadline) throws InterruptedException {
    try (Answer answer = requests.send(service, Requests.Range.ALL, context, deadline)) {
      int status = answer.status();
      if (status == 429 || status >= 500) {
        throw new StatusFailure(environment.clock())
            .of(service.uri(), answer.response(), answer.authenticated());
      }
      if (status != 200) {
        answer.abort();
        throw failure(service, "gives no token (status " + status + ")", status);
      }
      return token(body(answer, service), service);
    }
  }

  private static byte[] body(Answer answer, Hop service) {
    byte[] bytes;
    try {
      bytes = answer.body().readNBytes(MAX_ANSWER + 1);
    } catch (IOException broken) {
      answer.abort();
      throw new RequestFailures(service.uri(), Optional.empty()).of(broken);
    }
    if (bytes.length > MAX_ANSWER) {
      answer.abort();
      throw failure(service, "sends more than " + MAX_ANSWER + " bytes for a token", 200);
    }
    answer.consumed();
    return bytes;
  }

  private Token token(byte[] bytes, Hop service) {
    JsonNode root;
    try {
      // Made only here: most runs ask for no token.
      root = JsonMapper.shared().readTree(bytes);
    } catch (JacksonException malformed) {
      // Its message would quote what may be a secret.
      throw failure(service, "sends no token but something else", 200);
    }
    String value = text(root, "token");
    String token = value.isEmpty() ? text(root, "access_token") : value;
    if (!TOKEN.matcher(token).matches()) {
      throw failure(service, "sends no usable token", 200);
    }
    JsonNode expires = root.path("expires_in");
    long seconds =
        expires.isIntegralNumber() && expires.canConvertToLong()
            ? Math.min(MAX_SECONDS, Math.max(0, expires.longValue()))
            : DEFAULT_SECONDS;
    long useful = Math.max(1, seconds - MARGIN_SECONDS);
    return new Token(token, environment.nanoTime().getAsLong() + useful * NANOS);
  }

  private static String text(JsonNode root, String field) {
    JsonNode value = root.path(field);
    return value.isString() ? value.stringValue() : "";
  }

  private static FetchException failure(Hop service, String problem, int status) {
    return FetchException.builder("fetch.auth")
        .subject(service.uri().toString())
        .message(service.uri() + ": the token service " + problem)
        .status(status)
        .hints("give credentials for host '" + service.uri().host() + "', or check their rights")
        .build();
  }

  /** A request for a token: nothing of what the request for the content carries. */
  private record Plain(FetchContext outer) implements FetchContext {
    @Override
    public Policy policy() {
      return outer.policy();
    }

    @Override
    public Map<String, String> requestHeaders() {
      return Map.of();
    }

    @Override
    public int attempt() {
      return outer.attempt();
    }

    @Override
    public boolean bypassCaches() {
      return true;
    }

    @Override
    public Optional<String> range() {
      return Optional.empty();
    }

    @Override
    public CancellationToken cancellation() {
      return outer.cancellation();
    }
  }
}
