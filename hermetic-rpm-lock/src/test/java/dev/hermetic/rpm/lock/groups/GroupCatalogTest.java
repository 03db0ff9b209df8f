package dev.hermetic.rpm.lock.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.repodata.Comps;
import dev.hermetic.rpm.repodata.Comps.Membership;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupCatalogTest {
  private static Comps.Member member(String name, Membership membership) {
    return new Comps.Member(name, membership, "", false);
  }

  private static Comps group(String id, String name, Comps.Member... members) {
    return new Comps(List.of(new Comps.Group(id, name, List.of(members))), List.of());
  }

  private final GroupCatalog catalog =
      new GroupCatalog(
          List.of(
              group(
                  "core",
                  "Core",
                  member("a", Membership.MANDATORY),
                  member("b", Membership.OPTIONAL)),
              group(
                  "core",
                  "The Core",
                  member("b", Membership.DEFAULT),
                  member("c", Membership.MANDATORY)),
              group("core-extra", "Extra")));

  @Test
  void mergesGroupsOfOneIdAndLetsTheLaterRepositorySay() {
    assertThat(catalog.groups("core").get(0).members())
        .containsExactly(
            member("a", Membership.MANDATORY),
            member("b", Membership.DEFAULT),
            member("c", Membership.MANDATORY));
    assertThat(catalog.groups("core").get(0).name()).isEqualTo("The Core");
  }

  @Test
  void findsGroupsByIdNameAndPatternInAnyCase() {
    assertThat(catalog.groups("The Core")).hasSize(1);
    assertThat(catalog.groups("CORE*")).hasSize(2);
    assertThat(catalog.groups("core")).hasSize(1);
    assertThat(catalog.groups("none")).isEmpty();
  }
}
