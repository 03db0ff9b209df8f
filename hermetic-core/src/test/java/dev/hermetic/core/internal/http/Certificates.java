package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates, made by the JDK's own keytool, and servers that use them. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path directory;

  Certificates(Path directory) {
    this.directory = directory;
  }

  /** Makes {@code name.crt} and {@code name.key}, self-signed where {@code more} says no signer. */
  Certificates make(String name, String names, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048"));
    command.addAll(List.of("-alias", name, "-dname", "CN=" + name, "-ext", names));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store().toString()));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = keys(name);
    pem(certificate(name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
    pem(key(name), "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
    return this;
  }

  private Path store() {
    return directory.resolve("all.p12");
  }

  Path certificate(String name) {
    return directory.resolve(name + ".crt");
  }

  Path key(String name) {
    return directory.resolve(name + ".key");
  }

  private static void pem(Path file, String type, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  /** A key store with one key and its chain. */
  private KeyStore keys(String name) throws Exception {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      all.load(in, PASSWORD);
    }
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(name, all.getKey(name, PASSWORD), PASSWORD, all.getCertificateChain(name));
    return one;
  }

  /** Sockets of a server of that name. */
  ServerSocketFactory sockets(String name) throws Exception {
    return new TlsSockets(context(name, null).getServerSocketFactory(), false);
  }

  /** The same for a server that talks only to clients with a certificate. */
  ServerSocketFactory sockets(String name, String client) throws Exception {
    return new TlsSockets(context(name, client).getServerSocketFactory(), true);
  }

  private SSLContext context(String name, String client) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(keys(name), PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    if (client != null) {
      trusted.setCertificateEntry(client, keys(client).getCertificate(client));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), client == null ? null : trust.getTrustManagers(), null);
    return context;
  }

  private static final class TlsSockets extends ServerSocketFactory {
    private final ServerSocketFactory sockets;
    private final boolean clientNeeded;

    TlsSockets(ServerSocketFactory sockets, boolean clientNeeded) {
      this.sockets = sockets;
      this.clientNeeded = clientNeeded;
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      SSLServerSocket socket = (SSLServerSocket) sockets.createServerSocket(port, backlog, address);
      socket.setNeedClientAuth(clientNeeded);
      return socket;
    }
  }
}
