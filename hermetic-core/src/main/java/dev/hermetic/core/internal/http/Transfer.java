package dev.hermetic.core.internal.http;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** One attempt: follows redirects, decides between continuing and starting anew, moves the body. */
final class Transfer {
  // Below this, fetching again is cheaper than the sidecar file that resumption needs.
  private static final long WORTH_RESUMING = 128 * 1024;
  private static final int MAX_VALIDATOR_CHARS = 512;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** A token that was kept may be refused, and a new one may be; more would not help. */
  private static final int MAX_TOKENS = 2;

  /** What all attempts of a fetcher share. */
  record Means(Requests requests, BearerTokens tokens, HttpFetcher.Environment environment) {}

  private final Requests requests;
  private final BearerTokens tokens;
  private final HttpSettings settings;
  private final HttpFetcher.Environment environment;
  private final ContentSink sink;
  private final long deadline;
  private FetchContext context;
  private int tokensTried;

  Transfer(
      Means means, HttpSettings settings, ContentSink sink, FetchContext context, long deadline) {
    this.requests = means.requests();
    this.tokens = means.tokens();
    this.settings = settings;
    this.environment = means.environment();
    this.sink = sink;
    this.context = context;
    this.deadline = deadline;
  }

  void run(SafeUri locator) throws IOException, InterruptedException {
    LocatorGate.check(locator, context.policy());
    Requests.Range rest =
        sink.validator()
            .filter(v -> sink.offset() > 0)
            .map(v -> new Requests.Range(sink.offset(), v))
            .orElse(Requests.Range.ALL);
    if (!get(locator, rest)) {
      sink.restart().close();
      if (!get(locator, Requests.Range.ALL)) {
        throw new IllegalStateException("a request for everything cannot be out of range");
      }
    }
  }

  /** Whether the content arrived; false when the staged bytes turned out to be of no use. */
  private boolean get(SafeUri locator, Requests.Range range)
      throws IOException, InterruptedException {
    Hop hop = Hop.first(locator);
    while (true) {
      context.cancellation().throwIfCancelled();
      BearerTokens.TokenRequest tokenRequest;
      try (Answer answer = requests.send(hop, range, context, deadline)) {
        if (isRedirect(answer.status())) {
          hop =
              hop.follow(
                  answer.header("Location"), answer.zone(), context.policy(), settings.redirects());
          continue;
        }
        tokenRequest = tokenRequest(answer, hop);
        if (tokenRequest == null) {
          return receive(answer, hop, range);
        }
      }
      // Only now, so that no connection is held while another one is waited for.
      authorize(tokenRequest);
    }
  }

  /** The token that a refusing server asks for; null when there is none to be asked for. */
  private BearerTokens.@Nullable TokenRequest tokenRequest(Answer answer, Hop hop) {
    String sent = answer.authorization();
    boolean foreign = sent.startsWith("Bearer ") && !(context instanceof Authorized);
    return answer.status() != 401 || !hop.atFirstOrigin() || foreign || tokensTried == MAX_TOKENS
        ? null
        : BearerChallenge.of(answer.response())
            .map(challenge -> new BearerTokens.TokenRequest(challenge, hop, answer.zone(), sent))
            .orElse(null);
  }

  private void authorize(BearerTokens.TokenRequest tokenRequest) throws InterruptedException {
    FetchContext plain = context instanceof Authorized before ? before.outer() : context;
    tokensTried++;
    context = new Authorized(plain, tokens.authorization(tokenRequest, plain, deadline));
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private boolean receive(Answer answer, Hop hop, Requests.Range range)
      throws IOException, InterruptedException {
    int status = answer.status();
    if (range.partial() && (status == 416 || status == 206 && !continues(answer, range))) {
      answer.abort();
      return false;
    }
    boolean part = context.range().isPresent();
    if (part && status == 200) {
      answer.abort();
      throw noRange(hop.uri());
    }
    if (status != 200 && !(status == 206 && (part || range.partial()))) {
      StatusFailure failures = new StatusFailure(environment.clock());
      throw failures.of(hop.uri(), answer.response(), answer.authenticated());
    }
    long length = checkedLength(answer, hop.uri());
    checkEncoding(answer, hop.uri());
    sink.described(hop.uri(), Description.of(answer.response()));
    Body body = new Body(answer, hop.uri(), context, environment);
    try {
      if (status == 206 && !part) {
        resume(answer, range, length, body);
      } else {
        begin(answer, length, body);
      }
    } finally {
      if (!body.complete()) {
        answer.abort();
      }
    }
    return true;
  }

  private static FetchException noRange(SafeUri uri) {
    return FetchException.builder("fetch.no-range")
        .subject(uri.toString())
        .message(uri + ": the server sends only the whole content")
        .status(200)
        .build();
  }

  private static boolean continues(Answer answer, Requests.Range range) {
    Optional<ContentRange> told = ContentRange.of(answer.response());
    String etag = answer.header("ETag");
    boolean sameEntity =
        etag == null || !range.validator().startsWith("\"") || etag.equals(range.validator());
    long length = answer.response().getEntity().getContentLength();
    return sameEntity
        && told.filter(r -> r.continues(range.resumeFrom())).isPresent()
        && (length < 0 || length == told.get().length());
  }

  private void resume(Answer answer, Requests.Range range, long length, Body body)
      throws IOException, InterruptedException {
    long rest = length >= 0 ? length : ContentRange.of(answer.response()).orElseThrow().length();
    sink.declareSize(range.resumeFrom() + rest);
    try (OutputStream out = sink.append()) {
      body.copy(out, range.resumeFrom(), rest);
    }
  }

  private void begin(Answer answer, long length, Body body)
      throws IOException, InterruptedException {
    if (length >= 0) {
      sink.declareSize(length);
    }
    try (OutputStream out = sink.restart()) {
      if (length < 0 || length >= WORTH_RESUMING) {
        Optional<String> validator = validator(answer);
        if (validator.isPresent()) {
          sink.validator(validator.get());
        }
      }
      body.copy(out, 0, length);
    }
  }

  /** A strong ETag or else the date; weak ETags may not stand in If-Range (RFC 9110, 13.1.5). */
  private static Optional<String> validator(Answer answer) {
    String etag = answer.header("ETag");
    String chosen = etag != null && etag.startsWith("\"") ? etag : answer.header("Last-Modified");
    return Optional.ofNullable(chosen)
        .filter(v -> !v.isEmpty() && v.length() <= MAX_VALIDATOR_CHARS)
        .filter(v -> v.chars().allMatch(c -> c >= ' ' && c < 127));
  }

  /**
   * The declared length, -1 when there is none. A message whose length can be read in two ways is
   * refused (RFC 9112, section 6.3): another reader of it may have seen something else.
   */
  private long checkedLength(Answer answer, SafeUri uri) {
    HttpResponse head = answer.response();
    Header[] lengths = head.getHeaders("Content-Length");
    boolean coded = head.containsHeader("Transfer-Encoding");
    RequestFailures failures = new RequestFailures(uri, Optional.empty());
    if (lengths.length > 1 || lengths.length == 1 && coded) {
      throw failures.protocol("the response states its length twice", null);
    }
    if (lengths.length == 0) {
      return -1;
    }
    String value = lengths[0].getValue() == null ? "" : lengths[0].getValue().strip();
    if (!LENGTH.matcher(value).matches()) {
      throw failures.protocol(
          "the response has the length '" + SafeText.printable(value) + "'", null);
    }
    return Long.parseLong(value);
  }

  /**
   * Identity was asked for. Servers that label a {@code .tar.gz} as gzip-encoded mean the file
   * itself, so those bytes are taken as they are and the digest decides.
   */
  private static void checkEncoding(Answer answer, SafeUri uri) {
    String coding = answer.header("Content-Encoding");
    String name = coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
    switch (name) {
      case "", "identity", "gzip", "x-gzip" -> {}
      default ->
          throw FetchException.builder("fetch.encoding")
              .subject(uri.toString())
              .message(uri + ": the content is encoded as '" + SafeText.printable(name) + "'")
              .status(answer.status())
              .hints("have the server or proxy send the file as it is")
              .build();
    }
  }
}
