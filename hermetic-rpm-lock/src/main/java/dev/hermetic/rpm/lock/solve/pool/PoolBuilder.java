package dev.hermetic.rpm.lock.solve.pool;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.repodata.EvrPool;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.StringPool;
import dev.hermetic.rpm.version.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects packages; what is installed must come first. For one thread. */
public final class PoolBuilder {
  private static final DependencyKind[] KINDS = DependencyKind.values();

  final StringPool texts = new StringPool();
  final EvrPool evrPool = new EvrPool();
  final Work work = new Work();
  final Evrs evrs = new Evrs(texts, evrPool, work);
  final Dependencies dependencies = new Dependencies(texts, evrPool);
  final PackedLists entries = new PackedLists();
  final IntList[] lists = new IntList[KINDS.length];
  final IntList names = IntList.of(0, 0);
  final IntList arches = IntList.of(0, 0);
  final IntList versions = IntList.of(0, 0);
  final IntList scores = IntList.of(0, 0);
  final IntList colours = IntList.of(0, 3);
  final IntList repositoryOf = IntList.of(0, 0);
  final List<Repository> repositories = new ArrayList<>();
  final List<PackageTable> tables = new ArrayList<>();
  final IntList starts = new IntList();
  final List<FileOwners> files = new ArrayList<>();
  int installedEnd = PackagePool.FIRST;
  boolean wordSizes = true;
  boolean ownNames = true;

  private final ArchPolicy arch;
  private final int zero = texts.intern("0");
  private final IntList current = new IntList();

  /** No packages yet. */
  public PoolBuilder(ArchPolicy arch) {
    this.arch = arch;
    for (int i = 0; i < lists.length; i++) {
      lists[i] = IntList.of(PackedLists.EMPTY, PackedLists.EMPTY);
    }
  }

  /** Lets no two packages of one name stand side by side, whatever their word sizes. */
  public PoolBuilder ignoreWordSizes() {
    wordSizes = false;
    return this;
  }

  /** Lets packages provide only what they say they do, not their own names by themselves. */
  public PoolBuilder withoutOwnNames() {
    ownNames = false;
    return this;
  }

  /**
   * Adds the packages of a repository.
   *
   * @param owners who owns which path
   * @throws IllegalArgumentException when installed packages come behind others
   */
  public PoolBuilder add(Repository repository, PackageTable table, FileOwners owners) {
    if (repository.isInstalled() && !repositories.isEmpty()) {
      throw new IllegalArgumentException("installed packages come first");
    }
    repositories.add(repository);
    tables.add(table);
    files.add(owners);
    starts.add(names.size());
    new TableCopy(this, table).copy(repositories.size() - 1);
    if (repository.isInstalled()) {
      installedEnd = names.size();
    }
    return this;
  }

  /** The same with the paths that the table itself lists. */
  public PoolBuilder add(Repository repository, PackageTable table) {
    return add(repository, table, FileOwners.of(table));
  }

  /** Has the owners of a path found, which some package asks for or nobody; else does nothing. */
  public PoolBuilder wantPath(String path) {
    if (path.startsWith("/")) {
      dependencies.name(texts.intern(path));
    }
    return this;
  }

  /**
   * The pool; the builder is of no further use.
   *
   * @throws IOException when reading lists of files fails
   */
  public PackagePool build() throws IOException {
    return new PackagePool(this);
  }

  /** Copies one table, whose texts have other numbers. */
  private static final class TableCopy {
    private final PoolBuilder to;
    private final PackageTable table;
    private final int[] numbers;
    private final int[] evrs;

    TableCopy(PoolBuilder to, PackageTable table) {
      this.to = to;
      this.table = table;
      this.numbers = new int[table.texts().size()];
      this.evrs = new int[table.dependencyEvrs()];
    }

    void copy(int repository) {
      for (int row = 0; row < table.size(); row++) {
        int arch = table.number(row, PackageField.ARCH);
        String archName = table.texts().get(arch);
        boolean source = archName.equals("src") || archName.equals("nosrc");
        int name = text(table.number(row, PackageField.NAME));
        int evr =
            evr(
                table.number(row, PackageField.EPOCH),
                table.number(row, PackageField.VERSION),
                table.number(row, PackageField.RELEASE));
        to.names.add(name);
        to.arches.add(text(arch));
        to.versions.add(evr);
        to.scores.add(to.arch.score(archName));
        to.colours.add(source ? 0 : to.wordSizes ? ArchPolicy.colours(archName) : 3);
        to.repositoryOf.add(repository);
        for (DependencyKind kind : KINDS) {
          to.current.clear();
          table.dependencies(row, kind, this::dependency);
          if (kind == DependencyKind.PROVIDES && !source && to.ownNames) {
            to.current.add(to.dependencies.versioned(name, Relation.EQ, evr));
          }
          to.lists[kind.ordinal()].add(to.entries.store(to.current));
        }
      }
    }

    private int text(int number) {
      if (numbers[number] == 0) {
        numbers[number] = to.texts.intern(table.texts(), number);
      }
      return numbers[number];
    }

    private int evr(int epoch, int version, int release) {
      int e = text(epoch);
      return to.evrPool.intern(e == to.zero ? 0 : e, text(version), text(release));
    }

    private int evrOf(int entry) {
      int number = table.dependencyEvr(entry);
      if (evrs[number] == 0) {
        evrs[number] =
            evr(
                table.dependencyEpoch(entry),
                table.dependencyVersion(entry),
                table.dependencyRelease(entry));
      }
      return evrs[number];
    }

    private void dependency(int entry) {
      int name = table.dependencyName(entry);
      Relation relation = table.dependencyRelation(entry);
      if (relation != Relation.ANY) {
        to.current.add(to.dependencies.versioned(text(name), relation, evrOf(entry)));
      } else if (table.texts().startsWith(name, '(')) {
        to.current.add(to.dependencies.rich(table.texts().get(name)));
      } else {
        to.current.add(to.dependencies.name(text(name)));
      }
    }
  }
}
