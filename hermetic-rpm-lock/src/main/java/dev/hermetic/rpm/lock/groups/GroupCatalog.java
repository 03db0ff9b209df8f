package dev.hermetic.rpm.lock.groups;

import dev.hermetic.rpm.lock.solve.request.Glob;
import dev.hermetic.rpm.repodata.Comps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The groups and environments of all repositories; what has the same id is merged. */
public final class GroupCatalog {
  private final Map<String, Comps.Group> groups = new LinkedHashMap<>();
  private final Map<String, Comps.Environment> environments = new LinkedHashMap<>();

  /**
   * Merges. Members for certain architectures count for all, as DNF 4 has it.
   *
   * @param repositories in the order in which their packages are in the pool
   */
  public GroupCatalog(List<Comps> repositories) {
    for (Comps comps : repositories) {
      comps.groups().forEach(group -> groups.merge(group.id(), group, this::merge));
      comps.environments().forEach(one -> environments.merge(one.id(), one, this::merge));
    }
  }

  /** A member that both have is what the later one says. */
  private Comps.Group merge(Comps.Group first, Comps.Group second) {
    Map<String, Comps.Member> later = new LinkedHashMap<>();
    second.members().forEach(member -> later.put(member.name(), member));
    Set<String> known = new HashSet<>();
    List<Comps.Member> members = new ArrayList<>();
    for (Comps.Member member : first.members()) {
      known.add(member.name());
      members.add(later.getOrDefault(member.name(), member));
    }
    second.members().stream()
        .filter(member -> !known.contains(member.name()))
        .forEach(members::add);
    return new Comps.Group(
        first.id(), second.name().isEmpty() ? first.name() : second.name(), members);
  }

  private Comps.Environment merge(Comps.Environment first, Comps.Environment second) {
    return new Comps.Environment(
        first.id(),
        second.name().isEmpty() ? first.name() : second.name(),
        union(first.groups(), second.groups()),
        union(first.options(), second.options()));
  }

  private static List<String> union(List<String> first, List<String> second) {
    Set<String> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  /** A group by its id. */
  Comps.@Nullable Group group(String id) {
    return groups.get(id);
  }

  /** Groups whose id or name is a text; when there are none, those that it fits as a pattern. */
  List<Comps.Group> groups(String pattern) {
    return find(pattern, groups.values(), Comps.Group::id, Comps.Group::name);
  }

  /** The same for environments. */
  List<Comps.Environment> environments(String pattern) {
    return find(pattern, environments.values(), Comps.Environment::id, Comps.Environment::name);
  }

  private static <T> List<T> find(
      String pattern, Collection<T> all, Function<T, String> id, Function<T, String> name) {
    List<T> exact = new ArrayList<>();
    List<T> matching = new ArrayList<>();
    Glob glob = Glob.of(pattern.toLowerCase(Locale.ROOT));
    for (T one : all) {
      if (id.apply(one).equals(pattern) || name.apply(one).equals(pattern)) {
        exact.add(one);
      } else if (glob.matches(id.apply(one).toLowerCase(Locale.ROOT))
          || glob.matches(name.apply(one).toLowerCase(Locale.ROOT))) {
        matching.add(one);
      }
    }
    return exact.isEmpty() ? matching : exact;
  }
}
