package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab(root);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private PrefetchPlan plan() throws InterruptedException {
    return plan(Policy.strict());
  }

  private PrefetchPlan plan(Policy policy) throws InterruptedException {
    return lab.prefetch.plan(lab.request().input("x-one", ".").policy(policy).build());
  }

  @Test
  void placesArtifactsBelowTheirEcosystemSortedByPath() throws Exception {
    lab.lock(".", "z/b.tgz mem://h/b b", "a.tgz mem://h/a a");
    assertThat(plan().placements())
        .extracting(p -> p.path().value())
        .containsExactly("deps/x-one/a.tgz", "deps/x-one/z/b.tgz");
    assertThat(lab.fetcher.asked).isEmpty();
  }

  @Test
  void refusesTwoContentsAtOnePathNamingBothPlaces() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a", "a.tgz mem://h/b b");
    assertThatThrownBy(this::plan)
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("list.txt:1: a@1")
        .hasMessageContaining("list.txt:2: b@1")
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("layout.collision");
  }

  @Test
  void refusesPathsThatDifferOnlyInCase() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a", "A.tgz mem://h/b b");
    assertThatThrownBy(this::plan)
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("differ only in case");
  }

  @Test
  void sharesOneFileForEqualDigests() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s").lock("b", "s.tgz mem://other/s s");
    PrefetchRequest request = lab.request().input("x-one", "a").input("x-one", "b").build();
    assertThat(lab.prefetch.plan(request).placements()).hasSize(1);
  }

  @Test
  void refusesAPathThatIsFileAndDirectory() throws Exception {
    lab.lock(".", "x mem://h/a a", "x/y mem://h/b b");
    assertThatThrownBy(this::plan)
        .isInstanceOf(LayoutException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("layout.file-and-directory");
  }

  @Test
  void refusesAPathThatIsDirectoryAndFile() throws Exception {
    lab.lock(".", "x/y/z mem://h/a a", "X mem://h/b b");
    assertThatThrownBy(this::plan)
        .isInstanceOf(LayoutException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("layout.file-and-directory");
  }

  @Test
  void refusesAPlaceThatClimbsOutOfTheOutput() throws Exception {
    lab.lock(".", "../../x mem://h/a a");
    assertThatThrownBy(this::plan)
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.path");
  }

  @Test
  void reportsAllProblemsOfAllInputsTogether() throws Exception {
    lab.lock("a", "a.tgz mem://h/a a unpinned", "b.tgz mem://h/b b md5", "c.tgz not-absolute c");
    lab.lock("b", "a.tgz mem://h/a a unpinned", "d.tgz gopher://h/d d");
    PrefetchRequest request =
        lab.request()
            .input("x-one", "a")
            .input("x-two", "b")
            .input("x-one", "absent")
            .input("x-none", ".")
            .build();
    assertThatThrownBy(() -> lab.prefetch.plan(request))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            all ->
                assertThat(all.failures())
                    .extracting(HermeticException::code)
                    .containsExactly(
                        "provider.missing",
                        "input.uri",
                        "input.directory",
                        "policy.unpinned",
                        "policy.scheme"));
  }

  @Test
  void refusesUnpinnedArtifactsNamingThePlace() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a unpinned");
    assertThatThrownBy(this::plan)
        .isInstanceOf(PolicyException.class)
        .hasMessage("list.txt:1: a@1 has no integrity");
  }

  @Test
  void acceptsUnpinnedArtifactsWhenThePolicyDoes() throws Exception {
    lab.lock(".", "a.tgz mem://h/a a unpinned");
    assertThat(plan(Policy.builder().allowUnpinned(true).build()).placements()).hasSize(1);
  }

  @Test
  void refusesHostsOutsideOfTheAllowedOnes() throws Exception {
    lab.lock(".", "a.tgz mem://good.example/a a", "b.tgz mem://sub.bad.example/b b");
    Policy policy = Policy.builder().allowHost("good.example").allowHost(".other.example").build();
    assertThatThrownBy(() -> plan(policy))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("sub.bad.example");
  }

  @Test
  void refusesBlockedHostsAndAllBelowThem() throws Exception {
    lab.lock(".", "a.tgz mem://x.bad.example/a a");
    assertThatThrownBy(() -> plan(Policy.builder().blockHost(".bad.example").build()))
        .isInstanceOf(PolicyException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("policy.host");
  }

  @Test
  void refusesFileLocatorsUnlessAllowed() throws Exception {
    lab.lock(".", "a.tgz file:///etc/hostname a");
    assertThatThrownBy(this::plan)
        .isInstanceOf(PolicyException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("policy.scheme");
  }

  @Test
  void namesTheKnownEcosystemsWhenOneIsMissing() {
    assertThatThrownBy(() -> lab.prefetch.plan(lab.request().input("x-none", ".").build()))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("x-one, x-two");
  }

  @Test
  void plansAHundredThousandArtifacts() throws Exception {
    int count = 100_000;
    String[] lines = new String[count];
    for (int i = 0; i < count; i++) {
      lines[i] = "d" + i % 1000 + "/f" + i + ".tgz mem://h/" + i + " " + i;
    }
    lab.lock(".", lines);
    List<PrefetchPlan.Placement> placements = plan().placements();
    assertThat(placements).hasSize(count);
  }
}
