package dev.hermetic.pip.requirements;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a requirements file and, where they stand, the files that it includes. */
final class RequirementsReader {
  /** Ten times the largest file known, which lists every wheel of 400 packages. */
  private static final long MAX_BYTES = 32L * 1024 * 1024;

  /** A file may be included twice, and two that include each further one twice would not end. */
  private static final int MAX_INCLUSIONS = 1_000;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_LINES = 200_000;
  private static final int MAX_FAILURES = 100;

  private final SourceTree tree;
  private final RelPath first;
  private final Variables variables;
  private final LineReader lines;
  private final Map<RelPath, RequirementsFile> files = new LinkedHashMap<>();
  private final Map<RelPath, Decoded> contents = new LinkedHashMap<>();
  private final List<RequirementLine> all = new ArrayList<>();
  private final List<GlobalOption> options = new ArrayList<>();
  private final List<HermeticException> failures = new ArrayList<>();
  private final Deque<RelPath> open = new ArrayDeque<>();
  private int inclusions;
  private int count;

  RequirementsReader(SourceTree tree, RelPath first, Function<String, Optional<String>> variables) {
    this.tree = tree;
    this.first = first;
    this.variables = new Variables(variables);
    this.lines = new LineReader(new ProjectFiles(tree, first.parent()));
  }

  Requirements read() throws IOException {
    include(first, Location.of(first), false);
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      throw PrefetchFailedException.of(failures);
    }
    return new Requirements(List.copyOf(files.values()), all, options);
  }

  private void include(RelPath file, Location from, boolean constraint) throws IOException {
    if (open.contains(file)) {
      throw LockfileException.of(
          "pip.include",
          from,
          file + " includes itself, through " + String.join(", ", names()),
          "remove one of the inclusions");
    }
    if (++inclusions > MAX_INCLUSIONS || open.size() >= MAX_DEPTH) {
      throw LockfileException.of(
          "pip.size", from, "the files include each other too often", "include each of them once");
    }
    open.addLast(file);
    Decoded content = content(file);
    List<RequirementLine> own = new ArrayList<>();
    List<LogicalLine> logical = new ArrayList<>();
    PythonLines.read(content.text(), line -> add(file, line, logical));
    for (LogicalLine line : logical) {
      guarded(() -> take(line, new Location(file, line.line()), constraint, own));
    }
    files.put(file, new RequirementsFile(file, content, own));
    open.removeLast();
  }

  private List<String> names() {
    return open.stream().map(RelPath::value).toList();
  }

  private Decoded content(RelPath file) throws IOException {
    Decoded known = contents.get(file);
    if (known == null) {
      known = Decoded.of(file, tree.read(file, MAX_BYTES));
      contents.put(file, known);
      // Takes its place in the order before the files that it includes.
      files.put(file, new RequirementsFile(file, known, List.of()));
    }
    return known;
  }

  private void add(RelPath file, LogicalLine line, List<LogicalLine> logical) {
    if (++count > MAX_LINES) {
      throw LockfileException.of(
          "pip.size",
          new Location(file, line.line()),
          "the files hold more than " + MAX_LINES + " lines",
          "check that they are the right files");
    }
    logical.add(line);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void guarded(Step step) throws IOException {
    try {
      step.run();
    } catch (LockfileException failure) {
      failures.add(failure);
      if (failures.size() >= MAX_FAILURES) {
        throw PrefetchFailedException.of(failures);
      }
    }
  }

  private void take(LogicalLine line, Location at, boolean constraint, List<RequirementLine> own)
      throws IOException {
    LogicalLine filled = variables.fill(line, at);
    List<LineOptions.Use> globals = List.of();
    try {
      ParsedLine parsed = ParsedLine.of(filled, at);
      if (lines.isRequirement(parsed)) {
        RequirementLine requirement = lines.requirement(parsed, constraint, line.text());
        own.add(requirement);
        all.add(requirement);
      } else {
        globals = lines.globals(parsed);
      }
    } catch (LockfileException failure) {
      throw filled == line ? failure : variables.concealed(failure, line);
    }
    for (LineOptions.Use use : globals) {
      take(use, at);
    }
  }

  private void take(LineOptions.Use use, Location at) throws IOException {
    switch (use.option()) {
      case REQUIREMENT -> include(included(use.value(), at), at, false);
      case CONSTRAINT -> include(included(use.value(), at), at, true);
      default -> options.add(new GlobalOption(use.option(), use.value(), at));
    }
  }

  private static RelPath included(String path, Location at) {
    return ProjectFiles.within(at.file().parent(), path)
        .filter(inside -> UrlText.scheme(path).isEmpty())
        .orElseThrow(
            () ->
                LockfileException.of(
                    "pip.include",
                    at,
                    PrintableText.quoted(path) + " is not a file of the project",
                    "keep the file inside the project and name it by a relative path"));
  }
}
