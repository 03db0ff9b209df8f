package dev.hermetic.rpm.lock.groups;

import dev.hermetic.rpm.lock.solve.pool.IntList;
import dev.hermetic.rpm.lock.solve.request.Request;
import dev.hermetic.rpm.repodata.Comps;
import dev.hermetic.rpm.repodata.Comps.Membership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks for the packages of groups and environments. For one thread. */
final class GroupInstalls {
  private static final Set<Membership> USUAL =
      EnumSet.of(Membership.MANDATORY, Membership.DEFAULT, Membership.CONDITIONAL);

  /** DNF's order is that of a set in Python, which is none. */
  private static final Comparator<Comps.Member> ORDER =
      Comparator.comparing((Comps.Member member) -> !member.requires().isEmpty())
          .thenComparing(Comps.Member::name)
          .thenComparing(Comps.Member::requires)
          .thenComparing(Comps.Member::baseArchOnly);

  private final GroupCatalog catalog;
  private final Request request;
  private final String arch;
  private final Set<Comps.Member> members = new LinkedHashSet<>();

  GroupInstalls(GroupCatalog catalog, Request request, String arch) {
    this.catalog = catalog;
    this.request = request;
    this.arch = arch;
  }

  /**
   * Collects a group or environment by id, name or pattern, behind a slash the kinds of members.
   *
   * @return whether there is such a group or environment
   */
  boolean add(String spec) {
    int slash = spec.indexOf('/');
    Set<Membership> kinds = slash < 0 ? USUAL : kinds(spec.substring(slash + 1));
    String pattern = slash < 0 ? spec : spec.substring(0, slash);
    List<Comps.Group> groups = catalog.groups(pattern);
    List<Comps.Environment> environments = catalog.environments(pattern);
    groups.forEach(group -> add(group, kinds));
    for (Comps.Environment environment : environments) {
      for (String id : environment.groups()) {
        Comps.Group group = catalog.group(id);
        if (group != null) {
          add(group, kinds);
        }
      }
    }
    return !groups.isEmpty() || !environments.isEmpty();
  }

  private static Set<Membership> kinds(String names) {
    Set<Membership> kinds = EnumSet.noneOf(Membership.class);
    for (String name : names.split(",")) {
      for (Membership known : Membership.values()) {
        if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
          kinds.add(known);
        }
      }
    }
    return kinds;
  }

  private void add(Comps.Group group, Set<Membership> kinds) {
    for (Comps.Member member : group.members()) {
      if (kinds.contains(member.membership())) {
        members.add(member);
      }
    }
  }

  /** Asks for what was collected; returns the members that no repository has. */
  List<String> ask() {
    List<String> missing = new ArrayList<>();
    List<Comps.Member> ordered = new ArrayList<>(members);
    ordered.sort(ORDER);
    for (Comps.Member member : ordered) {
      String only = member.baseArchOnly() ? arch : "";
      IntList found = request.named(member.name(), only);
      if (found.isEmpty()) {
        missing.add(only.isEmpty() ? member.name() : member.name() + "." + only);
      } else if (member.requires().isEmpty()) {
        request.installOneOfOrSuccessor(found, member.name());
      } else {
        request.installIf(member.name(), member.requires());
      }
    }
    return missing;
  }
}
