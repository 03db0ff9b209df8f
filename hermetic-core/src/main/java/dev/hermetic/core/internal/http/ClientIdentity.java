package dev.hermetic.core.internal.http;

import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A client certificate that is valid today, its chain, and the key that really belongs to it.
 * Messages name files, never what is in them.
 *
 * @param key the private key
 * @param chain the certificates, leaf first
 */
record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]*-----END CERTIFICATE-----");
  private static final Pattern KEY = Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----");
  private static final int MOST_FILES = 1000;
  private static final int MAX_BYTES = 1 << 20;

  /** A leaf with its chain and the file they come from. */
  private record Named(Path file, List<X509Certificate> chain) {
    X509Certificate leaf() {
      return chain.get(0);
    }
  }

  /**
   * Reads what a setting names: two files, or a directory in which the pairs are found by their
   * keys and the one that is valid longest is taken, as subscriptions leave several behind.
   *
   * @throws InputException with code {@code input.tls} when no certificate has its key, or all have
   *     expired; with {@code input.ca} or {@code input.key} when a file cannot be read
   */
  static ClientIdentity of(ClientCertificate setting) throws IOException, GeneralSecurityException {
    return Files.isDirectory(setting.certificates())
        ? inDirectory(setting.certificates())
        : ofFiles(setting);
  }

  private static ClientIdentity ofFiles(ClientCertificate setting)
      throws IOException, GeneralSecurityException {
    Path file = setting.certificates();
    List<X509Certificate> chain = chain(text(file));
    if (chain.isEmpty()) {
      throw InputException.of("input.ca", file + ": holds no certificate in PEM form");
    }
    PrivateKey key = PemKey.parse(text(setting.key()), setting.key().toString());
    if (!isPair(chain.get(0), key)) {
      throw InputException.of(
          "input.tls",
          file + ": the key in " + setting.key() + " belongs to another certificate",
          "name the key that was issued with it");
    }
    requireValid(new Named(file, chain));
    return new ClientIdentity(key, chain);
  }

  private static ClientIdentity inDirectory(Path directory)
      throws IOException, GeneralSecurityException {
    List<Named> certificates = new ArrayList<>();
    List<PrivateKey> keys = new ArrayList<>();
    for (Path file : files(directory)) {
      String text = text(file);
      List<X509Certificate> chain = chain(text);
      if (!chain.isEmpty()) {
        certificates.add(new Named(file, chain));
      }
      if (KEY.matcher(text).find()) {
        keys.add(PemKey.parse(text, file.toString()));
      }
    }
    certificates.sort(Comparator.comparing((Named named) -> named.leaf().getNotAfter()).reversed());
    List<ClientIdentity> pairs = new ArrayList<>();
    List<Named> paired = new ArrayList<>();
    for (Named named : certificates) {
      for (PrivateKey key : keys) {
        if (isPair(named.leaf(), key)) {
          pairs.add(new ClientIdentity(key, named.chain()));
          paired.add(named);
        }
      }
    }
    if (pairs.isEmpty()) {
      throw InputException.of(
          "input.tls",
          directory + ": none of its " + certificates.size() + " certificates has its key there",
          "name a directory with certificate and key as .pem files");
    }
    for (int i = 0; i < pairs.size(); i++) {
      if (isValid(paired.get(i).leaf())) {
        return pairs.get(i);
      }
    }
    requireValid(paired.get(0));
    return pairs.get(0);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(file -> file.getFileName().toString().endsWith(".pem"))
          .filter(Files::isRegularFile)
          .sorted()
          .limit(MOST_FILES)
          .toList();
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
    }
  }

  /** The certificates alone: entitlements carry blocks of other kinds behind them. */
  private static List<X509Certificate> chain(String pem) throws CertificateException {
    List<X509Certificate> chain = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Matcher block = CERTIFICATE.matcher(pem);
    while (block.find()) {
      byte[] bytes = block.group().getBytes(StandardCharsets.ISO_8859_1);
      Certificate one = factory.generateCertificate(new ByteArrayInputStream(bytes));
      chain.add((X509Certificate) one);
    }
    return chain;
  }

  /** Whether the certificate confirms what the key signs. */
  private static boolean isPair(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm = certificate.getPublicKey().getAlgorithm();
    if (!algorithm.equals(key.getAlgorithm())) {
      return false;
    }
    String signing =
        switch (algorithm) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> algorithm;
        };
    byte[] text = "pair".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(signing);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    // Not by certificate: one that is not meant for signing would be refused here.
    signature.initVerify(certificate.getPublicKey());
    signature.update(text);
    try {
      return signature.verify(signed);
    } catch (java.security.SignatureException ofAnotherSize) {
      return false;
    }
  }

  private static boolean isValid(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return true;
    } catch (CertificateException outside) {
      return false;
    }
  }

  private static void requireValid(Named named) {
    if (!isValid(named.leaf())) {
      throw InputException.of(
          "input.tls",
          named.file()
              + ": the client certificate is valid from "
              + named.leaf().getNotBefore().toInstant()
              + " to "
              + named.leaf().getNotAfter().toInstant()
              + " only",
          "renew it");
    }
  }
}
