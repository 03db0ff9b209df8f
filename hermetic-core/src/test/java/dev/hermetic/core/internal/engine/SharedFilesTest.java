package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.Policy;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two inputs that need one file, and what each of them says about its bytes. */
class SharedFilesTest {
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

  private PrefetchRequest request() {
    return lab.request().input("x-one", "a").input("x-one", "b").build();
  }

  private PrefetchPlan.Placement only() throws InterruptedException {
    PrefetchPlan plan = lab.prefetch.plan(request());
    assertThat(plan.placements()).hasSize(1);
    return plan.placements().get(0);
  }

  private static Digest digest(Digest.Algorithm algorithm) {
    return Digest.ofContent(algorithm, FakeEcosystem.content("s"));
  }

  @Test
  void isOneFileWhenOneInputKnowsAFurtherDigest() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s sha1").lock("b", "s.tgz mem://h/s s");
    assertThat(only().artifact().expected())
        .isEqualTo(
            ExpectedDigests.of(digest(Digest.Algorithm.SHA256), digest(Digest.Algorithm.SHA1)));
  }

  @Test
  void isVerifiedAgainstTheDigestsOfAllInputs() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s").lock("b", "s.tgz mem://h/s s otherSha1");
    assertThatThrownBy(() -> lab.prefetch.run(request()))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("sha1:");
  }

  @Test
  void contentOfTheStoreIsVerifiedAgainstTheDigestsOfAllInputs() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s").lock("b", "s.tgz mem://h/s s otherSha1");
    lab.run("x-one", "a");
    assertThatThrownBy(() -> lab.prefetch.run(request()))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("sha1:");
  }

  @Test
  void isOneFileForStrongDigestsOfTwoKindsFromOnePlace() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s").lock("b", "s.tgz mem://h/s s sha512");
    assertThat(only().artifact().expected().all())
        .containsExactly(digest(Digest.Algorithm.SHA256), digest(Digest.Algorithm.SHA512));
    assertThat(lab.prefetch.run(request()).entries()).hasSize(1);
  }

  @Test
  void thePinOfOneInputCoversTheOther() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s unpinned").lock("b", "s.tgz mem://h/s s");
    assertThat(only().artifact().expected())
        .isEqualTo(ExpectedDigests.of(digest(Digest.Algorithm.SHA256)));
  }

  @Test
  void aStrongPinOfOneInputCoversAWeakOne() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s unpinned sha1").lock("b", "s.tgz mem://h/s s sha512");
    assertThat(only().artifact().expected().hasStrong()).isTrue();
  }

  @Test
  void wrongBytesAreFoundByThePinOfTheOtherInput() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s unpinned").lock("b", "s.tgz mem://h/s s wrong");
    assertThatThrownBy(() -> lab.prefetch.run(request())).isInstanceOf(IntegrityException.class);
  }

  @Test
  void isStillUnpinnedWhenNoInputPinsIt() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s unpinned").lock("b", "s.tgz mem://h/s s unpinned");
    assertThatThrownBy(this::only)
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            all -> assertThat(all.failures()).hasOnlyElementsOfType(PolicyException.class));
  }

  @Test
  void refusesDigestsThatContradictNamingBothPlaces() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s sha1").lock("b", "s.tgz mem://h/s s otherSha1");
    assertThatThrownBy(this::only)
        .isInstanceOfSatisfying(
            LayoutException.class, e -> assertThat(e.code()).isEqualTo("layout.collision"))
        .hasMessage(
            "deps/x-one/s.tgz: a/list.txt:1: s@1 and b/list.txt:1: s@1 would share one file,"
                + " but their digests contradict each other");
  }

  @Test
  void namesTheInputThatContradictsAmongThree() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s")
        .lock("b", "s.tgz mem://h/s s sha1")
        .lock("c", "s.tgz mem://h/s s otherSha1");
    PrefetchRequest request =
        lab.request().input("x-one", "a").input("x-one", "b").input("x-one", "c").build();
    assertThatThrownBy(() -> lab.prefetch.plan(request))
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("b/list.txt:1: s@1 and c/list.txt:1: s@1");
  }

  @Test
  void refusesToTakeAnUnpinnedFileOfAnotherPlaceForAPinnedOne() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s").lock("b", "s.tgz mem://other/s s unpinned");
    PrefetchRequest request =
        lab.request()
            .input("x-one", "a")
            .input("x-one", "b")
            .policy(Policy.builder().allowUnpinned(true).build())
            .build();
    assertThatThrownBy(() -> lab.prefetch.plan(request))
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("a/list.txt:1: s@1 and b/list.txt:1: s@1")
        .hasMessageContaining("no digest proves");
  }

  @Test
  void refusesTwoDeclaredSizes() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s size=10").lock("b", "s.tgz mem://h/s s size=11");
    assertThatThrownBy(this::only)
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("sizes differ");
  }

  @Test
  void keepsTheSizeThatOneInputDeclares() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s").lock("b", "s.tgz mem://h/s s size=10");
    assertThat(only().artifact().size()).hasValue(10);
  }

  @Test
  void listsWhatEachInputCallsIt() throws Exception {
    lab.lock("a", "s.tgz mem://h/s s unpinned").lock("b", "s.tgz mem://h/s s dev");
    lab.one.describing = true;
    lab.prefetch.run(request());
    assertThat(Files.readString(lab.output.resolve("bom.json")))
        .contains("pkg:generic/lab/s@2")
        .doesNotContain("pkg:generic/s@1");
  }
}
