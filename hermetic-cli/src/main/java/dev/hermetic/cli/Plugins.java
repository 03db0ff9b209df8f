package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jars with further ecosystems: those of {@code --plugin}, of {@code HERMETIC_PLUGINS}, and of
 * {@code hermetic/plugins} in the user's data directory. They run with all rights of the command.
 */
final class Plugins {
  private static final String VARIABLE = "HERMETIC_PLUGINS";

  private Plugins() {}

  /**
   * A loader of the plugins and of what the command itself has.
   *
   * @return null when there are no plugins
   * @throws InputException with code {@code input.plugin} when one that was named is not there
   */
  static @Nullable ClassLoader loader(List<String> named, ProcessContext process) {
    List<Path> jars = new ArrayList<>();
    named.forEach(text -> jars.add(existing(text, process)));
    for (String text : process.variable(VARIABLE).orElse("").split(File.pathSeparator)) {
      if (!text.isEmpty()) {
        jars.add(existing(text, process));
      }
    }
    jars.addAll(installed(process));
    if (jars.isEmpty()) {
      return null;
    }
    URL[] urls = jars.stream().map(Plugins::url).toArray(URL[]::new);
    return new URLClassLoader("hermetic-plugins", urls, Plugins.class.getClassLoader());
  }

  private static Path existing(String text, ProcessContext process) {
    Path jar = process.path(text);
    if (!Files.isRegularFile(jar)) {
      throw InputException.of(
          "input.plugin", text + ": there is no such jar", "check --plugin and " + VARIABLE);
    }
    return jar;
  }

  private static List<Path> installed(ProcessContext process) {
    @Nullable Path data =
        process
            .variable("XDG_DATA_HOME")
            .map(process::path)
            .or(() -> process.home().map(home -> home.resolve(".local/share")))
            .orElse(null);
    Path directory = data == null ? null : data.resolve("hermetic").resolve("plugins");
    List<Path> jars = new ArrayList<>();
    if (directory != null && Files.isDirectory(directory)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.jar")) {
        found.forEach(jars::add);
      } catch (IOException unreadable) {
        throw InputException.of(
            "input.plugin", directory + " cannot be read", "correct its permissions");
      }
      jars.sort(null);
    }
    return jars;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
