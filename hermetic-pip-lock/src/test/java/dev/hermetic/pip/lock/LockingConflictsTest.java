package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Conflicts, in words. */
class LockingConflictsTest extends LockingCase {
  @Test
  void explainsAConflictWithTheLinesItComesFrom() throws Exception {
    index.wheel("a", "1.0", "c<2").wheel("b", "1.0", "c>=2").wheel("c", "1.0").wheel("c", "2.0");
    write("requirements.in", "a", "b");
    fails(
        "pip.conflict",
        "requirements.in: no versions meet all requirements for cp312-linux-x86_64",
        "a (requirements.in:1)",
        "b (requirements.in:2)",
        "a needs c<2",
        "b needs c>=2",
        "your requirements cannot be met");
  }

  @Test
  void explainsThatAProjectDoesNotExist() throws Exception {
    write("requirements.in", "nope");
    fails("pip.conflict", "nope (requirements.in:1)", "no index has a project of that name");
  }

  @Test
  void explainsThatNoFileFitsATarget() throws Exception {
    index.file("a-1.0-cp312-cp312-win_amd64.whl", "");
    write("requirements.in", "a");
    fails("pip.conflict", "it has no file for cp312-linux-x86_64");
  }

  @Test
  void explainsThatPythonIsTooOld() throws Exception {
    index.file("a-1.0-py3-none-any.whl", ",\"requires-python\":\">=3.13\"");
    write("requirements.in", "a");
    fails("pip.conflict", "it requires Python >=3.13, not 3.12");
  }

  @Test
  void obeysUpperBoundsOfRequiresPython() throws Exception {
    index.wheel("a", "1.0").file("a-2.0-py3-none-any.whl", ",\"requires-python\":\"<3.12\"");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0");
  }
}
