package dev.hermetic.rpm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.rpm.closure.Closure;
import dev.hermetic.rpm.file.RpmFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports what the packages of one architecture require and nobody offers. */
final class ClosureCheck {
  private static final int MOST_REPORTED = 50;
  private static final int MOST_NAMED = 5;

  private final String arch;
  private final List<Artifact> packages = new ArrayList<>();
  private final Closure closure;
  private final boolean baseKnown;

  /**
   * A check.
   *
   * @param base what the image below provides, empty when nobody said
   */
  ClosureCheck(String arch, Optional<Set<String>> base) {
    this.arch = arch;
    this.baseKnown = base.isPresent();
    this.closure = new Closure(base.orElse(Set.of()));
  }

  void add(Artifact artifact, Closure.Needs needs) {
    packages.add(artifact);
    closure.add(needs);
  }

  /** Reports; reads the packages once more when paths are required that are seldom asked for. */
  void report(LayoutContext context) throws IOException, InterruptedException {
    Set<String> open = closure.openPaths();
    if (!open.isEmpty()) {
      context.each(packages.size(), index -> look(open, packages.get(index), context));
    }
    List<Closure.Missing> missing = closure.missing();
    missing.stream().limit(MOST_REPORTED).forEach(one -> context.report(finding(one)));
    if (missing.size() > MOST_REPORTED) {
      context.report(
          Diagnostic.warning(
              "rpm.closure-more",
              arch + ": " + (missing.size() - MOST_REPORTED) + " more requirements are not met"));
    }
  }

  private void look(Set<String> open, Artifact artifact, LayoutContext context) throws IOException {
    for (RpmFile file : RepositoryWriter.header(context, artifact).files()) {
      if (open.contains(file.path())) {
        synchronized (closure) {
          closure.addPath(file.path());
        }
      }
    }
  }

  // Without a word about the base, most of it is there: that is worth knowing and no warning.
  private Diagnostic finding(Closure.Missing missing) {
    List<String> by = missing.by();
    String named = String.join(", ", by.subList(0, Math.min(MOST_NAMED, by.size())));
    String more = by.size() > MOST_NAMED ? " and " + (by.size() - MOST_NAMED) + " more" : "";
    String message = arch + ": " + missing.what() + " is required by " + named + more;
    return baseKnown
        ? Diagnostic.warning(
            "rpm.closure",
            message + ", but neither the lock nor 'base_provides' has it",
            "lock a package that provides it",
            "or add it to 'base_provides' when the image has it")
        : Diagnostic.info(
            "rpm.closure",
            message + ", and must come with the image",
            "declare what the image has in 'base_provides'");
  }
}
