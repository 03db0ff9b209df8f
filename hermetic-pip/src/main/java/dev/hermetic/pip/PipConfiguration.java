package dev.hermetic.pip;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.HostContext;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ClientConfiguration;
import dev.hermetic.core.spi.ConfigurationContext;
import dev.hermetic.core.spi.Configured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which package indexes pip itself would use, from the strongest: environment, {@code
 * PIP_CONFIG_FILE}, the virtual environment's {@code pip.conf}, the user's, the machine's, and what
 * an installed pip answers. Stateless, thread-safe.
 */
public final class PipConfiguration implements ClientConfiguration {
  private static final int MAX_BYTES = 1 << 20;
  private static final Path OF_MACHINE = Path.of("/etc/pip.conf");

  /** Options that say which files of a release are taken. */
  private static final Set<String> SELECTING =
      Set.of("all-files", "allow_binary", "binary", "sdists", "targets");

  private final Path machineFile;

  /** Creates the reader; done by {@link java.util.ServiceLoader}. */
  public PipConfiguration() {
    this(OF_MACHINE);
  }

  PipConfiguration(Path machineFile) {
    this.machineFile = machineFile;
  }

  @Override
  public String ecosystem() {
    return PipArtifact.ECOSYSTEM;
  }

  /**
   * Reads the layers of pip's configuration.
   *
   * @throws InputException with code {@code input.pip-conf} when a file cannot be used
   */
  @Override
  public Configured read(HostContext host, ConfigurationContext context) {
    Configured.Builder configured = Configured.builder();
    Map<String, String> secrets = new TreeMap<>();
    List<PipConfig> layers = layers(host);
    for (PipConfig layer : layers) {
      layer
          .value("index-url")
          .ifPresent(url -> add(IndexUrls.REGISTRY, url, layer.origin(), configured, secrets));
    }
    for (PipConfig layer : layers) {
      List<String> extra = layer.words("extra-index-url");
      for (int i = 0; i < extra.size(); i++) {
        String name = IndexUrls.REGISTRY + "/extra-" + (i + 1);
        add(name, extra.get(i), layer.origin(), configured, secrets);
      }
      if (!extra.isEmpty()) {
        break;
      }
    }
    configured.askedRegistry(
        IndexUrls.REGISTRY, "pip download --help", () -> InstalledPip.ask(context));
    if (!secrets.isEmpty()) {
      configured.credentials(credentials(Map.copyOf(secrets)));
    }
    if (context.hermetoInputs()) {
      context.inputs().forEach(input -> configured.input(input, asHermeto(input, context)));
    }
    return configured.build();
  }

  /** Hermeto takes sdists only, unless told otherwise, and knows no {@code pylock.toml}. */
  private static PackageInput asHermeto(PackageInput input, ConfigurationContext context) {
    Map<String, Object> options = new TreeMap<>(input.options().asMap());
    if (options.keySet().stream().noneMatch(SELECTING::contains)) {
      options.put("sdists", "only");
    }
    boolean named =
        options.containsKey("requirements_files") || options.containsKey("pylock_files");
    if (!named && context.source().isFile(input.path().resolve(InputFiles.REQUIREMENTS))) {
      options.put("requirements_files", List.of(InputFiles.REQUIREMENTS));
    }
    return new PackageInput(input.ecosystem(), input.path(), Options.of(options));
  }

  private static Credentials credentials(Map<String, String> byOrigin) {
    return uri -> {
      String authorization = byOrigin.get(uri.origin());
      return authorization == null ? Map.of() : Map.of("Authorization", authorization);
    };
  }

  // Only the first index of a name counts, and only its user is of use.
  private static void add(
      String name,
      String text,
      String origin,
      Configured.Builder configured,
      Map<String, String> secrets) {
    SafeUri uri = SafeUri.parse(text);
    if (uri.host().isEmpty() || !uri.scheme().matches("https?")) {
      throw wrong(origin + ": the index " + uri + " is not an http or https address");
    }
    uri.userInfo().ifPresent(user -> secrets.putIfAbsent(uri.origin(), basic(user)));
    configured.registry(name, uri.withoutUserInfo(), origin);
  }

  private static String basic(String userInfo) {
    String pair = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** The layers, strongest first. */
  private List<PipConfig> layers(HostContext host) {
    List<PipConfig> layers = new ArrayList<>();
    PipConfig environment = PipConfig.ofEnvironment(host.variables());
    layers.add(environment);
    Optional<String> named = environment.value("config-file");
    if (named.filter("/dev/null"::equals).isPresent()) {
      return layers;
    }
    List<Path> files = new ArrayList<>();
    named.map(host::path).ifPresent(files::add);
    host.variable("VIRTUAL_ENV").ifPresent(v -> files.add(host.path(v + "/pip.conf")));
    host.variable("XDG_CONFIG_HOME")
        .filter(text -> text.startsWith("/"))
        .map(host::path)
        .or(() -> host.home().map(home -> home.resolve(".config")))
        .ifPresent(config -> files.add(config.resolve("pip/pip.conf")));
    host.home().ifPresent(home -> files.add(home.resolve(".pip/pip.conf")));
    files.addAll(ofMachine(host));
    files.forEach(file -> read(file, host).ifPresent(layers::add));
    return layers;
  }

  private List<Path> ofMachine(HostContext host) {
    List<Path> files = new ArrayList<>();
    for (String directory : host.variable("XDG_CONFIG_DIRS").orElse("/etc/xdg").split(":")) {
      if (directory.startsWith("/")) {
        files.add(host.path(directory).resolve("pip/pip.conf"));
      }
    }
    files.add(machineFile);
    Collections.reverse(files);
    return files;
  }

  private static Optional<PipConfig> read(Path file, HostContext host) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String shown = host.display(file);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw wrong(shown + ": the file is larger than " + MAX_BYTES + " bytes");
      }
      return Optional.of(PipConfig.parse(shown, Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw wrong(shown + ": the file cannot be read");
    }
  }

  private static InputException wrong(String message) {
    return InputException.of(
        "input.pip-conf",
        message,
        "correct it, or configure the registry 'pip' and set PIP_CONFIG_FILE to /dev/null");
  }
}
