package dev.hermetic.npm;

import dev.hermetic.core.LockfileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A bundled package under another name in a lock of version 1, as {@code "string-width-cjs":
 * {"version": "npm:string-width@4.2.3", "bundled": true}}.
 *
 * <p>npm 7 and newer take that whole text for the version, find that it satisfies nobody, and ask
 * the registry for the package although it lies in the tarball of the one that bundles it. So such
 * a lock installs without a network only when the text is rewritten to the version behind it, or
 * when a document of the package, made from what the lock says, lies in the cache.
 *
 * @param entry the bundled package
 * @param owner the entry whose tarball holds it
 */
record BundledAlias(LockEntry entry, LockEntry owner) {
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
   * Fails for a lock that the delivery {@code cache} cannot serve: where the owner comes from no
   * registry, nothing says which one npm will ask.
   *
   * @throws LockfileException with code {@code npm.bundled-alias}
   */
  static void requireRegistries(Lockfile lock) {
    for (BundledAlias alias : of(lock)) {
      if (!alias.hasRegistry()) {
        throw new LockfileException(
            "npm.bundled-alias",
            alias.entry.locationOf("version"),
            alias.entry.path()
                + " is a bundled alias inside a package of no registry, which npm looks up again",
            "use the delivery 'file' or 'both'",
            "or create the lock with --lockfile-version 3");
      }
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
