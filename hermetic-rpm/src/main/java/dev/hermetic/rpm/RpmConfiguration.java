package dev.hermetic.rpm;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.ConfigurationContext;
import dev.hermetic.core.spi.Configured;
import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.lockfile.RpmLockReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of the machine is about RPM: Hermeto's {@code options.ssl} of an input, which is for the
 * connections and not for the lock, and the variables of repositories that dnf, too, takes from the
 * environment. The inputs go on without {@code options.ssl}, so that no path of this machine ends
 * up in an output; a certificate is presented to the hosts of its own lock only. Stateless,
 * thread-safe.
 */
public final class RpmConfiguration implements ClientConfiguration {
  private static final Pattern DNF_VARIABLE = Pattern.compile("DNF_VAR_([A-Za-z0-9_]+)");
  private static final String ORIGIN = "options.ssl";

  /** For {@link java.util.ServiceLoader}. */
  public RpmConfiguration() {}

  @Override
  public String ecosystem() {
    return RpmLayout.ECOSYSTEM;
  }

  /**
   * Reads what inputs and environment say.
   *
   * @throws InputException with code {@code input.option} when a file is missing, half of a pair is
   *     given, or checks are to be switched off
   */
  @Override
  public Configured read(HostContext host, ConfigurationContext context) throws IOException {
    Configured.Builder configured = Configured.builder();
    for (PackageInput input : context.inputs()) {
      Options ssl = input.options().nested("options").nested("ssl");
      connections(input, ssl, host, context, configured);
      configured.input(input, amended(input, ssl, host, context.locking()));
    }
    return configured.build();
  }

  private static void connections(
      PackageInput input,
      Options ssl,
      HostContext host,
      ConfigurationContext context,
      Configured.Builder configured)
      throws IOException {
    ssl.rejectUnknown("client_cert", "client_key", "ca_bundle", "ssl_verify");
    if (!ssl.flag("ssl_verify").orElse(true)) {
      throw InputException.of(
          "input.option",
          "option 'options.ssl.ssl_verify' cannot be false: servers are always checked",
          "name the authority in 'options.ssl.ca_bundle'");
    }
    file(ssl, "ca_bundle", host).ifPresent(configured::caBundle);
    Optional<Path> certificate = file(ssl, "client_cert", host);
    Optional<Path> key = file(ssl, "client_key", host);
    if (certificate.isPresent() != key.isPresent()) {
      throw InputException.of(
          "input.option",
          "options 'options.ssl.client_cert' and 'options.ssl.client_key' need each other");
    }
    if (certificate.isPresent()) {
      ClientCertificate pair = new ClientCertificate(certificate.get(), key.orElseThrow());
      hosts(input, context.source())
          .forEach(server -> configured.certificate(server, pair, ORIGIN));
    }
  }

  private static Optional<Path> file(Options ssl, String name, HostContext host) {
    Optional<Path> file = ssl.text(name).map(host::path);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw InputException.of(
          "input.option", "option 'options.ssl." + name + "' names no file: " + file.get());
    }
    return file;
  }

  private static Set<String> hosts(PackageInput input, SourceTree source) throws IOException {
    Set<String> hosts = new TreeSet<>();
    RelPath lock = input.path().resolve(RpmResolver.LOCKFILE);
    try {
      for (List<LockedFile> files : RpmLockReader.read(source, lock).arches().values()) {
        files.stream()
            .map(LockedFile::url)
            .filter(url -> url.scheme().equals("https"))
            .forEach(url -> hosts.add(hostAndPort(url)));
      }
    } catch (HermeticException unusable) {
      // The resolver reads the same file next and says what is wrong with it.
      return Set.of();
    }
    return hosts;
  }

  private static String hostAndPort(SafeUri url) {
    int port = url.uri().getPort();
    return port < 0 ? url.host() : url.host() + ":" + port;
  }

  private static PackageInput amended(
      PackageInput input, Options ssl, HostContext host, boolean locking) {
    Map<String, Object> options = new LinkedHashMap<>(input.options().asMap());
    if (!ssl.asMap().isEmpty()) {
      Map<String, Object> nested = new LinkedHashMap<>(input.options().nested("options").asMap());
      nested.remove("ssl");
      options.put("options", nested);
    }
    if (locking) {
      Map<String, Object> vars = new TreeMap<>(variables(host));
      vars.putAll(input.options().nested("vars").asMap());
      if (!vars.isEmpty()) {
        options.put("vars", vars);
      }
    }
    return new PackageInput(input.ecosystem(), input.path(), Options.of(options));
  }

  private static Map<String, String> variables(HostContext host) {
    Map<String, String> vars = new TreeMap<>();
    host.variables()
        .forEach(
            (name, value) -> {
              Matcher matcher = DNF_VARIABLE.matcher(name);
              if (matcher.matches()) {
                vars.put(matcher.group(1), value);
              }
            });
    return vars;
  }
}
