package dev.hermetic.core.spi;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HttpSettings.ClientCertificate;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SafeUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a client's own configuration says, each value with its origin. Immutable. */
public final class Configured {
  /**
   * A registry and the file, variable or program that names it.
   *
   * @param uri its address without user and password
   */
  public record Registry(SafeUri uri, String origin) {}

  /** A certificate for one host and who names it. */
  public record HostCertificate(String host, ClientCertificate pair, String origin) {}

  /** Asks for a registry, which may take seconds. */
  @FunctionalInterface
  public interface Question {
    /**
     * The answer.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    RegistryAnswer ask() throws InterruptedException;
  }

  /** A question and whom it asks, for messages. */
  public record Asked(String origin, Question question) {}

  private static final Configured NOTHING = builder().build();

  private final Map<String, Registry> registries;
  private final Map<String, Asked> questions;
  private final Credentials credentials;
  private final boolean hasCredentials;
  private final @Nullable Path caBundle;
  private final List<HostCertificate> certificates;
  private final Map<PackageInput, PackageInput> inputs;

  private Configured(Builder builder) {
    this.registries = Collections.unmodifiableMap(new TreeMap<>(builder.registries));
    this.questions = Collections.unmodifiableMap(new TreeMap<>(builder.questions));
    this.credentials = builder.credentials;
    this.hasCredentials = builder.hasCredentials;
    this.caBundle = builder.caBundle;
    this.certificates = List.copyOf(builder.certificates);
    this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(builder.inputs));
  }

  /** A configuration that says nothing. */
  public static Configured nothing() {
    return NOTHING;
  }

  /** Starts a configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /** Registries by name: an ecosystem id, or an id and a scope, {@code npm/@corp}. */
  public Map<String, Registry> registries() {
    return registries;
  }

  /** Whom to ask for registries that nothing names, by name. */
  public Map<String, Asked> questions() {
    return questions;
  }

  /** Credentials for registries and other servers. */
  public Credentials credentials() {
    return credentials;
  }

  /** Whether there are any credentials. */
  public boolean hasCredentials() {
    return hasCredentials;
  }

  /** A PEM file of authorities to trust in addition. */
  public Optional<Path> caBundle() {
    return Optional.ofNullable(caBundle);
  }

  /** Client certificates, each for one host. */
  public List<HostCertificate> certificates() {
    return certificates;
  }

  /** The input to use in place of a given one; itself where nothing was amended. */
  public PackageInput amended(PackageInput given) {
    return inputs.getOrDefault(given, given);
  }

  /** Collects a configuration; not thread-safe. */
  public static final class Builder {
    private final Map<String, Registry> registries = new TreeMap<>();
    private final Map<String, Asked> questions = new TreeMap<>();
    private Credentials credentials = Credentials.none();
    private boolean hasCredentials;
    private @Nullable Path caBundle;
    private final List<HostCertificate> certificates = new ArrayList<>();
    private final Map<PackageInput, PackageInput> inputs = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Names a registry; the first one of a name counts, so that the strongest source comes first.
     */
    public Builder registry(String name, SafeUri uri, String origin) {
      registries.putIfAbsent(name, new Registry(uri, origin));
      return this;
    }

    /** Says whom to ask for a registry, at most once a run, and only if nothing names it. */
    public Builder askedRegistry(String name, String origin, Question question) {
      questions.putIfAbsent(name, new Asked(origin, question));
      return this;
    }

    /** Adds credentials; earlier ones win. */
    public Builder credentials(Credentials more) {
      credentials = hasCredentials ? credentials.orElse(more) : more;
      hasCredentials = true;
      return this;
    }

    /** Trusts the authorities of a PEM file in addition. */
    public Builder caBundle(Path pem) {
      caBundle = pem;
      return this;
    }

    /** Presents a client certificate to one host. */
    public Builder certificate(String host, ClientCertificate pair, String origin) {
      certificates.add(new HostCertificate(host, pair, origin));
      return this;
    }

    /**
     * Puts an input in place of a given one: without what is about this machine and must not reach
     * an output, or with what the machine adds.
     */
    public Builder input(PackageInput given, PackageInput amended) {
      inputs.put(given, amended);
      return this;
    }

    /** The configuration. */
    public Configured build() {
      return new Configured(this);
    }
  }
}
