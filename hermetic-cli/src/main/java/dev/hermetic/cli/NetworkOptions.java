package dev.hermetic.cli;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LocatorRules;
import dev.hermetic.core.Netrc;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.SafeUri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the network is used. */
final class NetworkOptions {
  @Option(names = "--offline", description = "Open no connection; use the store alone.")
  private boolean offline;

  @Option(
      names = "--prefer-store",
      description = "Take index metadata, too, from the store when it holds it.")
  private boolean preferStore;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Downloads at a time, also to one host (default: 16, 8 to one host).")
  private @Nullable Integer connections;

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description = "PEM file of further authorities to trust (default: SSL_CERT_FILE).")
  private @Nullable String caBundle;

  @Option(
      names = "--client-cert",
      paramLabel = "HOST=CERT,KEY",
      description = "PEM files of a client certificate for one host, or a directory; repeatable.")
  private List<String> clientCertificates = List.of();

  @Option(
      names = "--netrc",
      paramLabel = "FILE",
      description = "Credentials by host (default: NETRC, else ~/.netrc).")
  private @Nullable String netrc;

  @Option(
      names = "--rewrite",
      paramLabel = "FROM=TO",
      description = "Fetch from TO what lies below FROM; repeatable.")
  private List<String> rewrites = List.of();

  @Option(
      names = "--registry",
      paramLabel = "NAME=URL",
      description = "The registry of an ecosystem (ID=URL) or scope (ID/@scope=URL); repeatable.")
  private List<String> registries = List.of();

  @Option(
      names = "--allow-variable",
      paramLabel = "NAME",
      description = "Let files of the project use this variable of the environment; repeatable.")
  private List<String> allowedVariables = List.of();

  /** The variables that files of the project may use. */
  List<String> allowedVariables() {
    return allowedVariables;
  }

  NetworkMode mode() {
    if (offline) {
      return NetworkMode.OFFLINE;
    }
    return preferStore ? NetworkMode.PREFER_STORE : NetworkMode.ONLINE;
  }

  /** Whether both modes were asked for, which exclude each other. */
  boolean isContradictory() {
    return offline && preferStore;
  }

  HttpSettings http(ProcessContext process, Settings settings) {
    HttpSettings defaults = HttpSettings.defaults();
    HttpSettings.Builder http = HttpSettings.builder();
    Optional.ofNullable(connections)
        .or(() -> settings.number(Settings.CONCURRENCY))
        .or(OpenFilesLimit::connections)
        .ifPresent(count -> http.connections(count, count));
    http.timeouts(
        seconds(settings, Settings.CONNECT_TIMEOUT, defaults.connectTimeout()),
        seconds(settings, Settings.READ_TIMEOUT, defaults.idleTimeout()),
        defaults.totalTimeout());
    settings
        .number(Settings.MAX_RETRIES)
        .ifPresent(
            count -> http.retries(count + 1, defaults.firstDelay(), defaults.longestDelay()));
    Proxies.apply(process, http);
    Optional.ofNullable(caBundle)
        .or(() -> process.variable("SSL_CERT_FILE"))
        .map(process::path)
        .ifPresent(http::caBundle);
    clientCertificates.forEach(text -> clientCertificate(text, process, http));
    return http.build();
  }

  private static Duration seconds(Settings settings, String key, Duration otherwise) {
    return settings.number(key).map(Duration::ofSeconds).orElse(otherwise);
  }

  private static void clientCertificate(
      String text, ProcessContext process, HttpSettings.Builder http) {
    int equals = text.indexOf('=');
    int comma = text.lastIndexOf(',');
    if (equals < 1 || equals == text.length() - 1) {
      throw form("--client-cert", "HOST=CERT,KEY or HOST=DIRECTORY");
    }
    String host = text.substring(0, equals);
    Path directory = process.path(text.substring(equals + 1));
    if (Files.isDirectory(directory)) {
      http.clientCertificate(host, new HttpSettings.ClientCertificate(directory, directory));
      return;
    }
    if (comma < equals + 2 || comma == text.length() - 1) {
      throw form("--client-cert", "HOST=CERT,KEY or HOST=DIRECTORY");
    }
    Path certificates = process.path(text.substring(equals + 1, comma));
    Path key = process.path(text.substring(comma + 1));
    http.clientCertificate(host, new HttpSettings.ClientCertificate(certificates, key));
  }

  LocatorRules locatorRules() {
    LocatorRules rules = LocatorRules.none();
    for (String text : rewrites) {
      // FROM ends where the next address begins, so that a query in FROM may hold '='.
      int equals = text.indexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw form("--rewrite", "FROM=TO");
      }
      rules = rules.rewrite(text.substring(0, equals), text.substring(equals + 1), false);
    }
    return rules;
  }

  /** The registries named on the command line, by name. */
  Map<String, SafeUri> registries() {
    Map<String, SafeUri> byName = new TreeMap<>();
    for (String text : registries) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw form("--registry", "NAME=URL");
      }
      byName.put(text.substring(0, equals), SafeUri.parse(text.substring(equals + 1)));
    }
    return byName;
  }

  /**
   * The credentials of {@code --netrc}, which win over those of the clients' configurations.
   *
   * @throws InputException with code {@code input.netrc} when the file cannot be read
   */
  Credentials credentials(ProcessContext process) {
    return netrc == null ? Credentials.none() : readNetrc(process.path(netrc));
  }

  /**
   * The credentials that the user keeps for all clients: those of NETRC, else of {@code ~/.netrc}.
   *
   * @throws InputException with code {@code input.netrc} when the file of NETRC cannot be read
   */
  Credentials credentialsOfUser(ProcessContext process) {
    Optional<Path> named = process.variable("NETRC").map(process::path);
    return named
        .or(() -> process.home().map(home -> home.resolve(".netrc")).filter(Files::isRegularFile))
        .map(NetworkOptions::readNetrc)
        .orElse(Credentials.none());
  }

  private static Credentials readNetrc(Path file) {
    try {
      return Netrc.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw InputException.of(
          "input.netrc", file + ": the file cannot be read", "check --netrc and NETRC");
    }
  }

  private static InputException form(String option, String form) {
    return InputException.of(
        "input.option", option + " needs the form " + form, "see hermetic prefetch --help");
  }
}
