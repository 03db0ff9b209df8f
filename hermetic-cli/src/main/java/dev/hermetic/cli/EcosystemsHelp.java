package dev.hermetic.cli;

import dev.hermetic.core.Ecosystem;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Prefetch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What help says about the ecosystems that are there, as their providers describe themselves. */
final class EcosystemsHelp {
  private EcosystemsHelp() {}

  /** Lines such as {@code npm npm-shrinkwrap.json, package-lock.json}. */
  static List<String> lines(List<String> plugins, ProcessContext process) {
    List<String> lines = new ArrayList<>();
    try (Prefetch prefetch = prefetch(plugins, process)) {
      lines.add("");
      lines.add("Ecosystems, and the lockfiles that they are found by:");
      for (Ecosystem ecosystem : prefetch.ecosystems()) {
        lines.add(line(ecosystem));
      }
    } catch (HermeticException broken) {
      lines.add("Ecosystems cannot be listed: " + broken.getMessage());
    }
    return lines;
  }

  private static Prefetch prefetch(List<String> plugins, ProcessContext process) {
    Prefetch.Builder builder = Prefetch.builder();
    @Nullable ClassLoader loader = Plugins.loader(plugins, process);
    return (loader == null ? builder : builder.classLoader(loader)).build();
  }

  private static String line(Ecosystem ecosystem) {
    StringBuilder id = new StringBuilder("  ").append(ecosystem.id());
    while (id.length() < 14) {
      id.append(' ');
    }
    String files = ecosystem.files().isEmpty() ? "-" : String.join(", ", ecosystem.files());
    return id + " " + files + (ecosystem.canLock() ? " (can be locked)" : "");
  }
}
