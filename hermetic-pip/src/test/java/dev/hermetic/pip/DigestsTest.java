package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hashes of a requirement against those of an index. */
class DigestsTest {
  private static final Digest A = digest(Digest.Algorithm.SHA256, "aa");
  private static final Digest B = digest(Digest.Algorithm.SHA256, "bb");
  private static final Digest LONG = digest(Digest.Algorithm.SHA512, "aa");
  private static final Digest WEAK = digest(Digest.Algorithm.MD5, "aa");

  private static Digest digest(Digest.Algorithm algorithm, String octet) {
    return new Digest(algorithm, octet.repeat(algorithm.length()));
  }

  @Test
  void aStatedHashThatIsListedIsExpected() {
    assertThat(Digests.join(List.of(A, B), ExpectedDigests.of(B))).contains(ExpectedDigests.of(B));
  }

  @Test
  void aStatedHashThatIsNotListedRulesTheFileOut() {
    assertThat(Digests.join(List.of(A), ExpectedDigests.of(B))).isEmpty();
  }

  @Test
  void whatElseTheIndexStatesIsExpectedAsWell() {
    assertThat(Digests.join(List.of(A), ExpectedDigests.of(A, LONG)))
        .contains(ExpectedDigests.of(A, LONG));
  }

  @Test
  void withoutAComparableHashTheListedOnesAreExpected() {
    assertThat(Digests.join(List.of(A, B), ExpectedDigests.of(WEAK)))
        .contains(ExpectedDigests.of(A, B, WEAK));
    assertThat(Digests.join(List.of(A, B, LONG), ExpectedDigests.none()))
        .contains(ExpectedDigests.of(A, B));
  }

  @Test
  void aWeakHashAloneProvesNothing() {
    assertThat(Digests.join(List.of(A, WEAK), ExpectedDigests.of(B, WEAK))).isEmpty();
  }
}
