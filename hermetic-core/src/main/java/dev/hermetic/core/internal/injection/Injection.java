package dev.hermetic.core.internal.injection;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.Template;
import dev.hermetic.core.internal.io.AtomicText;
import dev.hermetic.core.internal.manifest.BuildConfigFile;
import dev.hermetic.core.internal.manifest.Json;
import dev.hermetic.core.internal.manifest.Manifest;
import dev.hermetic.core.internal.manifest.Section;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the project files of an output. Everything is expanded and checked before the first file
 * is written; repeating it changes nothing.
 */
public final class Injection {
  private final Path output;
  private final Path source;
  private final Map<String, Section.FileRef> places = new HashMap<>();

  private Injection(Path output, Path source) {
    this.output = output;
    this.source = source;
  }

  /**
   * Writes the project files.
   *
   * @return the files, in order
   * @throws InputException with code {@code input.escapes}, {@code input.output-dir}, {@code
   *     input.no-output} or {@code input.output-malformed}
   */
  public static List<Path> write(Path output, String outputDirInBuild, Path source) {
    String outputDir = BuildPath.checked(outputDirInBuild);
    BuildConfigFile config = BuildConfigFile.read(output);
    try {
      Injection injection = new Injection(output.toRealPath(), source.toRealPath());
      injection.readPlaces();
      List<AtomicText> files = new ArrayList<>();
      for (BuildConfigFile.Entry entry : config.projectFiles()) {
        files.add(injection.prepare(entry, outputDir));
      }
      for (AtomicText file : files) {
        file.write();
      }
      return files.stream().map(AtomicText::file).toList();
    } catch (IOException failure) {
      throw StoreException.builder("store.inject")
          .subject(source.toString())
          .message(source + ": the project files cannot be written: " + failure)
          .cause(failure)
          .hints("check that the source tree exists and is writable")
          .build();
    }
  }

  // Our own outputs know the relative place of a file even where it is named by an absolute path.
  private void readPlaces() {
    if (java.nio.file.Files.isRegularFile(output.resolve(Manifest.PATH))) {
      Manifest manifest = Manifest.read(output, ecosystem -> true);
      for (Section section : manifest.sections()) {
        section.projectFiles().forEach(file -> places.put(key(file), file));
      }
    }
  }

  private static String key(Section.FileRef file) {
    return file.sha256().hex() + "/" + file.path().name();
  }

  private AtomicText prepare(BuildConfigFile.Entry entry, String outputDir) throws IOException {
    String text = new Template(entry.template()).expand(outputDir);
    if (!entry.root().isEmpty()) {
      return AtomicText.at(root(entry.root()), new RelPath(entry.path()), text);
    }
    Path absolute = absolute(entry.path());
    String name = absolute.getFileName() == null ? "" : absolute.getFileName().toString();
    Section.FileRef place =
        places.get(Digest.ofText(Digest.Algorithm.SHA256, entry.template()).hex() + "/" + name);
    if (place != null && absolute.endsWith(place.path().under(Path.of("")))) {
      String root = place.root().name().toLowerCase(Locale.ROOT);
      return AtomicText.at(root(root), place.path(), text);
    }
    return foreign(absolute.normalize(), text);
  }

  private Path absolute(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException unnameable) {
      throw Json.malformed(
          output.resolve(BuildConfigFile.PATH),
          "this Java cannot name the file of an 'abspath': " + unnameable.getReason());
    }
  }

  private Path root(String name) {
    return switch (name) {
      case "source" -> source;
      case "output" -> output;
      default ->
          throw Json.malformed(
              output.resolve(BuildConfigFile.PATH), "the root '" + name + "' is not known");
    };
  }

  private AtomicText foreign(Path absolute, String text) throws IOException {
    for (Path root : List.of(source, output)) {
      if (absolute.startsWith(root)) {
        String relative = root.relativize(absolute).toString();
        return AtomicText.at(root, RelPath.of(relative.replace('\\', '/')), text);
      }
    }
    throw InputException.of(
        "input.escapes",
        absolute + " lies neither in the source tree nor in the output",
        "inject into the source tree that was prefetched",
        "or prefetch again at the new place");
  }
}
