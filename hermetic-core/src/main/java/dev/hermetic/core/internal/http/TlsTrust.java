package dev.hermetic.core.internal.http;

import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Starts TLS: trusts the platform's authorities and those of the operator's PEM file, and presents
 * a client certificate only to the host it was given for. Contexts are made when first needed,
 * since reading the platform's authorities costs more than a small run. Thread-safe.
 */
final class TlsTrust implements TlsSocketStrategy {
  private static final String ANYBODY = "";

  private final HttpSettings settings;
  private final Map<String, DefaultClientTlsStrategy> strategies = new ConcurrentHashMap<>();

  TlsTrust(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    return strategies
        .computeIfAbsent(certificateKey(target, port), this::strategy)
        .upgrade(socket, target, port, attachment, context);
  }

  /** The setting whose certificate belongs to an authority; the one with a port is preferred. */
  private String certificateKey(String host, int port) {
    Map<String, ClientCertificate> known = settings.clientCertificates();
    String name = host.toLowerCase(java.util.Locale.ROOT);
    if (known.containsKey(name + ":" + port)) {
      return name + ":" + port;
    }
    return known.containsKey(name) ? name : ANYBODY;
  }

  private DefaultClientTlsStrategy strategy(String key) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      ClientCertificate mine = settings.clientCertificates().get(key);
      context.init(mine == null ? null : keys(mine), trust(), null);
      // BUILTIN: the platform compares the names (RFC 9525); no public suffix list has to be read.
      return new DefaultClientTlsStrategy(
          context, HostnameVerificationPolicy.BUILTIN, new DefaultHostnameVerifier(null));
    } catch (GeneralSecurityException | IOException broken) {
      throw InputException.of("input.tls", "TLS cannot be set up: " + broken.getMessage());
    }
  }

  private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
    if (settings.caBundle().isEmpty()) {
      return null;
    }
    KeyStore all = emptyStore();
    int count = 0;
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager platform) {
        for (X509Certificate authority : platform.getAcceptedIssuers()) {
          all.setCertificateEntry("platform-" + count++, authority);
        }
      }
    }
    for (Certificate authority : certificates(settings.caBundle().get())) {
      all.setCertificateEntry("operator-" + count++, authority);
    }
    return managers(all);
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(ClientCertificate mine)
      throws GeneralSecurityException, IOException {
    ClientIdentity identity = ClientIdentity.of(mine);
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(Path pem)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw InputException.of("input.ca", pem + ": holds no certificate in PEM form");
      }
      return found;
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
