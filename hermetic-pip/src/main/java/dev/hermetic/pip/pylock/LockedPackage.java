package dev.hermetic.pip.pylock;

import dev.hermetic.core.Location;
import dev.hermetic.formats.toml.ParsedText;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A package that may be installed ({@code packages}). Exactly one of a repository, a directory, an
 * archive, or files of an index is its source. Equal when all fields are as written; the location
 * does not count. Immutable.
 */
public final class LockedPackage {
  private final PackageName name;
  private final @Nullable ParsedText<Version> version;
  private final @Nullable ParsedText<Marker> marker;
  private final @Nullable ParsedText<SpecifierSet> requiresPython;
  private final @Nullable List<Map<String, Object>> dependencies;
  private final @Nullable VcsSource vcs;
  private final @Nullable DirectorySource directory;
  private final @Nullable LockedFile archive;
  private final @Nullable String index;
  private final @Nullable LockedFile sdist;
  private final @Nullable List<LockedFile> wheels;
  private final @Nullable List<Map<String, Object>> attestationIdentities;
  private final @Nullable Map<String, Object> tool;
  private final @Nullable Location location;

  private LockedPackage(Builder builder) {
    this.name = builder.name;
    this.version = builder.version;
    this.marker = builder.marker;
    this.requiresPython = builder.requiresPython;
    this.dependencies = builder.dependencies;
    this.vcs = builder.vcs;
    this.directory = builder.directory;
    this.archive = builder.archive;
    this.index = builder.index;
    this.sdist = builder.sdist;
    this.wheels = builder.wheels;
    this.attestationIdentities = builder.attestationIdentities;
    this.tool = builder.tool;
    this.location = builder.location;
  }

  /** A package of that name; a source has to follow. */
  public static Builder named(PackageName name) {
    return new Builder(name);
  }

  /** A builder that starts with the values of this package. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.version = version;
    builder.marker = marker;
    builder.requiresPython = requiresPython;
    builder.dependencies = dependencies;
    builder.vcs = vcs;
    builder.directory = directory;
    builder.archive = archive;
    builder.index = index;
    builder.sdist = sdist;
    builder.wheels = wheels;
    builder.attestationIdentities = attestationIdentities;
    builder.tool = tool;
    builder.location = location;
    return builder;
  }

  /** Its normalized name. */
  public PackageName name() {
    return name;
  }

  /** Its version; empty where it is not known to be stable. */
  public Optional<Version> version() {
    return Optional.ofNullable(version).map(ParsedText::value);
  }

  /** The version as written. */
  public Optional<String> versionText() {
    return Optional.ofNullable(version).map(ParsedText::text);
  }

  /** When it is installed; empty for always. */
  public Optional<Marker> marker() {
    return Optional.ofNullable(marker).map(ParsedText::value);
  }

  /** The marker as written. */
  public Optional<String> markerText() {
    return Optional.ofNullable(marker).map(ParsedText::text);
  }

  /** The Pythons that it needs. An environment that it is chosen for must be one of them. */
  public Optional<SpecifierSet> requiresPython() {
    return Optional.ofNullable(requiresPython).map(ParsedText::value);
  }

  /** The Pythons that it needs, as written. */
  public Optional<String> requiresPythonText() {
    return Optional.ofNullable(requiresPython).map(ParsedText::text);
  }

  /** Tables that name the packages it depends on; for information, never for installing. */
  public Optional<List<Map<String, Object>>> dependencies() {
    return Optional.ofNullable(dependencies);
  }

  /** A repository as its source. */
  public Optional<VcsSource> vcs() {
    return Optional.ofNullable(vcs);
  }

  /** A directory as its source. */
  public Optional<DirectorySource> directory() {
    return Optional.ofNullable(directory);
  }

  /** An archive as its source, which may be a wheel as well. */
  public Optional<LockedFile> archive() {
    return Optional.ofNullable(archive);
  }

  /** The index where its files were found. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** Its sdist. */
  public Optional<LockedFile> sdist() {
    return Optional.ofNullable(sdist);
  }

  /** Its wheels, in the order of the lock. */
  public List<LockedFile> wheels() {
    return wheels == null ? List.of() : wheels;
  }

  /** Its wheels, then its sdist, then its archive. */
  public List<LockedFile> files() {
    List<LockedFile> files = new ArrayList<>(wheels());
    sdist().ifPresent(files::add);
    archive().ifPresent(files::add);
    return List.copyOf(files);
  }

  /** Tables about who published its files; each has a {@code kind}. */
  public Optional<List<Map<String, Object>>> attestationIdentities() {
    return Optional.ofNullable(attestationIdentities);
  }

  /** Tables of tools, by the name of the tool. */
  public Optional<Map<String, Object>> tool() {
    return Optional.ofNullable(tool);
  }

  /** The line of the lock where it begins; empty for packages that were not read. */
  public Optional<Location> location() {
    return Optional.ofNullable(location);
  }

  /** Whether the lock gave an array of wheels, even an empty one. */
  boolean hasWheelArray() {
    return wheels != null;
  }

  private List<Object> fields() {
    List<Object> fields =
        new ArrayList<>(List.of(name, versionText(), markerText(), requiresPythonText()));
    fields.addAll(List.of(dependencies(), vcs(), directory(), archive(), index(), sdist()));
    fields.addAll(List.of(Optional.ofNullable(wheels), attestationIdentities(), tool()));
    return fields;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LockedPackage that && fields().equals(that.fields());
  }

  @Override
  public int hashCode() {
    return fields().hashCode();
  }

  /** {@code name==version}. */
  @Override
  public String toString() {
    return version == null ? name.toString() : name + "==" + version.text();
  }

  /** Collects the values of a package. Not safe for use by several threads. */
  public static final class Builder {
    private final PackageName name;
    private @Nullable ParsedText<Version> version;
    private @Nullable ParsedText<Marker> marker;
    private @Nullable ParsedText<SpecifierSet> requiresPython;
    private @Nullable List<Map<String, Object>> dependencies;
    private @Nullable VcsSource vcs;
    private @Nullable DirectorySource directory;
    private @Nullable LockedFile archive;
    private @Nullable String index;
    private @Nullable LockedFile sdist;
    private @Nullable List<LockedFile> wheels;
    private @Nullable List<Map<String, Object>> attestationIdentities;
    private @Nullable Map<String, Object> tool;
    private @Nullable Location location;

    private Builder(PackageName name) {
      this.name = name;
    }

    /** Sets the version. */
    public Builder version(Version value) {
      return version(ParsedText.of(value));
    }

    Builder version(@Nullable ParsedText<Version> value) {
      this.version = value;
      return this;
    }

    /** Sets when it is installed. */
    public Builder marker(Marker value) {
      return marker(ParsedText.of(value));
    }

    /** Sets when it is installed, spelt as it is to be written. */
    public Builder marker(String text, Marker value) {
      return marker(new ParsedText<>(text, value));
    }

    Builder marker(@Nullable ParsedText<Marker> value) {
      this.marker = value;
      return this;
    }

    /** Sets the Pythons that it needs. */
    public Builder requiresPython(SpecifierSet value) {
      return requiresPython(ParsedText.of(value));
    }

    Builder requiresPython(@Nullable ParsedText<SpecifierSet> value) {
      this.requiresPython = value;
      return this;
    }

    /**
     * Sets the tables about what it depends on: texts, numbers, truth values, times, lists, maps.
     */
    public Builder dependencies(@Nullable List<Map<String, Object>> value) {
      this.dependencies = value == null ? null : List.copyOf(value);
      return this;
    }

    /** Sets a repository as its source. */
    public Builder vcs(@Nullable VcsSource value) {
      this.vcs = value;
      return this;
    }

    /** Sets a directory as its source. */
    public Builder directory(@Nullable DirectorySource value) {
      this.directory = value;
      return this;
    }

    /** Sets an archive as its source. */
    public Builder archive(@Nullable LockedFile value) {
      this.archive = value;
      return this;
    }

    /** Sets the index where its files were found. */
    public Builder index(@Nullable String value) {
      this.index = value;
      return this;
    }

    /** Sets its sdist. */
    public Builder sdist(@Nullable LockedFile value) {
      this.sdist = value;
      return this;
    }

    /** Sets its wheels. */
    public Builder wheels(@Nullable List<LockedFile> value) {
      this.wheels = value == null ? null : List.copyOf(value);
      return this;
    }

    /** Sets the tables about who published its files. */
    public Builder attestationIdentities(@Nullable List<Map<String, Object>> value) {
      this.attestationIdentities = value == null ? null : List.copyOf(value);
      return this;
    }

    /** Sets the tables of tools. */
    public Builder tool(@Nullable Map<String, Object> value) {
      this.tool = value;
      return this;
    }

    Builder location(Location value) {
      this.location = value;
      return this;
    }

    /** The package; whether it is complete is checked when a lock is made of it. */
    public LockedPackage build() {
      return new LockedPackage(this);
    }
  }
}
