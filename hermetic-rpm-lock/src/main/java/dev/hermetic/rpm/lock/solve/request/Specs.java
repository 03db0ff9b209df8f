package dev.hermetic.rpm.lock.solve.request;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.version.Relation;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the packages that a specification means: {@code name}, {@code name-1.0-1.x86_64}, a
 * provide, a path.
 */
final class Specs {
  private static final String PART = "([^:(/=<> ]+)";
  private static final String EPOCH = "(?:([0-9]+):)?";
  private static final String VERSION = "([^-:(/=<> ]+)";
  private static final String ARCH = "([^-:.(/=<> ]+)";

  /** The forms of specifications in the order in which they are tried. */
  private enum Form {
    NEVRA(PART + "-" + EPOCH + VERSION + "-" + VERSION + "\\." + ARCH, 1, 2, 3, 4, 5),
    NA(PART + "\\." + ARCH, 1, 0, 0, 0, 2),
    NAME(PART, 1, 0, 0, 0, 0),
    NEVR(PART + "-" + EPOCH + VERSION + "-" + VERSION, 1, 2, 3, 4, 0),
    NEV(PART + "-" + EPOCH + VERSION, 1, 2, 3, 0, 0);

    private final Pattern pattern;
    private final int[] groups;

    Form(String pattern, int... groups) {
      this.pattern = Pattern.compile(pattern);
      this.groups = groups;
    }
  }

  /**
   * What a specification means.
   *
   * @param packages ascending
   * @param name whether it named packages by their own names
   * @param justName whether it named nothing but a name
   * @param anyArch whether it named architectures by a pattern
   */
  record Meaning(IntList packages, boolean name, boolean justName, boolean anyArch) {}

  private final PackagePool pool;
  private boolean sources;

  Specs(PackagePool pool) {
    this.pool = pool;
  }

  /** The first form that means any package. */
  Meaning find(String spec) {
    for (Form form : Form.values()) {
      Matcher matcher = form.pattern.matcher(spec);
      if (matcher.matches()) {
        Meaning meaning = byForm(form, matcher);
        if (!meaning.packages().isEmpty()) {
          return meaning;
        }
      }
    }
    IntList found = byWholeName(spec);
    if (found.isEmpty()) {
      found = byProvide(spec);
    }
    if (found.isEmpty() && (spec.startsWith("/") || spec.startsWith("*/"))) {
      found = byPath(spec);
    }
    return new Meaning(found, false, false, false);
  }

  /**
   * The packages that the first form means that means any; sources count, provides and paths do
   * not.
   */
  IntList packagesOf(String spec) {
    sources = true;
    try {
      for (Form form : Form.values()) {
        Matcher matcher = form.pattern.matcher(spec);
        IntList found = matcher.matches() ? byForm(form, matcher).packages() : new IntList();
        if (!found.isEmpty()) {
          return found;
        }
      }
      return byWholeName(spec);
    } finally {
      sources = false;
    }
  }

  /** The packages of just this name, and of just this architecture unless that is empty. */
  IntList named(String name, String arch) {
    IntList found = new IntList();
    int at = pool.texts().intern(name);
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (pool.name(p) == at
          && counts(p)
          && (arch.isEmpty() || pool.texts().get(pool.arch(p)).equals(arch))) {
        found.add(p);
      }
    }
    return found;
  }

  private Meaning byForm(Form form, Matcher matcher) {
    String[] parts = new String[form.groups.length];
    for (int i = 0; i < parts.length; i++) {
      String part = form.groups[i] == 0 ? null : matcher.group(form.groups[i]);
      parts[i] = part == null ? "" : part;
    }
    String arch = parts[4];
    IntList found = new IntList();
    if (!arch.isEmpty() && !Glob.isGlob(arch) && !isKnownArch(arch)) {
      return new Meaning(found, true, false, false);
    }
    Glob[] globs = new Glob[parts.length];
    for (int i = 0; i < parts.length; i++) {
      globs[i] = Glob.of(parts[i]);
    }
    // Plain names are compared by number: to decode all names of a pool takes long.
    // solving.
    boolean plain = !Glob.isGlob(parts[0]);
    int name = plain ? pool.texts().intern(parts[0]) : 0;
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      boolean named =
          plain ? pool.name(p) == name : globs[0].matches(pool.texts().get(pool.name(p)));
      if (named && counts(p) && matches(p, globs, parts)) {
        found.add(p);
      }
    }
    return new Meaning(found, true, form == Form.NAME, Glob.isGlob(arch));
  }

  private boolean isKnownArch(String arch) {
    int known = pool.texts().intern(arch);
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (pool.arch(p) == known) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(int p, Glob[] globs, String[] parts) {
    String epoch = pool.text(p, PackageField.EPOCH);
    return (parts[1].isEmpty() || parts[1].equals(epoch.isEmpty() ? "0" : epoch))
        && (parts[2].isEmpty() || globs[2].matches(pool.text(p, PackageField.VERSION)))
        && (parts[3].isEmpty() || globs[3].matches(pool.text(p, PackageField.RELEASE)))
        && (parts[4].isEmpty() || globs[4].matches(pool.texts().get(pool.arch(p))));
  }

  private boolean counts(int p) {
    return !pool.isExcluded(p) && (sources || !pool.isSource(p));
  }

  private IntList byWholeName(String spec) {
    IntList found = new IntList();
    if (spec.indexOf('-') < 0 || spec.indexOf('.') < 0) {
      return found;
    }
    Glob glob = Glob.of(spec);
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (counts(p) && glob.matches(pool.nevra(p))) {
        found.add(p);
      }
    }
    return found;
  }

  private IntList byProvide(String spec) {
    IntList found = new IntList();
    String[] words = spec.strip().split("\\s+");
    Relation relation = words.length == 3 ? relation(words[1]) : Relation.ANY;
    if (words.length != 1 && (words.length != 3 || relation == null)) {
      return found;
    }
    BitSet matching = new BitSet();
    if (Glob.isGlob(words[0])) {
      globbed(Glob.of(words[0]), matching);
    } else if (relation != null) {
      String version = words.length == 3 ? words[2] : "";
      mark(pool.dependencies().single(words[0], relation, version), matching);
    }
    for (int p = matching.nextSetBit(0); p >= 0; p = matching.nextSetBit(p + 1)) {
      if (counts(p)) {
        found.add(p);
      }
    }
    return found;
  }

  private static @Nullable Relation relation(String sign) {
    for (Relation known : Relation.values()) {
      if (known != Relation.ANY && known.sign().equals(sign)) {
        return known;
      }
    }
    return null;
  }

  private void globbed(Glob glob, BitSet matching) {
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      int at = pool.dependencies(p, DependencyKind.PROVIDES);
      for (int offer; (offer = pool.entries().get(at)) != 0; at++) {
        if (!pool.dependencies().isJoined(offer)
            && glob.matches(pool.texts().get(pool.dependencies().left(offer)))) {
          matching.set(p);
        }
      }
    }
  }

  private void mark(int dependency, BitSet matching) {
    int at = pool.providers().of(dependency);
    for (int p; (p = pool.lists().get(at)) != 0; at++) {
      matching.set(p);
    }
  }

  private IntList byPath(String spec) {
    IntList found = new IntList();
    Glob glob = Glob.of(spec);
    for (int p = PackagePool.FIRST; p < pool.size(); p++) {
      if (counts(p) && pool.ownsPath(p, glob::matches)) {
        found.add(p);
      }
    }
    return found;
  }
}
