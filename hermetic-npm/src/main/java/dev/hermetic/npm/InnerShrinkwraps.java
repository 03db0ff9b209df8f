package dev.hermetic.npm;

import dev.hermetic.core.Diagnostic;
import java.util.function.Consumer;

/** Packages that bring an {@code npm-shrinkwrap.json} of their own. */
final class InnerShrinkwraps {
  private InnerShrinkwraps() {}

  /** Warns of each: npm 7 to 11 let the inner file's URLs win over a rewritten lock. */
  static void report(Lockfile lock, Consumer<Diagnostic> sink) {
    for (LockEntry entry : lock.entries()) {
      if (entry.hasShrinkwrap()) {
        sink.accept(
            Diagnostic.warning(
                    "npm.inner-shrinkwrap",
                    entry.display()
                        + " brings its own npm-shrinkwrap.json, whose URLs npm 7 to 11"
                        + " prefer to the rewritten lock",
                    "use the delivery 'both' or 'cache'")
                .at(entry.location()));
      }
    }
  }
}
