package dev.hermetic.pip;

import dev.hermetic.core.ClientAnswer;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ConfigurationContext;
import dev.hermetic.core.spi.RegistryAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks an installed pip for its index: its help prints the default of {@code --index-url}, which is
 * the configured one or the one it was made for.
 */
final class InstalledPip {
  private static final Pattern DEFAULT =
      Pattern.compile("--index-url <url>[^(]*\\(default:? (https?://[^\\s)]+)\\)");
  private static final List<List<String>> CLIENTS =
      List.of(List.of("pip"), List.of("pip3"), List.of("python3", "-m", "pip"));

  // Wide enough that no address is broken at the end of a line.
  private static final Map<String, String> VARIABLES =
      Map.of("COLUMNS", "4000", "PIP_DISABLE_PIP_VERSION_CHECK", "1");

  private InstalledPip() {}

  /** The index of the first client that names one. */
  static RegistryAnswer ask(ConfigurationContext context) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    for (List<String> client : CLIENTS) {
      List<String> command = new ArrayList<>(client);
      command.addAll(List.of("download", "--help"));
      ClientAnswer answer = context.ask(command, VARIABLES);
      Matcher matcher = DEFAULT.matcher(answer.text().orElse(""));
      // A password is printed as asterisks; such an address is of no use.
      if (matcher.find() && !matcher.group(1).contains("****")) {
        return RegistryAnswer.of(SafeUri.parse(matcher.group(1)));
      }
      problems.add(
          "'" + String.join(" ", client) + "' " + answer.problem().orElse("names no index"));
    }
    return RegistryAnswer.none(String.join(", ", problems));
  }
}
