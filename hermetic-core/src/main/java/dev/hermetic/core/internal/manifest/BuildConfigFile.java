package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.InputException;
import dev.hermetic.core.ProjectFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * {@code .build-config.json}, Hermeto's file. A project file is named by {@code root} and {@code
 * path}, so that equal inputs give equal bytes in every directory; where Hermeto itself is to read
 * the output, by {@code abspath} as Hermeto does.
 *
 * @param environment the variables
 * @param projectFiles the files to write
 */
public record BuildConfigFile(List<EnvVar> environment, List<Entry> projectFiles) {
  /** Its place in an output. */
  public static final String PATH = ".build-config.json";

  /**
   * A file to write.
   *
   * @param root below which directory, {@code source} or {@code output}; empty when {@code path} is
   *     absolute, as in outputs of Hermeto
   */
  public record Entry(String root, String path, String template) {}

  /**
   * The entries of a configuration.
   *
   * @param hermetoPaths the source tree and output directory to make absolute paths of; empty for
   *     relative paths
   */
  public static BuildConfigFile of(BuildConfig config, Optional<Roots> hermetoPaths) {
    List<Entry> entries = new ArrayList<>();
    for (ProjectFile file : config.projectFiles()) {
      String root = file.root().name().toLowerCase(Locale.ROOT);
      entries.add(
          hermetoPaths
              .map(roots -> new Entry("", roots.absolute(file), file.template().text()))
              .orElseGet(() -> new Entry(root, file.path().value(), file.template().text())));
    }
    entries.sort(
        (a, b) -> {
          int byRoot = b.root().compareTo(a.root());
          return byRoot != 0 ? byRoot : a.path().compareTo(b.path());
        });
    return new BuildConfigFile(config.environment(), List.copyOf(entries));
  }

  /** Where the project files lie at fetch time. */
  public record Roots(Path source, Path output) {
    String absolute(ProjectFile file) {
      Path root = file.root() == ProjectFile.Root.SOURCE ? source : output;
      return file.path().under(root).toAbsolutePath().normalize().toString();
    }
  }

  /** Writes and closes. */
  public void write(OutputStream out) {
    try (JsonGenerator json = Json.pretty(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("environment_variables");
      for (EnvVar variable : environment) {
        json.writeStartObject();
        json.writeStringProperty("name", variable.name());
        json.writeStringProperty("value", variable.value().text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("project_files");
      projectFiles.forEach(file -> write(json, file));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, Entry file) {
    json.writeStartObject();
    if (file.root().isEmpty()) {
      json.writeStringProperty("abspath", file.path());
    } else {
      json.writeStringProperty("root", file.root());
      json.writeStringProperty("path", file.path());
    }
    json.writeStringProperty("template", file.template());
    json.writeEndObject();
  }

  /**
   * Reads the file of an output, ours or Hermeto's.
   *
   * @throws InputException with code {@code input.no-output} when there is none, {@code
   *     input.output-malformed} when it cannot be understood
   */
  public static BuildConfigFile read(Path output) {
    Path file = output.resolve(PATH);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw InputException.of(
          "input.no-output",
          output + " holds no " + PATH,
          "name the output directory of a finished prefetch");
    }
    try {
      return parse(Json.mapper().readTree(Files.readAllBytes(file)), file);
    } catch (JacksonException malformed) {
      throw Json.malformed(file, "it is not JSON: " + malformed.getOriginalMessage());
    } catch (IOException unreadable) {
      throw Json.malformed(file, "it cannot be read: " + unreadable.getMessage());
    }
  }

  private static BuildConfigFile parse(JsonNode document, Path file) {
    List<EnvVar> variables = new ArrayList<>();
    for (JsonNode node : document.path("environment_variables")) {
      variables.add(EnvVar.of(Json.text(node, "name", file), Json.text(node, "value", file)));
    }
    List<Entry> files = new ArrayList<>();
    for (JsonNode node : document.path("project_files")) {
      Optional<String> root = Json.optionalText(node, "root");
      files.add(
          new Entry(
              root.orElse(""),
              Json.text(node, root.isPresent() ? "path" : "abspath", file),
              Json.text(node, "template", file)));
    }
    return new BuildConfigFile(List.copyOf(variables), List.copyOf(files));
  }
}
