package dev.hermetic.rpm.lock.solve;

import static dev.hermetic.rpm.file.DependencyKind.CONFLICTS;
import static dev.hermetic.rpm.file.DependencyKind.OBSOLETES;
import static dev.hermetic.rpm.file.DependencyKind.PROVIDES;
import static dev.hermetic.rpm.file.DependencyKind.RECOMMENDS;
import static dev.hermetic.rpm.file.DependencyKind.REQUIRES;
import static dev.hermetic.rpm.file.DependencyKind.SUPPLEMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.lock.solve.pool.SolverLimit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Metadata that asks for the absurd ends in an answer or a refusal. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileMetadataTest {
  private final MadeRepository base = new MadeRepository("base", 99, 1000);

  private MadePackage made(String name) {
    MadePackage made = new MadePackage(name, "1-1", "x86_64").with(PROVIDES, name + " = 1-1");
    base.packages.add(made);
    return made;
  }

  private String install(String... specs) throws IOException {
    return Solving.install(false, true, List.of(base), specs);
  }

  @Test
  void endsOnCirclesOfRichDependencies() throws IOException {
    for (int i = 0; i < 200; i++) {
      made("p" + i).with(REQUIRES, "(p" + (i + 1) % 200 + " if p" + (i + 2) % 200 + ")");
    }
    assertThat(install("p0")).isEqualTo("p0-1-1");
  }

  @Test
  void refusesARichDependencyThatExplodes() {
    StringBuilder rich = new StringBuilder("((a0 and b0)");
    for (int i = 1; i < 30; i++) {
      rich.append(" or (a").append(i).append(" and b").append(i).append(")");
      made("a" + i);
      made("b" + i);
    }
    made("a0");
    made("b0");
    made("app").with(REQUIRES, rich.append(")").toString());
    assertThatThrownBy(() -> install("app"))
        .extracting(refused -> ((InputException) refused).code())
        .isEqualTo(SolverLimit.CODE);
  }

  @Test
  void takesADependencyThatIsNestedTooDeepForAName() throws IOException {
    made("app").with(REQUIRES, "(".repeat(5_000) + "a" + ")".repeat(5_000));
    assertThat(install("app")).contains("nothing provides ((((");
  }

  @Test
  void choosesAmongTenThousandProviders() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      made("p" + i).with(PROVIDES, "thing").with(OBSOLETES, "p" + (i + 1) % 10_000);
    }
    made("app").with(REQUIRES, "thing");
    assertThat(install("app")).startsWith("app-1-1 p");
  }

  @Test
  void choosesAmongThousandsThatConflictWithEachOther() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      made("p" + i).with(PROVIDES, "thing").with(CONFLICTS, "thing").with(RECOMMENDS, "thing");
    }
    made("app").with(REQUIRES, "thing");
    assertThat(install("app")).isEqualTo("app-1-1 p0-1-1");
  }

  @Test
  void comparesAbsurdVersions() throws IOException {
    String digits = "9".repeat(100_000);
    base.packages.add(new MadePackage("lib", digits + "-1", "x86_64"));
    base.packages.add(new MadePackage("lib", digits + "1-1", "x86_64"));
    assertThat(install("lib")).isEqualTo("lib-" + digits + "1-1");
  }

  @Test
  void followsAChainOfTwentyThousandRequirements() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      made("p" + i).with(REQUIRES, "p" + (i + 1));
    }
    made("p20000");
    assertThat(install("p0").split(" ")).hasSize(20_001);
  }

  @Test
  void choosesAmongProvidersThatRequireEachOther() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      made("p" + i).with(PROVIDES, "left").with(REQUIRES, "right");
      made("q" + i).with(PROVIDES, "right").with(REQUIRES, "left");
    }
    made("app").with(REQUIRES, "left");
    assertThat(install("app")).isEqualTo("app-1-1 p0-1-1 q0-1-1");
  }

  @Test
  void refusesTenThousandPackagesThatAllConflict() {
    for (int i = 0; i < 10_000; i++) {
      made("p" + i).with(PROVIDES, "thing").with(CONFLICTS, "thing");
    }
    made("app").with(REQUIRES, "thing");
    assertThatThrownBy(() -> install("app"))
        .isInstanceOfSatisfying(
            InputException.class,
            refused -> assertThat(refused.code()).isEqualTo("rpm.solve.limit"));
  }

  @Test
  void refusesTenThousandVersionsOfOnePackage() {
    for (int i = 0; i < 10_000; i++) {
      base.packages.add(new MadePackage("lib", i + "-1", "x86_64"));
    }
    assertThatThrownBy(() -> install("lib"))
        .extracting(refused -> ((InputException) refused).code())
        .isEqualTo(SolverLimit.CODE);
  }

  @Test
  void takesThePackageThatObsoletesTenThousandOthers() throws IOException {
    MadePackage all = made("new");
    for (int i = 0; i < 10_000; i++) {
      made("p" + i).with(OBSOLETES, "old" + i);
      made("old" + i).with(PROVIDES, "thing");
      all.with(OBSOLETES, "old" + i).with(OBSOLETES, "p" + i);
    }
    all.with(PROVIDES, "thing");
    made("app").with(REQUIRES, "thing");
    assertThat(install("app")).isEqualTo("app-1-1 new-1-1");
  }

  @Test
  void comparesVersionsOfAMillionSegments() throws IOException {
    String segments = "1.".repeat(500_000);
    base.packages.add(new MadePackage("lib", segments + "1-1", "x86_64"));
    base.packages.add(new MadePackage("lib", segments + "2-1", "x86_64"));
    made("app").with(REQUIRES, "lib > " + segments + "1");
    assertThat(install("app")).isEqualTo("app-1-1 lib-" + segments + "2-1");
  }

  @Test
  void refusesThousandsOfRichDependenciesThatNearlyExplode() {
    StringBuilder rich = new StringBuilder("((a0 and b0)");
    for (int i = 0; i < 16; i++) {
      made("a" + i);
      made("b" + i);
      rich.append(i == 0 ? "" : " or (a" + i + " and b" + i + ")");
    }
    for (int i = 0; i < 3_000; i++) {
      made("n" + i);
      made("app").with(REQUIRES, rich + " or n" + i + ")");
    }
    assertThatThrownBy(() -> install("app"))
        .extracting(refused -> ((InputException) refused).code())
        .isEqualTo(SolverLimit.CODE);
  }

  @Test
  void followsAChainOfRecommendations() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      made("p" + i).with(RECOMMENDS, "p" + (i + 1));
    }
    made("p5000");
    assertThat(install("p0").split(" ")).hasSize(5_001);
  }

  @Test
  void endsOnSupplementsThatDependOnEachOther() throws IOException {
    for (int i = 5_000; i > 0; i--) {
      made("p" + i).with(SUPPLEMENTS, "p" + (i - 1));
    }
    made("p0");
    assertThat(install("p0").split(" ")).hasSize(5_001);
  }
}
