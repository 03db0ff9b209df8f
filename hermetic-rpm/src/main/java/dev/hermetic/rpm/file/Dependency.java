package dev.hermetic.rpm.file;

import dev.hermetic.rpm.version.Evr;
import dev.hermetic.rpm.version.Relation;
import java.util.Objects;

/**
 * Something a package provides, requires, conflicts with and so on.
 *
 * @param name a name, a path, a capability such as {@code libc.so.6(GLIBC_2.4)(64bit)}, or a rich
 *     dependency in parentheses
 * @param flags rpm's sense flags as they stand in the header
 * @param version {@code [epoch:]version[-release]} as it stands in the header, empty when none
 */
public record Dependency(String name, int flags, String version) {
  private static final int PRETRANS = 1 << 7;
  private static final int POSTTRANS = 1 << 5;
  private static final int PREREQ = 1 << 6;
  private static final int SCRIPT_PRE = 1 << 9;
  private static final int SCRIPT_POST = 1 << 10;

  /** Checks that nothing is null. */
  public Dependency {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
  }

  /** How the version is meant; {@link Relation#ANY} where flags or version say nothing. */
  public Relation relation() {
    return version.isEmpty() ? Relation.ANY : Relation.ofFlags(flags);
  }

  /** The version, parsed; meaningful unless the relation is {@link Relation#ANY}. */
  public Evr evr() {
    return Evr.parse(version);
  }

  /** Whether it is a condition of several dependencies, {@code (a if b)}. */
  public boolean isRich() {
    return name.startsWith("(");
  }

  /** Whether it asks for a feature of rpm itself, {@code rpmlib(CompressedFileNames)}. */
  public boolean isRpmlib() {
    return name.startsWith("rpmlib(");
  }

  /**
   * Whether it must be there before the package is unpacked or its scripts run: {@code PREREQ},
   * {@code %pre} and {@code %post}, which createrepo_c marks in all its versions.
   */
  public boolean isPre() {
    return (flags & (PREREQ | SCRIPT_PRE | SCRIPT_POST)) != 0;
  }

  /** Whether {@code %pretrans} or {@code %posttrans} need it. */
  public boolean isTransaction() {
    return (flags & (PRETRANS | POSTTRANS)) != 0;
  }

  /**
   * Whether this and another dependency have the same name and a version in common: a requirement
   * and a provide, for example.
   */
  public boolean overlaps(Dependency other) {
    if (!name.equals(other.name)) {
      return false;
    }
    Relation mine = relation();
    Relation theirs = other.relation();
    return mine == Relation.ANY
        || theirs == Relation.ANY
        || mine.overlaps(evr(), theirs, other.evr());
  }

  /** {@code name >= version}, as in spec files. */
  @Override
  public String toString() {
    return relation() == Relation.ANY ? name : name + " " + relation().sign() + " " + version;
  }
}
