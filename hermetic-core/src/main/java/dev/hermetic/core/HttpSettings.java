package dev.hermetic.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the built-in fetcher speaks HTTP: limits, time-outs, retries, proxies and trust. */
public final class HttpSettings {
  /**
   * A client certificate for one host. Certificate and key must belong together and the certificate
   * be valid; that is checked before the first connection that needs it.
   *
   * @param certificates a PEM file with the chain, leaf first; or a directory with pairs in {@code
   *     .pem} files, of which the one that is valid longest is used
   * @param key a PEM file with the private key, PKCS#1 or PKCS#8, not encrypted; with a directory
   *     the same directory
   */
  public record ClientCertificate(Path certificates, Path key) {}

  private final int connections;
  private final int connectionsPerHost;
  private final Duration connectTimeout;
  private final Duration idleTimeout;
  private final Duration totalTimeout;
  private final int attempts;
  private final Duration firstDelay;
  private final Duration longestDelay;
  private final int redirects;
  private final @Nullable Path caBundle;
  private final Map<String, ClientCertificate> clientCertificates;
  private final @Nullable SafeUri httpProxy;
  private final @Nullable SafeUri httpsProxy;
  private final List<String> noProxy;

  private HttpSettings(Builder b) {
    this.connections = b.connections;
    this.connectionsPerHost = b.connectionsPerHost;
    this.connectTimeout = b.connectTimeout;
    this.idleTimeout = b.idleTimeout;
    this.totalTimeout = b.totalTimeout;
    this.attempts = b.attempts;
    this.firstDelay = b.firstDelay;
    this.longestDelay = b.longestDelay;
    this.redirects = b.redirects;
    this.caBundle = b.caBundle;
    this.clientCertificates = Collections.unmodifiableMap(new TreeMap<>(b.clientCertificates));
    this.httpProxy = b.httpProxy;
    this.httpsProxy = b.httpsProxy;
    this.noProxy = List.copyOf(b.noProxy);
  }

  /**
   * The defaults: 16 connections, all of them to one host if need be, 10 s to connect, 30 s idle, 5
   * attempts, 10 redirects.
   */
  public static HttpSettings defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts from these settings. */
  public Builder toBuilder() {
    Builder builder =
        builder()
            .connections(connections, connectionsPerHost)
            .timeouts(connectTimeout, idleTimeout, totalTimeout)
            .retries(attempts, firstDelay, longestDelay)
            .redirects(redirects)
            .proxies(httpProxy, httpsProxy, noProxy);
    builder.caBundle = caBundle;
    builder.clientCertificates.putAll(clientCertificates);
    return builder;
  }

  /** The most connections, and downloads, at a time. */
  public int connections() {
    return connections;
  }

  /** The most connections to one host. */
  public int connectionsPerHost() {
    return connectionsPerHost;
  }

  /** The longest wait for a connection. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** The longest silence of a server, before and within a body. */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /** The longest one attempt may take; also bounds a server that drips. */
  public Duration totalTimeout() {
    return totalTimeout;
  }

  /** How often one locator is tried. */
  public int attempts() {
    return attempts;
  }

  /** The delay before the second attempt; doubles from then on, with jitter. */
  public Duration firstDelay() {
    return firstDelay;
  }

  /** The longest delay, {@code Retry-After} included. */
  public Duration longestDelay() {
    return longestDelay;
  }

  /** How many redirects are followed. */
  public int redirects() {
    return redirects;
  }

  /** A PEM file with certificate authorities to trust beside the platform's. */
  public Optional<Path> caBundle() {
    return Optional.ofNullable(caBundle);
  }

  /** Client certificates by {@code host} or {@code host:port}. */
  public Map<String, ClientCertificate> clientCertificates() {
    return clientCertificates;
  }

  /** The proxy for {@code http:}, user information included. */
  public Optional<SafeUri> httpProxy() {
    return Optional.ofNullable(httpProxy);
  }

  /** The proxy for {@code https:}, user information included. */
  public Optional<SafeUri> httpsProxy() {
    return Optional.ofNullable(httpsProxy);
  }

  /**
   * Hosts reached directly, in curl's grammar: names, suffixes, addresses, CIDR ranges, {@code *}.
   */
  public List<String> noProxy() {
    return noProxy;
  }

  /** Collects settings; not thread-safe. */
  public static final class Builder {
    private int connections = 16;
    private int connectionsPerHost = 16;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(30);
    private Duration totalTimeout = Duration.ofHours(2);
    private int attempts = 5;
    private Duration firstDelay = Duration.ofMillis(500);
    private Duration longestDelay = Duration.ofSeconds(60);
    private int redirects = 10;
    private @Nullable Path caBundle;
    private final Map<String, ClientCertificate> clientCertificates = new TreeMap<>();
    private @Nullable SafeUri httpProxy;
    private @Nullable SafeUri httpsProxy;
    private final List<String> noProxy = new ArrayList<>();

    private Builder() {}

    /** Sets the most connections overall and per host. */
    public Builder connections(int overall, int perHost) {
      if (overall < 1 || perHost < 1) {
        throw InputException.of("input.option", "at least one connection is needed");
      }
      connections = overall;
      connectionsPerHost = perHost;
      return this;
    }

    /** Sets the time-outs. */
    public Builder timeouts(Duration connect, Duration idle, Duration total) {
      connectTimeout = connect;
      idleTimeout = idle;
      totalTimeout = total;
      return this;
    }

    /** Sets how often and with which delays a locator is tried. */
    public Builder retries(int attempts, Duration firstDelay, Duration longestDelay) {
      if (attempts < 1) {
        throw InputException.of("input.option", "at least one attempt is needed");
      }
      this.attempts = attempts;
      this.firstDelay = firstDelay;
      this.longestDelay = longestDelay;
      return this;
    }

    /** Sets how many redirects are followed. */
    public Builder redirects(int most) {
      redirects = most;
      return this;
    }

    /** Trusts the authorities of a PEM file beside the platform's. */
    public Builder caBundle(Path pem) {
      caBundle = pem;
      return this;
    }

    /** Presents a client certificate to exactly this {@code host} or {@code host:port}. */
    public Builder clientCertificate(String host, ClientCertificate certificate) {
      clientCertificates.put(host.toLowerCase(java.util.Locale.ROOT), certificate);
      return this;
    }

    /** Sets the proxies; {@code null} means none. */
    public Builder proxies(
        @Nullable SafeUri http, @Nullable SafeUri https, List<String> exceptions) {
      httpProxy = http;
      httpsProxy = https;
      noProxy.clear();
      noProxy.addAll(exceptions);
      return this;
    }

    /** The settings. */
    public HttpSettings build() {
      return new HttpSettings(this);
    }
  }
}
