package dev.hermetic.core.internal.engine;

import dev.hermetic.core.ConfiguredValue;
import dev.hermetic.core.Credentials;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.HttpSettings;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.ProgressListener;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Configured;
import dev.hermetic.core.spi.RegistryAnswer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one run: what the caller said, and below it what the clients' own configurations
 * say. Thread-safe.
 */
final class RunConfiguration {
  private final EngineSettings settings;
  private final Map<String, Configured> byEcosystem;
  private final ProgressListener listener;
  private final Map<String, SafeUri> registries = new TreeMap<>();
  private final Map<String, RegistryAnswer> answers = new HashMap<>();

  /**
   * A configuration.
   *
   * @param byEcosystem what was read, by ecosystem
   * @param listener told who decided what
   */
  RunConfiguration(
      EngineSettings settings, Map<String, Configured> byEcosystem, ProgressListener listener) {
    this.settings = settings;
    this.byEcosystem = new TreeMap<>(byEcosystem);
    this.listener = listener;
    registries.putAll(settings.registries);
    this.byEcosystem.forEach(this::takeRegistries);
  }

  // Further registries, "pip/extra-1", belong to the one beside which they are configured.
  private void takeRegistries(String ecosystem, Configured configured) {
    boolean given = settings.registries.containsKey(ecosystem);
    configured
        .registries()
        .forEach(
            (name, registry) -> {
              boolean beside = given && name.startsWith(ecosystem + "/") && !isScope(name);
              if (!beside && registries.putIfAbsent(name, registry.uri()) == null) {
                tell(name, registry.uri(), registry.origin());
              }
            });
  }

  private static boolean isScope(String name) {
    return name.contains("/@");
  }

  private void tell(String name, SafeUri uri, String origin) {
    listener.configured(ConfiguredValue.of(name + " registry", uri.toString(), origin));
  }

  /** The input to use in place of a given one. */
  PackageInput amended(PackageInput input) {
    Configured configured = byEcosystem.get(input.ecosystem());
    return configured == null ? input : configured.amended(input);
  }

  /** What a file of the project refers to, as the caller supplies it. */
  Optional<String> variable(String name) {
    return settings.variables.apply(name);
  }

  Optional<SafeUri> registry(String name) {
    return Optional.ofNullable(registries.get(name));
  }

  /** The registry that is configured, or that an installed client names; asked once. */
  synchronized RegistryAnswer askRegistry(String name) throws InterruptedException {
    Optional<SafeUri> known = registry(name);
    if (known.isPresent()) {
      return RegistryAnswer.of(known.get());
    }
    RegistryAnswer earlier = answers.get(name);
    if (earlier != null) {
      return earlier;
    }
    RegistryAnswer answer = RegistryAnswer.none("");
    for (Configured configured : byEcosystem.values()) {
      Configured.Asked asked = configured.questions().get(name);
      if (asked != null) {
        answer = asked.question().ask();
        answer.uri().ifPresent(uri -> tell(name, uri, asked.origin()));
      }
    }
    answers.put(name, answer);
    return answer;
  }

  /** Whether connections of this run need more than those of others. */
  boolean hasConnectionSettings() {
    return all().stream()
        .anyMatch(
            one ->
                one.hasCredentials()
                    || one.caBundle().isPresent()
                    || !one.certificates().isEmpty());
  }

  /** Credentials, from the strongest: the caller's, the clients', the user's for all clients. */
  Credentials credentials() {
    Credentials credentials = settings.credentials;
    for (Configured configured : all()) {
      credentials = credentials.orElse(configured.credentials());
    }
    HostContext host = settings.host;
    return host == null ? credentials : credentials.orElse(host.credentials());
  }

  /** How HTTP is spoken; what the caller set stays. */
  HttpSettings http() {
    HttpSettings.Builder http = settings.http.toBuilder();
    @Nullable Path bundle = settings.http.caBundle().orElse(null);
    for (Configured configured : all()) {
      if (bundle == null && configured.caBundle().isPresent()) {
        bundle = configured.caBundle().get();
        http.caBundle(bundle);
      }
      for (Configured.HostCertificate certificate : configured.certificates()) {
        if (!settings.http.clientCertificates().containsKey(certificate.host())) {
          http.clientCertificate(certificate.host(), certificate.pair());
        }
      }
    }
    return http.build();
  }

  private Collection<Configured> all() {
    return byEcosystem.isEmpty() ? List.of() : byEcosystem.values();
  }
}
