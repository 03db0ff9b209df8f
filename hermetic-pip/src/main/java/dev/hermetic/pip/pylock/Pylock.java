package dev.hermetic.pip.pylock;

import dev.hermetic.core.InputException;
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
 * A lock file as PEP 751 defines it. Equal when all fields are as written. Immutable; holds only
 * packages that keep the rules of the specification.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/pylock-toml/">the
 *     specification</a>
 */
public final class Pylock {
  /** The version of the format that is written. */
  public static final String VERSION = "1.0";

  private final ParsedText<Version> lockVersion;
  private final @Nullable List<ParsedText<Marker>> environments;
  private final @Nullable ParsedText<SpecifierSet> requiresPython;
  private final @Nullable List<PackageName> extras;
  private final @Nullable List<String> dependencyGroups;
  private final @Nullable List<String> defaultGroups;
  private final String createdBy;
  private final List<LockedPackage> packages;
  private final @Nullable Map<String, Object> tool;

  private Pylock(Builder builder) {
    this.lockVersion = builder.lockVersion;
    this.environments = builder.environments;
    this.requiresPython = builder.requiresPython;
    this.extras = builder.extras;
    this.dependencyGroups = builder.dependencyGroups;
    this.defaultGroups = builder.defaultGroups;
    this.createdBy = builder.createdBy;
    this.packages = List.copyOf(builder.packages);
    this.tool = builder.tool;
  }

  /** A lock without packages, created by the named tool. */
  public static Builder createdBy(String tool) {
    return new Builder(tool);
  }

  /** A builder that starts with the values of this lock. */
  public Builder toBuilder() {
    Builder builder = new Builder(createdBy);
    builder.lockVersion = lockVersion;
    builder.environments = environments;
    builder.requiresPython = requiresPython;
    builder.extras = extras;
    builder.dependencyGroups = dependencyGroups;
    builder.defaultGroups = defaultGroups;
    builder.packages.addAll(packages);
    builder.tool = tool;
    return builder;
  }

  /** The version of the format: {@code 1.0}. */
  public String lockVersion() {
    return lockVersion.text();
  }

  /** The environments that the lock is made for, one of which must hold; empty for any. */
  public Optional<List<Marker>> environments() {
    return Optional.ofNullable(environments)
        .map(markers -> markers.stream().map(ParsedText::value).toList());
  }

  /** The same as written. */
  Optional<List<String>> environmentTexts() {
    return Optional.ofNullable(environments)
        .map(markers -> markers.stream().map(ParsedText::text).toList());
  }

  /** The Pythons that the lock is made for. */
  public Optional<SpecifierSet> requiresPython() {
    return Optional.ofNullable(requiresPython).map(ParsedText::value);
  }

  /** The same as written. */
  public Optional<String> requiresPythonText() {
    return Optional.ofNullable(requiresPython).map(ParsedText::text);
  }

  /** The extras that can be asked for; an empty list says that the project has none. */
  public Optional<List<PackageName>> extras() {
    return Optional.ofNullable(extras);
  }

  /** The dependency groups that can be asked for; an empty list says that there are none. */
  public Optional<List<String>> dependencyGroups() {
    return Optional.ofNullable(dependencyGroups);
  }

  /** The groups that are installed unless others are asked for. */
  public Optional<List<String>> defaultGroups() {
    return Optional.ofNullable(defaultGroups);
  }

  /** The tool that made the lock. */
  public String createdBy() {
    return createdBy;
  }

  /** All packages that may be installed, in the order of the file. */
  public List<LockedPackage> packages() {
    return packages;
  }

  /** Tables of tools, by the name of the tool. */
  public Optional<Map<String, Object>> tool() {
    return Optional.ofNullable(tool);
  }

  /** The text of the lock file. */
  public String toToml() {
    return PylockWriter.write(this);
  }

  private List<Object> fields() {
    List<Object> fields = new ArrayList<>(List.of(lockVersion, environmentTexts()));
    fields.addAll(List.of(requiresPythonText(), extras(), dependencyGroups(), defaultGroups()));
    fields.addAll(List.of(createdBy, packages, tool()));
    return fields;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pylock that && fields().equals(that.fields());
  }

  @Override
  public int hashCode() {
    return fields().hashCode();
  }

  @Override
  public String toString() {
    return "pylock of " + createdBy + " with " + packages.size() + " packages";
  }

  /** Collects the values of a lock. Not safe for use by several threads. */
  public static final class Builder {
    private ParsedText<Version> lockVersion = ParsedText.of(Version.parse(VERSION));
    private @Nullable List<ParsedText<Marker>> environments;
    private @Nullable ParsedText<SpecifierSet> requiresPython;
    private @Nullable List<PackageName> extras;
    private @Nullable List<String> dependencyGroups;
    private @Nullable List<String> defaultGroups;
    private final String createdBy;
    private final List<LockedPackage> packages = new ArrayList<>();
    private @Nullable Map<String, Object> tool;

    private Builder(String createdBy) {
      this.createdBy = createdBy;
    }

    Builder lockVersion(ParsedText<Version> value) {
      this.lockVersion = value;
      return this;
    }

    /** Sets the environments that the lock is made for. */
    public Builder environments(List<Marker> value) {
      return environmentsAsWritten(value.stream().map(ParsedText::of).toList());
    }

    Builder environmentsAsWritten(@Nullable List<ParsedText<Marker>> value) {
      this.environments = value;
      return this;
    }

    /** Sets the Pythons that the lock is made for. */
    public Builder requiresPython(SpecifierSet value) {
      return requiresPython(ParsedText.of(value));
    }

    Builder requiresPython(@Nullable ParsedText<SpecifierSet> value) {
      this.requiresPython = value;
      return this;
    }

    /** Sets the extras that can be asked for. */
    public Builder extras(@Nullable List<PackageName> value) {
      this.extras = value == null ? null : List.copyOf(value);
      return this;
    }

    /** Sets the dependency groups that can be asked for. */
    public Builder dependencyGroups(@Nullable List<String> value) {
      this.dependencyGroups = value == null ? null : List.copyOf(value);
      return this;
    }

    /** Sets the groups that are installed unless others are asked for. */
    public Builder defaultGroups(@Nullable List<String> value) {
      this.defaultGroups = value == null ? null : List.copyOf(value);
      return this;
    }

    /** Adds a package. */
    public Builder add(LockedPackage locked) {
      packages.add(locked);
      return this;
    }

    /** Puts packages in place of those added so far. */
    public Builder packages(List<LockedPackage> value) {
      packages.clear();
      packages.addAll(value);
      return this;
    }

    /** Sets the tables of tools. */
    public Builder tool(@Nullable Map<String, Object> value) {
      this.tool = value;
      return this;
    }

    /**
     * The lock.
     *
     * @throws InputException with code {@code pip.source}, {@code pip.hash}, {@code pip.size},
     *     {@code pip.file-name} or {@code pip.pylock} when a package breaks a rule of the
     *     specification
     */
    public Pylock build() {
      packages.forEach(PackageRules::check);
      return new Pylock(this);
    }
  }
}
