package dev.hermetic.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of the machine ecosystems may look at for the configuration of their clients: environment
 * variables, the home directory, and, where the caller allows it, what an installed client answers.
 * Made by the caller on purpose: nothing here reads the environment of the process by itself.
 * Immutable, thread-safe.
 *
 * <pre>{@code
 * HostContext host =
 *     HostContext.builder(Path.of("")).variables(System.getenv()).askInstalledClients(true).build();
 * }</pre>
 */
public final class HostContext {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path workingDirectory;
  private final SortedMap<String, String> variables;
  private final @Nullable Path home;
  private final boolean askInstalledClients;
  private final Duration patience;
  private final Credentials credentials;

  private HostContext(Builder builder) {
    this.workingDirectory = builder.workingDirectory;
    this.variables = Collections.unmodifiableSortedMap(new TreeMap<>(builder.variables));
    Path stated = builder.home;
    this.home =
        stated != null
            ? stated
            : variable("HOME").filter(text -> text.startsWith("/")).map(this::path).orElse(null);
    this.askInstalledClients = builder.askInstalledClients;
    this.patience = builder.patience;
    this.credentials = builder.credentials;
  }

  /**
   * Starts a context that knows no variables and starts no programs.
   *
   * @param workingDirectory what relative paths of variables and options are seen from
   */
  public static Builder builder(Path workingDirectory) {
    return new Builder(workingDirectory);
  }

  /** A variable; one that is set to the empty text counts as unset. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** All variables, sorted by name. */
  public SortedMap<String, String> variables() {
    return variables;
  }

  /** The user's home directory. */
  public Optional<Path> home() {
    return Optional.ofNullable(home);
  }

  /** What relative paths are seen from; absolute. */
  public Path workingDirectory() {
    return workingDirectory;
  }

  /**
   * A path as the user wrote it, seen from the working directory.
   *
   * @throws InputException with code {@code input.file-names} when it cannot be a path here
   */
  public Path path(String text) {
    return FileNames.resolve(workingDirectory, text).normalize();
  }

  /** How a file is shown to the user: {@code ~/.npmrc} below the home directory. */
  public String display(Path file) {
    return home != null && file.startsWith(home) ? "~/" + home.relativize(file) : file.toString();
  }

  /** Credentials that the user keeps for all clients, {@code ~/.netrc} for example. */
  public Credentials credentials() {
    return credentials;
  }

  /** Whether ecosystems may start their installed client to ask it. */
  public boolean asksInstalledClients() {
    return askInstalledClients;
  }

  /** How long an installed client may take to answer. */
  public Duration patience() {
    return patience;
  }

  /** Never shows a value. */
  @Override
  public String toString() {
    return "host context with " + variables.size() + " variables";
  }

  /** Collects the parts of a context; not thread-safe. */
  public static final class Builder {
    private final Path workingDirectory;
    private Map<String, String> variables = Map.of();
    private @Nullable Path home;
    private boolean askInstalledClients;
    private Duration patience = PATIENCE;
    private Credentials credentials = Credentials.none();

    private Builder(Path workingDirectory) {
      this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** Sets the environment variables, {@code System.getenv()} for example. */
    public Builder variables(Map<String, String> environment) {
      variables = environment;
      return this;
    }

    /** Sets the home directory; {@code HOME} of the variables unless set. */
    public Builder home(Path directory) {
      home = directory;
      return this;
    }

    /** Lets ecosystems start their installed client to ask it; off unless switched on. */
    public Builder askInstalledClients(boolean allowed) {
      askInstalledClients = allowed;
      return this;
    }

    /** Sets how long an installed client may take to answer; 30 seconds unless set. */
    public Builder patience(Duration limit) {
      patience = limit;
      return this;
    }

    /** Sets credentials that are used where neither caller nor client has any. */
    public Builder credentials(Credentials ofTheUser) {
      credentials = ofTheUser;
      return this;
    }

    /** The context. */
    public HostContext build() {
      return new HostContext(this);
    }
  }
}
