package dev.hermetic.rpm.repodata;

import dev.hermetic.rpm.file.DependencyKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a repository says about one package. Immutable.
 *
 * <p>An entry read from primary.xml has the files that are listed there and no changelog.
 */
public final class PackageEntry {
  private final PackageId id;
  private final String location;
  private final String locationBase;
  private final PackageTexts texts;
  private final PackageNumbers numbers;
  private final Map<DependencyKind, List<DependencyEntry>> dependencies;
  private final List<PackageFile> files;
  private final List<Change> changes;

  private PackageEntry(Builder from) {
    this.id = from.id;
    this.location = from.location;
    this.locationBase = from.locationBase;
    this.texts = from.texts;
    this.numbers = from.numbers;
    this.dependencies = new EnumMap<>(DependencyKind.class);
    for (Map.Entry<DependencyKind, List<DependencyEntry>> list : from.dependencies.entrySet()) {
      dependencies.put(list.getKey(), List.copyOf(list.getValue()));
    }
    this.files = List.copyOf(from.files);
    this.changes = List.copyOf(from.changes);
  }

  /** Begins an entry for the package at {@code location}, relative to the repository. */
  public static Builder builder(PackageId id, String location) {
    return new Builder(id, location);
  }

  /** Which package. */
  public PackageId id() {
    return id;
  }

  /** Where it lies, relative to {@link #locationBase()} or else to the repository. */
  public String location() {
    return location;
  }

  /** The {@code xml:base} of the location, empty where there is none. */
  public String locationBase() {
    return locationBase;
  }

  /** What it tells people. */
  public PackageTexts texts() {
    return texts;
  }

  /** Sizes, times, offsets. */
  public PackageNumbers numbers() {
    return numbers;
  }

  /** One dependency list, in its order; empty where there is none. */
  public List<DependencyEntry> dependencies(DependencyKind kind) {
    return dependencies.getOrDefault(kind, List.of());
  }

  /** The paths it owns, in its order. */
  public List<PackageFile> files() {
    return files;
  }

  /** Its changelog, the newest last. */
  public List<Change> changes() {
    return changes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackageEntry that
        && id.equals(that.id)
        && location.equals(that.location)
        && locationBase.equals(that.locationBase)
        && texts.equals(that.texts)
        && numbers.equals(that.numbers)
        && dependencies.equals(that.dependencies)
        && files.equals(that.files)
        && changes.equals(that.changes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, location);
  }

  /** Names the package and all that it says. */
  @Override
  public String toString() {
    return id + " at " + location + " " + texts + numbers + dependencies + files + changes;
  }

  /** Collects an entry; not safe for several threads. */
  public static final class Builder {
    private final PackageId id;
    private final String location;
    private final Map<DependencyKind, List<DependencyEntry>> dependencies =
        new EnumMap<>(DependencyKind.class);
    private final List<PackageFile> files = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private String locationBase = "";
    private PackageTexts texts = PackageTexts.NONE;
    private PackageNumbers numbers = PackageNumbers.ZERO;

    private Builder(PackageId id, String location) {
      this.id = id;
      this.location = location;
    }

    /** Sets the {@code xml:base} of the location. */
    public Builder locationBase(String base) {
      this.locationBase = base;
      return this;
    }

    /** Sets what the package tells people. */
    public Builder texts(PackageTexts told) {
      this.texts = told;
      return this;
    }

    /** Sets sizes, times, offsets. */
    public Builder numbers(PackageNumbers given) {
      this.numbers = given;
      return this;
    }

    /** Appends to a dependency list. */
    public Builder dependency(DependencyKind kind, DependencyEntry dependency) {
      List<DependencyEntry> list = dependencies.get(kind);
      if (list == null) {
        list = new ArrayList<>();
        dependencies.put(kind, list);
      }
      list.add(dependency);
      return this;
    }

    /** Appends a path. */
    public Builder file(PackageFile file) {
      files.add(file);
      return this;
    }

    /** Appends to the changelog. */
    public Builder change(Change change) {
      changes.add(change);
      return this;
    }

    /** The entry. */
    public PackageEntry build() {
      return new PackageEntry(this);
    }
  }
}
