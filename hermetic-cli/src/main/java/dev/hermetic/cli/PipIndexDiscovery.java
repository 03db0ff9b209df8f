package dev.hermetic.cli;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
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
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Which package indexes pip itself would use, from the strongest: environment, {@code
 * PIP_CONFIG_FILE}, the virtual environment's {@code pip.conf}, the user's, the machine's, and what
 * an installed pip answers.
 */
final class PipIndexDiscovery {
  /**
   * An index and who named it.
   *
   * @param uri its address without user and password
   * @param origin the file or program, for messages
   */
  record Index(SafeUri uri, String origin) {}

  /**
   * What was found.
   *
   * @param indexes by name: {@code pip}, and {@code pip/extra-1} and so on for further ones
   * @param credentials the users and passwords of their addresses, each for its origin alone
   */
  record Discovered(Map<String, Index> indexes, Credentials credentials) {}

  private static final int MAX_BYTES = 1 << 20;

  private final Surroundings surroundings;
  private final Path machineFile;
  private final Supplier<Optional<String>> installedPip;

  /**
   * A discovery.
   *
   * @param machineFile the weakest file, {@code /etc/pip.conf}
   */
  PipIndexDiscovery(
      Surroundings surroundings, Path machineFile, Supplier<Optional<String>> installedPip) {
    this.surroundings = surroundings;
    this.machineFile = machineFile;
    this.installedPip = installedPip;
  }

  /**
   * Looks for indexes.
   *
   * @param askPip whether an installed pip may be asked when nothing names an index
   * @throws InputException with code {@code input.pip-conf} when a file cannot be used
   */
  Discovered discover(boolean askPip) {
    Map<String, Index> indexes = new TreeMap<>();
    Map<String, String> secrets = new TreeMap<>();
    List<PipConfig> layers = layers();
    for (PipConfig layer : layers) {
      if (!indexes.containsKey("pip")) {
        layer
            .value("index-url")
            .ifPresent(url -> add("pip", url, layer.origin(), indexes, secrets));
      }
    }
    for (PipConfig layer : layers) {
      List<String> extra = layer.words("extra-index-url");
      for (int i = 0; i < extra.size(); i++) {
        add("pip/extra-" + (i + 1), extra.get(i), layer.origin(), indexes, secrets);
      }
      if (!extra.isEmpty()) {
        break;
      }
    }
    if (askPip && !indexes.containsKey("pip")) {
      installedPip.get().ifPresent(url -> add("pip", url, "pip download --help", indexes, secrets));
    }
    return new Discovered(indexes, credentials(Map.copyOf(secrets)));
  }

  private static Credentials credentials(Map<String, String> byOrigin) {
    return uri -> {
      String authorization = byOrigin.get(uri.origin());
      return authorization == null ? Map.of() : Map.of("Authorization", authorization);
    };
  }

  private static void add(
      String name,
      String text,
      String origin,
      Map<String, Index> indexes,
      Map<String, String> secrets) {
    SafeUri uri = SafeUri.parse(text);
    if (uri.host().isEmpty() || !uri.scheme().matches("https?")) {
      throw wrong(origin + ": the index " + uri + " is no http or https address");
    }
    uri.userInfo().ifPresent(user -> secrets.put(uri.origin(), basic(user)));
    indexes.put(name, new Index(uri.withoutUserInfo(), origin));
  }

  private static String basic(String userInfo) {
    String pair = userInfo.indexOf(':') < 0 ? userInfo + ":" : userInfo;
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** The layers, strongest first. */
  private List<PipConfig> layers() {
    List<PipConfig> layers = new ArrayList<>();
    PipConfig environment = PipConfig.ofEnvironment(surroundings.variables());
    layers.add(environment);
    Optional<String> named = environment.value("config-file");
    if (named.filter("/dev/null"::equals).isPresent()) {
      return layers;
    }
    List<Path> files = new ArrayList<>();
    named.map(surroundings::path).ifPresent(files::add);
    surroundings
        .variable("VIRTUAL_ENV")
        .ifPresent(v -> files.add(surroundings.named(v + "/pip.conf")));
    surroundings
        .variable("XDG_CONFIG_HOME")
        .map(surroundings::named)
        .filter(Path::isAbsolute)
        .or(() -> surroundings.home().map(home -> home.resolve(".config")))
        .ifPresent(config -> files.add(config.resolve("pip/pip.conf")));
    surroundings.home().ifPresent(home -> files.add(home.resolve(".pip/pip.conf")));
    files.addAll(ofMachine());
    files.forEach(file -> read(file).ifPresent(layers::add));
    return layers;
  }

  private List<Path> ofMachine() {
    List<Path> files = new ArrayList<>();
    for (String directory :
        surroundings.variable("XDG_CONFIG_DIRS").orElse("/etc/xdg").split(":")) {
      if (directory.startsWith("/")) {
        files.add(surroundings.named(directory).resolve("pip/pip.conf"));
      }
    }
    files.add(machineFile);
    Collections.reverse(files);
    return files;
  }

  private Optional<PipConfig> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String shown =
        surroundings
            .home()
            .filter(file::startsWith)
            .map(home -> "~/" + home.relativize(file))
            .orElse(file.toString());
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
        "input.pip-conf", message, "correct it, or give --registry pip=URL and PIP_CONFIG_FILE");
  }
}
