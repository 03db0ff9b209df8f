package dev.hermetic.cli;

import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hermeto's {@code options.ssl} of rpm inputs. What it says is for the connections and not for the
 * lock: it becomes settings of the network, and the inputs go on without it, so that no path of
 * this machine ends up in the output. A certificate is presented to the hosts of its own lock only.
 */
final class RpmCertificates {
  private static final long MAX_BYTES = 64L << 20;
  private static final Pattern HTTPS =
      Pattern.compile("\\burl:\\s*[\"']?https://(?:[^@/\\s\"']*@)?([^/?#\\s\"']+)");

  private final Path source;
  private final Function<String, Path> paths;

  /**
   * Certificates for inputs.
   *
   * @param source the source tree
   * @param paths finds the file that a text names
   */
  RpmCertificates(Path source, Function<String, Path> paths) {
    this.source = source;
    this.paths = paths;
  }

  /** The inputs without what is about connections. */
  static List<PackageInput> withoutCertificates(List<PackageInput> inputs) {
    return inputs.stream().map(RpmCertificates::without).toList();
  }

  private static PackageInput without(PackageInput input) {
    if (ssl(input).asMap().isEmpty()) {
      return input;
    }
    Map<String, Object> nested = new LinkedHashMap<>(input.options().nested("options").asMap());
    nested.remove("ssl");
    Map<String, Object> options = new LinkedHashMap<>(input.options().asMap());
    options.put("options", nested);
    return new PackageInput(input.ecosystem(), input.path(), Options.of(options));
  }

  /**
   * Adds what the inputs ask for.
   *
   * @throws InputException with code {@code input.option} when a file is missing, half of a pair is
   *     given, or checks are to be switched off
   */
  void apply(List<PackageInput> inputs, HttpSettings.Builder http) {
    for (PackageInput input : inputs) {
      Options ssl = ssl(input);
      ssl.rejectUnknown("client_cert", "client_key", "ca_bundle", "ssl_verify");
      if (!ssl.flag("ssl_verify").orElse(true)) {
        throw InputException.of(
            "input.option",
            "option 'options.ssl.ssl_verify' cannot be false: servers are always checked",
            "name the authority in 'options.ssl.ca_bundle'");
      }
      file(ssl, "ca_bundle").ifPresent(http::caBundle);
      Optional<Path> certificate = file(ssl, "client_cert");
      Optional<Path> key = file(ssl, "client_key");
      if (certificate.isPresent() != key.isPresent()) {
        throw InputException.of(
            "input.option",
            "options 'options.ssl.client_cert' and 'options.ssl.client_key' need each other");
      }
      if (certificate.isPresent()) {
        ClientCertificate pair = new ClientCertificate(certificate.get(), key.orElseThrow());
        hosts(input).forEach(host -> http.clientCertificate(host, pair));
      }
    }
  }

  private static Options ssl(PackageInput input) {
    return input.ecosystem().equals("rpm")
        ? input.options().nested("options").nested("ssl")
        : Options.none();
  }

  private Optional<Path> file(Options ssl, String name) {
    Optional<Path> file = ssl.text(name).map(paths);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw InputException.of(
          "input.option", "option 'options.ssl." + name + "' names no file: " + file.get());
    }
    return file;
  }

  private Set<String> hosts(PackageInput input) {
    Set<String> hosts = new TreeSet<>();
    SourceTree tree = SourceTree.at(source);
    RelPath lock = input.path().resolve("rpms.lock.yaml");
    try {
      Matcher url =
          HTTPS.matcher(new String(tree.read(lock, MAX_BYTES), StandardCharsets.ISO_8859_1));
      while (url.find()) {
        hosts.add(url.group(1).toLowerCase(Locale.ROOT));
      }
    } catch (IOException | LockfileException unusable) {
      // The resolver reads the same file next and says what is wrong with it.
      return Set.of();
    }
    return hosts;
  }
}
