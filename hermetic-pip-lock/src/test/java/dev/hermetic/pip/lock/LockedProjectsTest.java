package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a project asks for: extras, groups, constraints, overrides. */
class LockedProjectsTest extends LockingCase {
  @Test
  void followsExtrasAndExtrasOfExtras() throws Exception {
    index
        .wheel(
            "a",
            "1.0",
            "extra:x",
            "extra:all",
            "b; extra == 'x'",
            "a[x]; extra == 'all'",
            "c; extra == 'y'")
        .wheel("b", "1.0");
    lock("a[all]");
    assertThat(versions()).containsExactly("a==1.0", "b==1.0");
  }

  @Test
  void saysThatAnExtraDoesNotExist() throws Exception {
    index.wheel("a", "1.0");
    lock("a[nope]");
    assertThat(index.codes()).containsExactly("pip.no-such-extra");
  }

  @Test
  void obeysConstraintsWithoutAskingForTheirPackages() throws Exception {
    write("limits.txt", "b<2", "z==1");
    options.put("constraints", List.of("limits.txt"));
    index.wheel("a", "1.0", "b").wheel("b", "1.0").wheel("b", "2.0");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "b==1.0");
  }

  @Test
  void putsOverridesInThePlaceOfRequirements() throws Exception {
    write("force.txt", "b==2.0");
    options.put("overrides", List.of("force.txt"));
    index.wheel("a", "1.0", "b<2").wheel("b", "1.0").wheel("b", "2.0");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0", "b==2.0");
  }

  @Test
  void locksAProjectWithItsExtrasAndGroups() throws Exception {
    write(
        "pyproject.toml",
        "[project]",
        "name = 'demo'",
        "dependencies = ['a']",
        "[project.optional-dependencies]",
        "x = ['b']",
        "all = ['demo[x]']",
        "[dependency-groups]",
        "dev = ['c', {include-group = 'test'}]",
        "test = ['d']");
    options.put("extras", List.of("all"));
    options.put("groups", List.of("dev"));
    index.wheel("a", "1.0").wheel("b", "1.0").wheel("c", "1.0").wheel("d", "1.0");
    lock();
    assertThat(versions()).containsExactly("a==1.0", "b==1.0", "c==1.0", "d==1.0");
  }

  @Test
  void refusesAGroupThatIncludesItself() throws Exception {
    write(
        "pyproject.toml",
        "[dependency-groups]",
        "a = [{include-group = 'b'}]",
        "b = [{include-group = 'a'}]");
    options.put("groups", List.of("a"));
    fails("pip.pyproject", "pyproject.toml:3: ", "'a' includes itself");
  }

  @Test
  void refusesATargetThatTheProjectIsNotFor() throws Exception {
    write("pyproject.toml", "[project]", "name = 'demo'", "requires-python = '>=3.13'");
    fails("pip.requires-python", "pyproject.toml", ">=3.13", LINUX);
  }

  @Test
  void refusesAProjectThatLeavesItsNeedsToABackend() throws Exception {
    write("pyproject.toml", "[project]", "name = 'demo'", "dynamic = ['dependencies']");
    fails("pip.pyproject", "leaves its dependencies to a build backend");
  }
}
