package dev.hermetic.rpm.lock.solve;

import static dev.hermetic.rpm.file.DependencyKind.CONFLICTS;
import static dev.hermetic.rpm.file.DependencyKind.OBSOLETES;
import static dev.hermetic.rpm.file.DependencyKind.PROVIDES;
import static dev.hermetic.rpm.file.DependencyKind.RECOMMENDS;
import static dev.hermetic.rpm.file.DependencyKind.REQUIRES;
import static dev.hermetic.rpm.file.DependencyKind.SUGGESTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Choices between packages that would all do, with the outcomes that dnf 4.14 has. */
class TieBreakTest {
  private final MadeRepository base = new MadeRepository("base", 99, 1000);
  private final MadeRepository other = new MadeRepository("other", 99, 1000);

  private MadePackage made(MadeRepository in, String name, String evr) {
    MadePackage made = new MadePackage(name, evr, "x86_64").with(PROVIDES, name + " = " + evr);
    in.packages.add(made);
    return made;
  }

  private MadePackage made(String name) {
    return made(base, name, "1-1");
  }

  private String install(String... specs) throws IOException {
    return Solving.install(false, true, java.util.List.of(base, other), specs);
  }

  private void choices() {
    made("app").with(REQUIRES, "choice");
    made("zeta").with(PROVIDES, "choice");
    made("al").with(PROVIDES, "choice");
    made("alpha-very-long-name").with(PROVIDES, "choice");
  }

  @Test
  void takesTheFirstNameInTheAlphabet() throws IOException {
    choices();
    made("choice");
    assertThat(install("app")).isEqualTo("al-1-1 app-1-1");
  }

  @Test
  void takesThePackageThatIsCalledSoWhenItIsAskedFor() throws IOException {
    choices();
    made("choice");
    assertThat(install("choice")).isEqualTo("choice-1-1");
  }

  @Test
  void prefersTheNewerOfACapabilityThatSeveralOffer() throws IOException {
    made("app").with(REQUIRES, "choice");
    made("al").with(PROVIDES, "choice = 1");
    made("zeta").with(PROVIDES, "choice = 3");
    assertThat(install("app")).isEqualTo("app-1-1 zeta-1-1");
  }

  @Test
  void prefersWhatIsSuggestedEvenWithoutWeakDependencies() throws IOException {
    choices();
    made("top").with(REQUIRES, "choice").with(SUGGESTS, "zeta");
    assertThat(Solving.install(false, false, java.util.List.of(base), "top"))
        .isEqualTo("top-1-1 zeta-1-1");
  }

  @Test
  void doesNotCountWhatAChoiceCosts() throws IOException {
    made("app").with(REQUIRES, "choice");
    made("heavy").with(PROVIDES, "choice").with(REQUIRES, "one").with(REQUIRES, "two");
    made("one");
    made("two");
    made("zlight").with(PROVIDES, "choice");
    assertThat(install("app")).isEqualTo("app-1-1 heavy-1-1 one-1-1 two-1-1");
  }

  @Test
  void takesBackAChoiceThatBecameNeedless() throws IOException {
    made("app").with(REQUIRES, "choice");
    made("heavy").with(PROVIDES, "choice").with(REQUIRES, "one");
    made("one");
    made("zlight").with(PROVIDES, "choice");
    assertThat(install("app", "zlight")).isEqualTo("app-1-1 zlight-1-1");
  }

  @Test
  void fallsBackToAnOlderVersionWhenTheNewestIsBroken() throws IOException {
    made("app").with(REQUIRES, "lib");
    made("lib");
    made(base, "lib", "2-1").with(REQUIRES, "missing");
    assertThat(install("app")).isEqualTo("app-1-1 lib-1-1");
    assertThat(install("lib")).isEqualTo("lib-1-1");
  }

  @Test
  void insistsOnTheBestVersionOfWhatIsAskedForWhenToldTo() throws IOException {
    made("lib");
    made(base, "lib", "2-1").with(REQUIRES, "missing");
    assertThat(Solving.install(true, true, java.util.List.of(base), "lib"))
        .isEqualTo(
            "\n Problem: cannot install the best candidate for the job"
                + "\n  - nothing provides missing needed by lib-2-1.x86_64");
  }

  @Test
  void letsPriorityOfRepositoriesBeatVersions() throws IOException {
    MadeRepository preferred = new MadeRepository("preferred", 10, 1000);
    made(preferred, "lib", "1-1");
    made(base, "lib", "2-1");
    assertThat(Solving.install(false, true, java.util.List.of(preferred, base), "lib"))
        .isEqualTo("lib-1-1");
  }

  @Test
  void letsCostDecideBetweenEqualVersionsOnly() throws IOException {
    MadeRepository cheap = new MadeRepository("cheap", 99, 10);
    made(cheap, "lib", "1-1");
    made(base, "lib", "2-1");
    assertThat(Solving.install(false, true, java.util.List.of(cheap, base), "lib"))
        .isEqualTo("lib-2-1");
  }

  @Test
  void takesTheObsoleterOfWhatIsAskedFor() throws IOException {
    made("old");
    made("new").with(OBSOLETES, "old < 2");
    assertThat(install("old")).isEqualTo("new-1-1");
  }

  @Test
  void takesTheObsoleterThatProvidesWhatIsRequired() throws IOException {
    made("app").with(REQUIRES, "old");
    made("old");
    made("new").with(OBSOLETES, "old < 2").with(PROVIDES, "old = 2");
    assertThat(install("app")).isEqualTo("app-1-1 new-1-1");
  }

  @Test
  void ordersCandidatesOfReleasesByTheirTildes() throws IOException {
    made(base, "lib", "2.1-1");
    made(base, "lib", "2.2~rc1-1");
    assertThat(install("lib")).isEqualTo("lib-2.2~rc1-1");
  }

  @Test
  void installsWhatIsRecommendedUnlessToldOtherwise() throws IOException {
    made("app").with(RECOMMENDS, "docs");
    made("docs");
    assertThat(install("app")).isEqualTo("app-1-1 docs-1-1");
    assertThat(Solving.install(false, false, java.util.List.of(base), "app")).isEqualTo("app-1-1");
  }

  @Test
  void leavesOutARecommendationThatConflicts() throws IOException {
    made("app").with(RECOMMENDS, "docs");
    made("docs").with(CONFLICTS, "app");
    assertThat(install("app")).isEqualTo("app-1-1");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    made("app").with(REQUIRES, "lib >= 2");
    made("lib");
    assertThat(install("app"))
        .isEqualTo(
            "\n Problem: conflicting requests"
                + "\n  - nothing provides lib >= 2 needed by app-1-1.x86_64");
  }

  @Test
  void refusesToReplaceThePackageManager() throws IOException {
    MadeRepository installed = new MadeRepository("@System", 0, 0);
    made(installed, "dnf", "1-1");
    made("new").with(OBSOLETES, "dnf");
    assertThat(Solving.installOn(installed, base, "new"))
        .isEqualTo(
            "\n Problem: The operation would result in removing the following protected packages:"
                + " dnf");
  }
}
