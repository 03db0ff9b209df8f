package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.StringPool;
import dev.hermetic.rpm.version.Relation;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All packages, each known by a number. What is installed comes first, then the repositories in
 * their order, each in the order of its list; choices between equals fall to the lower number, so
 * that equal input gives equal answers. Number {@link #SYSTEM} is the system itself. For one
 * thread.
 */
public final class PackagePool {
  /** Stands for what is always there. */
  public static final int SYSTEM = 1;

  /** The first package. */
  public static final int FIRST = 2;

  private final PoolBuilder rows;
  private final BitSet excluded = new BitSet();
  private final BitSet filtered = new BitSet();
  private final Providers providers;

  PackagePool(PoolBuilder rows) throws IOException {
    this.rows = rows;
    this.providers = new Providers(this, rows.files);
  }

  /** One more than the highest number. */
  public int size() {
    return rows.names.size();
  }

  /** One more than the highest number of an installed package. */
  public int installedEnd() {
    return rows.installedEnd;
  }

  /** Whether there are installed packages. */
  public boolean hasInstalled() {
    return rows.installedEnd > FIRST;
  }

  /** Whether a package is installed. */
  public boolean isInstalled(int p) {
    return p >= FIRST && p < rows.installedEnd;
  }

  /** The text of a package's name. */
  public int name(int p) {
    return rows.names.get(p);
  }

  /** The text of a package's architecture. */
  public int arch(int p) {
    return rows.arches.get(p);
  }

  /** The version of a package. */
  public int evr(int p) {
    return rows.versions.get(p);
  }

  /** What an architecture is worth; see {@link ArchPolicy#score}. */
  public int archScore(int p) {
    return rows.scores.get(p);
  }

  /** Whether two packages of one name may not stand side by side because of their word sizes. */
  public boolean coloursMeet(int left, int right) {
    return (rows.colours.get(left) & rows.colours.get(right)) != 0;
  }

  /** Whether packages of one name and different word sizes may stand side by side. */
  public boolean hasWordSizes() {
    return rows.wordSizes;
  }

  /** Where a package comes from. */
  public Repository repository(int p) {
    return rows.repositories.get(rows.repositoryOf.get(p));
  }

  /** The index of where a package comes from. */
  public int repositoryIndex(int p) {
    return rows.repositoryOf.get(p);
  }

  /** The table that describes a package, and behind it the row. */
  public PackageTable table(int p) {
    return rows.tables.get(rows.repositoryOf.get(p));
  }

  PackageTable tableAt(int repository) {
    return rows.tables.get(repository);
  }

  /** The row of a package in its {@link #table}. */
  public int row(int p) {
    return p - rows.starts.get(rows.repositoryOf.get(p));
  }

  /** A field of a package. */
  public String text(int p, PackageField field) {
    return table(p).text(row(p), field);
  }

  /** Where packages come from, what is installed included. */
  public List<Repository> repositories() {
    return List.copyOf(rows.repositories);
  }

  /** The texts. */
  public StringPool texts() {
    return rows.texts;
  }

  /** How much was done with these packages. */
  public Work work() {
    return rows.work;
  }

  /** The versions. */
  public Evrs evrs() {
    return rows.evrs;
  }

  /** The dependencies. */
  public Dependencies dependencies() {
    return rows.dependencies;
  }

  /** Who offers what. */
  public Providers providers() {
    return providers;
  }

  /** Lists of packages and of literals. */
  public PackedLists lists() {
    return providers.lists();
  }

  /** Where the dependencies of a package begin in {@link #entries()}. */
  public int dependencies(int p, DependencyKind kind) {
    return rows.lists[kind.ordinal()].get(p);
  }

  /** Whether a package has dependencies of a kind. */
  public boolean has(int p, DependencyKind kind) {
    return rows.lists[kind.ordinal()].get(p) != PackedLists.EMPTY;
  }

  /** The lists of dependencies. */
  public PackedLists entries() {
    return rows.entries;
  }

  /** Whether it is a source package. */
  public boolean isSource(int p) {
    return rows.colours.get(p) == 0;
  }

  /**
   * Leaves a package out of every choice: requests do not find it, nothing may install it, and it
   * still counts as a provider, so that explanations can name it. What is installed stays. The
   * filter of modules may change while a request is made.
   */
  public void exclude(int p, Exclusion why) {
    (why == Exclusion.MODULAR ? filtered : excluded).set(p);
  }

  /** The same because somebody said so. */
  public void exclude(int p) {
    exclude(p, Exclusion.EXCLUDED);
  }

  /** Takes back all exclusions of one kind. */
  public void readmit(Exclusion why) {
    (why == Exclusion.MODULAR ? filtered : excluded).clear();
  }

  /** Whether a package was left out. */
  public boolean isExcluded(int p) {
    return excluded.get(p) || filtered.get(p);
  }

  /** Why a package was left out, null when it was not. */
  public @Nullable Exclusion exclusion(int p) {
    return filtered.get(p) ? Exclusion.MODULAR : excluded.get(p) ? Exclusion.EXCLUDED : null;
  }

  /** Whether a package can be installed at all. */
  public boolean isInstallable(int p) {
    return archScore(p) != 0 && !isSource(p) && !isExcluded(p);
  }

  /**
   * Whether name and version of a package are what a dependency names; no provides are looked at.
   */
  public boolean matchesName(int p, int dependency) {
    Dependencies all = rows.dependencies;
    return !all.isJoined(dependency)
        && all.left(dependency) == name(p)
        && rows.evrs.overlap(Relation.EQ, evr(p), all.relation(dependency), all.right(dependency));
  }

  /** Whether a package owns a path of those that are in its table. */
  public boolean ownsPath(int p, Predicate<String> wanted) {
    PackageTable table = table(p);
    for (int file : table.files(row(p))) {
      if (wanted.test(table.texts().get(file))) {
        return true;
      }
    }
    return false;
  }

  /** The order of two packages' versions. */
  public int compareVersions(int left, int right) {
    return rows.evrs.compare(evr(left), evr(right));
  }

  /** {@code name-[epoch:]version-release.arch}. */
  public String nevra(int p) {
    return p == SYSTEM
        ? "system"
        : texts().get(name(p)) + "-" + evrs().text(evr(p)) + "." + texts().get(arch(p));
  }
}
