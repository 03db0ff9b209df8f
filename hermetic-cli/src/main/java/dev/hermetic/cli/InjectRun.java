package dev.hermetic.cli;

import dev.hermetic.core.Prefetch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the project files of an output, as both {@code inject} and {@code inject-files} do it. */
final class InjectRun {
  private final ProcessContext process;
  private final Console console;

  InjectRun(ProcessContext process, Console console) {
    this.process = process;
    this.console = console;
  }

  int run(String command, InjectOptions options) {
    Path output = process.path(options.directory);
    String inBuild = options.inBuild == null ? output.toString() : options.inBuild;
    List<Path> written;
    try (Prefetch prefetch = Prefetch.builder().discovery(false).build()) {
      written = prefetch.inject(output, inBuild, process.path(options.source));
    }
    written.forEach(file -> console.result("wrote " + file));
    if (written.isEmpty()) {
      console.note("there is nothing to inject");
    }
    Map<String, Object> document = Documents.start(command, "ok");
    document.put("files", written.stream().map(Path::toString).toList());
    console.document(document);
    return ExitCode.OK;
  }
}
