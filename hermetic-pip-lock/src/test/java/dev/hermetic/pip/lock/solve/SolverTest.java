package dev.hermetic.pip.lock.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SolverTest {
  private static final Conflict.Wording<String, Integer> WORDING =
      new Conflict.Wording<>() {
        @Override
        public String some(String subject, Ranges<Integer> versions) {
          return versions.isAll() ? subject : subject + " " + versions;
        }

        @Override
        public String root() {
          return "your requirements";
        }
      };

  private static Outcome<String, Integer> solve(TablePackageSource packageSource) throws Exception {
    return new Solver<>(packageSource, "root", 1).solve();
  }

  private static Map<String, Integer> versions(TablePackageSource packageSource) throws Exception {
    return ((Outcome.Solved<String, Integer>) solve(packageSource)).versions();
  }

  private static List<String> explanation(TablePackageSource packageSource) throws Exception {
    return ((Outcome.Unsolvable<String, Integer>) solve(packageSource))
        .conflict()
        .sentences(WORDING);
  }

  @Test
  void takesTheNewestVersions() throws Exception {
    TablePackageSource packageSource =
        new TablePackageSource()
            .put("root", 1, "a", Ranges.from(1))
            .put("a", 1)
            .put("a", 2, "b", Ranges.before(3))
            .put("b", 2)
            .put("b", 3);
    assertThat(versions(packageSource)).isEqualTo(Map.of("root", 1, "a", 2, "b", 2));
  }

  @Test
  void leavesOutWhatNobodyNeeds() throws Exception {
    TablePackageSource packageSource =
        new TablePackageSource()
            .put("root", 1, "a", Ranges.all(), "b", Ranges.before(2))
            .put("a", 2, "b", Ranges.from(2), "c", Ranges.all())
            .put("a", 1)
            .put("b", 1)
            .put("b", 2)
            .put("c", 1);
    assertThat(versions(packageSource)).isEqualTo(Map.of("root", 1, "a", 1, "b", 1));
  }

  @Test
  void goesBackOverDecisionsThatHaveNothingToDoWithAConflict() throws Exception {
    TablePackageSource packageSource =
        new TablePackageSource()
            .put("root", 1, "a", Ranges.all(), "x", Ranges.all(), "b", Ranges.all())
            .put("a", 2, "c", Ranges.exactly(1))
            .put("a", 1, "c", Ranges.exactly(2))
            .put("b", 1, "c", Ranges.exactly(2))
            .put("c", 1)
            .put("c", 2)
            .put("x", 1);
    assertThat(versions(packageSource)).containsEntry("a", 1).containsEntry("c", 2);
  }

  @Test
  void acceptsACycle() throws Exception {
    TablePackageSource packageSource =
        new TablePackageSource()
            .put("root", 1, "a", Ranges.all())
            .put("a", 1, "b", Ranges.all(), "a", Ranges.exactly(1))
            .put("b", 1, "a", Ranges.exactly(1));
    assertThat(versions(packageSource)).containsEntry("b", 1);
  }

  @Test
  void passesOverAVersionThatNeedsAnotherOneOfItself() throws Exception {
    TablePackageSource packageSource =
        new TablePackageSource()
            .put("root", 1, "a", Ranges.all())
            .put("a", 2, "a", Ranges.exactly(1))
            .put("a", 1);
    assertThat(versions(packageSource)).containsEntry("a", 1);
  }

  @Test
  void explainsTwoNeedsThatExcludeOneAnother() throws Exception {
    TablePackageSource packageSource =
        new TablePackageSource()
            .put("root", 1, "a", Ranges.all(), "b", Ranges.all())
            .put("a", 1, "c", Ranges.exactly(1))
            .put("b", 1, "c", Ranges.exactly(2))
            .put("c", 1)
            .put("c", 2);
    List<String> sentences = explanation(packageSource);
    assertThat(sentences).last().asString().endsWith("your requirements cannot be met.");
    assertThat(String.join("\n", sentences))
        .contains("a ==1 needs c ==1", "b ==1 needs c ==2", "your requirements name a any");
  }

  @Test
  void explainsAPackageThatDoesNotExist() throws Exception {
    TablePackageSource packageSource = new TablePackageSource().put("root", 1, "a", Ranges.from(3));
    assertThat(explanation(packageSource))
        .containsExactly(
            "Because your requirements name a >=3 and there is no usable a >=3 (it does not exist),"
                + " your requirements cannot be met.");
  }
}
