package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannedRunTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void makeAProject() throws IOException {
    lab = new Lab(root);
    lab.lock(".", "a.tgz mem://h/a a", "b.tgz mem://h/b b");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private PrefetchRequest request() {
    return lab.request().input("x-one", ".").build();
  }

  @Test
  void runsAPlanThatWasMadeBefore() throws Exception {
    PrefetchPlan plan = lab.prefetch.plan(request());

    assertThat(lab.prefetch.run(plan).entries()).hasSize(2);
    assertThat(lab.output.resolve("deps/x-one/a.tgz")).hasContent("bytes of a");
  }

  @Test
  void givesTheSameOutputAsARunThatPlansItself() throws Exception {
    PrefetchPlan plan = lab.prefetch.plan(request());

    assertThat(lab.prefetch.run(plan).treeDigest())
        .isEqualTo(lab.prefetch.run(request()).treeDigest());
  }

  @Test
  void refusesAPlanWhoseLockIsAnotherOneNow() throws Exception {
    PrefetchPlan plan = lab.prefetch.plan(request());
    lab.lock(".", "a.tgz mem://h/a a");

    assertThatThrownBy(() -> lab.prefetch.run(plan))
        .isInstanceOfSatisfying(
            LockfileException.class,
            failure -> assertThat(failure.code()).isEqualTo("lockfile.changed"));
    assertThat(lab.output).doesNotExist();
  }

  @Test
  void makesEqualPlansOfEqualProjects() throws Exception {
    PrefetchPlan plan = lab.prefetch.plan(request());

    assertThat(lab.prefetch.plan(request())).isEqualTo(plan).hasSameHashCodeAs(plan);
    lab.lock(".", "a.tgz mem://h/a a");
    assertThat(lab.prefetch.plan(request())).isNotEqualTo(plan);
  }

  @Test
  void tellsPlansOfDifferentPoliciesApart() throws Exception {
    Policy relaxed = Policy.builder().allowUnpinned(true).build();
    PrefetchRequest other = lab.request().input("x-one", ".").policy(relaxed).build();

    assertThat(lab.prefetch.plan(other)).isNotEqualTo(lab.prefetch.plan(request()));
  }

  @Test
  void doesNotCallUnknownSizesZero() throws Exception {
    PrefetchPlan plan = lab.prefetch.plan(request());

    assertThat(plan.declaredBytes()).isEmpty();
    assertThat(plan.sizesUnknown()).isEqualTo(2);
    assertThat(plan).hasToString("2 files, at least 0 bytes, for [x-one:.]");
  }

  @Test
  void carriesTheEcosystemOfEachPlacement() throws Exception {
    assertThat(lab.prefetch.plan(request()).placements())
        .extracting(PrefetchPlan.Placement::ecosystem)
        .containsOnly("x-one");
  }

  @Test
  void handsResolversNothingThatOnlyLockersMayUse() throws Exception {
    List<ResolveContext> handed = new ArrayList<>();
    Resolver curious =
        new Resolver() {
          @Override
          public String ecosystem() {
            return "x-one";
          }

          @Override
          public Resolution resolve(PackageInput input, ResolveContext context)
              throws IOException, InterruptedException {
            handed.add(context);
            return lab.one.resolve(input, context);
          }
        };
    try (Prefetch prefetch =
        Prefetch.builder()
            .discovery(false)
            .ecosystem(curious, lab.one)
            .fetcher(lab.fetcher)
            .build()) {
      prefetch.plan(request());
    }

    assertThat(handed).hasSize(1).noneMatch(LockContext.class::isInstance);
  }
}
