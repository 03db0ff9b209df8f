package dev.hermetic.npm;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.LockfileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A bundled package under another name in a lock of version 1, as {@code "string-width-cjs":
 * {"version": "npm:string-width@4.2.3", "bundled": true}}.
 *
 * <p>npm 10 and newer take that whole text for the version, find that it satisfies nobody, and ask
 * the registry for the package although it lies in the tarball of the one that bundles it. So such
 * a lock installs without a network only when the text is rewritten to the version behind it, or
 * when a document of the package, made from what the lock says, lies in the cache.
 *
 * @param entry the bundled package
 * @param owner the entry whose tarball holds it
 */
record BundledAlias(LockEntry entry, LockEntry owner) {
  private static final String OTHER_DELIVERY = "use the delivery 'file' or 'both'";
  private static final String NEWER_LOCK =
      "or create the lock again with npm install --package-lock-only --lockfile-version 3";

  /** Those of a lock, in the order of its text; none when it has a {@code packages} section. */
  static List<BundledAlias> of(Lockfile lock) {
    List<BundledAlias> found = new ArrayList<>();
    Deque<LockEntry> ancestors = new ArrayDeque<>();
    for (LockEntry entry : lock.isLegacyOnly() ? lock.entries() : List.<LockEntry>of()) {
      while (!ancestors.isEmpty() && !isBelow(entry, ancestors.element())) {
        ancestors.pop();
      }
      if (!(entry.form() instanceof ResolvedForm.Bundled)) {
        ancestors.push(entry);
      } else if (isAlias(entry) && !ancestors.isEmpty()) {
        found.add(new BundledAlias(entry, ancestors.element()));
      }
    }
    return found;
  }

  private static boolean isAlias(LockEntry entry) {
    return entry.node().text("version").filter(text -> text.startsWith("npm:")).isPresent();
  }

  private static boolean isBelow(LockEntry entry, LockEntry ancestor) {
    return entry.path().startsWith(ancestor.path() + ".dependencies[");
  }

  /**
   * Says what the delivery {@code cache}, which leaves the lock as it is, cannot do for a lock with
   * bundled aliases: npm 11 and newer compare that text with the version once more and refuse the
   * lock, with a network too.
   *
   * @throws LockfileException with code {@code npm.bundled-alias} when no npm can install it, since
   *     the owner comes from no registry and so nothing says which one npm will ask
   */
  static void report(Lockfile lock, Consumer<Diagnostic> sink) {
    List<BundledAlias> aliases = of(lock);
    for (BundledAlias alias : aliases) {
      if (!alias.hasRegistry()) {
        throw LockfileException.of(
            "npm.bundled-alias",
            alias.entry.locationOf("version"),
            alias.entry.path()
                + " is a bundled alias inside a package of no registry, which npm looks up again",
            OTHER_DELIVERY,
            NEWER_LOCK);
      }
    }
    if (!aliases.isEmpty()) {
      LockEntry first = aliases.get(0).entry;
      sink.accept(
          Diagnostic.warning(
                  "npm.bundled-alias",
                  first.path()
                      + " is a bundled alias, and there are "
                      + aliases.size()
                      + " of them; npm 11 and newer refuse a version 1 lock with one, online too",
                  OTHER_DELIVERY,
                  NEWER_LOCK)
              .at(first.locationOf("version")));
    }
  }

  private boolean hasRegistry() {
    ResolvedForm form = owner.form();
    return form instanceof ResolvedForm.Unstated
        || form instanceof ResolvedForm.Tarball tarball
            && Urls.tryParse(tarball.url())
                .filter(url -> Urls.hasRegistryForm(url, owner.name(), owner.version()))
                .isPresent();
  }
}
