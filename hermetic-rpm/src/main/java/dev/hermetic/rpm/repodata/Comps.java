package dev.hermetic.rpm.repodata;

import java.util.List;

/**
 * The groups of a repository.
 *
 * @param groups groups of packages, in order
 * @param environments groups of groups, in order
 */
public record Comps(List<Group> groups, List<Environment> environments) {
  /** Copies the lists. */
  public Comps {
    groups = List.copyOf(groups);
    environments = List.copyOf(environments);
  }

  /** When a member is installed with its group. */
  public enum Membership {
    /** Always. */
    MANDATORY,
    /** Unless told otherwise. */
    DEFAULT,
    /** Only when asked for. */
    OPTIONAL,
    /** When another package is installed. */
    CONDITIONAL
  }

  /**
   * A package of a group.
   *
   * @param name its name
   * @param membership when it is installed
   * @param requires for conditional members, the package they depend on; else empty
   * @param baseArchOnly whether only the main architecture is meant
   */
  public record Member(String name, Membership membership, String requires, boolean baseArchOnly) {}

  /**
   * Packages under a name.
   *
   * @param id what it is asked for by
   * @param name what people call it
   * @param members its packages, in order
   */
  public record Group(String id, String name, List<Member> members) {
    /** Copies the list. */
    public Group {
      members = List.copyOf(members);
    }
  }

  /**
   * Groups under a name.
   *
   * @param id what it is asked for by
   * @param name what people call it
   * @param groups the ids of the groups that belong to it
   * @param options the ids of groups that may be added
   */
  public record Environment(String id, String name, List<String> groups, List<String> options) {
    /** Copies the lists. */
    public Environment {
      groups = List.copyOf(groups);
      options = List.copyOf(options);
    }
  }
}
