package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifiers that look at bytes while these arrive. */
final class PassingBytesTest extends FaultLab {
  /** Notes what it is shown and asked. */
  private static class Watching implements Verifier {
    final List<String> asked = new ArrayList<>();
    byte[] judged = {};

    @Override
    public String id() {
      return "x-watching";
    }

    @Override
    public boolean appliesTo(Artifact artifact) {
      return true;
    }

    @Override
    public Optional<Check> begin(Artifact artifact) {
      asked.add("begin");
      return Optional.of(new Seen());
    }

    @Override
    public Verdict verify(Artifact artifact, StagedContent content, VerifyContext context)
        throws IOException {
      asked.add("verify");
      try (InputStream in = content.open()) {
        judged = in.readAllBytes();
      }
      return new Verdict.Verified("read");
    }

    Verdict verdict() {
      return new Verdict.Verified("seen");
    }

    void look() throws IOException {}

    private final class Seen implements Check {
      private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

      @Override
      public void update(byte[] next, int offset, int length) throws IOException {
        look();
        bytes.write(next, offset, length);
      }

      @Override
      public Verdict finish(VerifyContext context) {
        asked.add("finish");
        judged = bytes.toByteArray();
        return verdict();
      }
    }
  }

  private final Watching watching = new Watching();

  @BeforeEach
  void watch() {
    fixture.verifiers.add(watching);
  }

  private void judgedBy(Verifier verifier) {
    fixture.verifiers.clear();
    fixture.verifiers.add(verifier);
  }

  private HermeticException failureOfGoodBytes() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      return catchThrowableOfType(
          HermeticException.class, () -> fixture.get(server.url("/thing.bin")));
    }
  }

  @Test
  void areJudgedByWhatPassed() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      assertThat(fixture.get(server.url("/thing.bin")).verifiedBy())
          .containsExactly("x-watching: seen");
    }
    assertThat(watching.asked).containsExactly("begin", "finish");
    assertThat(watching.judged).isEqualTo(CONTENT);
  }

  @Test
  void goOnWhereTheServerGoesOn() throws Exception {
    try (var server =
        new FaultyServer(
            (n, request, out) -> n == 1 ? truncated(out) : rest(out, request.rangeStart()))) {
      arrives(server);
    }
    assertThat(watching.asked).containsExactly("begin", "finish");
    assertThat(watching.judged).isEqualTo(CONTENT);
  }

  @Test
  void beginAnewWhereTheServerBeginsAnew() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> n == 1 ? truncated(out) : ok(out))) {
      arrives(server);
    }
    assertThat(watching.asked).containsExactly("begin", "begin", "finish");
    assertThat(watching.judged).isEqualTo(CONTENT);
  }

  @Test
  void areOfThePlaceThatHadTheRightBytes() throws Exception {
    byte[] wrong = CONTENT.clone();
    wrong[0] ^= 1;
    try (var stale =
            new FaultyServer(
                (n, request, out) -> {
                  out.ok(wrong);
                  return true;
                });
        var server = new FaultyServer((n, request, out) -> ok(out))) {
      fixture.get(stale.url("/thing.bin"), server.url("/thing.bin"));
    }
    assertThat(watching.asked).endsWith("begin", "finish").containsOnlyOnce("finish");
    assertThat(watching.judged).isEqualTo(CONTENT);
  }

  @Test
  void areReadBackWhenAnEarlierRunStagedTheFirstHalf() throws Exception {
    try (var broken =
        new FaultyServer((n, request, out) -> n == 1 ? truncated(out) : status(out, "404 Gone"))) {
      failure(broken);
    }
    watching.asked.clear();
    try (var server = new FaultyServer((n, request, out) -> rest(out, request.rangeStart()))) {
      arrives(server);
      assertThat(server.requests().get(0).rangeStart()).isEqualTo(HALF);
    }
    assertThat(watching.asked).containsExactly("verify");
    assertThat(watching.judged).isEqualTo(CONTENT);
  }

  @Test
  void areReadBackFromTheStore() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      fixture.get(server.url("/thing.bin"));
      watching.asked.clear();
      fixture.get(server.url("/thing.bin"));
    }
    assertThat(watching.asked).containsExactly("verify");
  }

  @Test
  void areNotPublishedWhenRejected() throws Exception {
    judgedBy(
        new Watching() {
          @Override
          Verdict verdict() {
            return new Verdict.Rejected("signed by a stranger");
          }
        });
    assertThat(failureOfGoodBytes().code()).isEqualTo("integrity.signature");
    assertThat(fixture.store.find(DownloadsFixture.sha256(CONTENT))).isEmpty();
    assertThat(directory.resolve("v1/quarantine")).isNotEmptyDirectory();
  }

  @Test
  void nameTheVerifierThatThrowsAboutThem() throws Exception {
    judgedBy(
        new Watching() {
          @Override
          void look() {
            throw new IllegalStateException("oops");
          }
        });
    HermeticException failure = failureOfGoodBytes();
    assertThat(failure.code()).isEqualTo("provider.failed");
    assertThat(failure).hasMessageContaining("oops");
  }

  @Test
  void nameTheVerifierThatCannotBegin() throws Exception {
    judgedBy(
        new Watching() {
          @Override
          public Optional<Check> begin(Artifact artifact) {
            throw new IllegalStateException("oops");
          }
        });
    assertThat(failureOfGoodBytes().code()).isEqualTo("provider.failed");
  }

  @Test
  void failTheDownloadWhenTheEvidenceCannotBeRead() throws Exception {
    judgedBy(
        new Watching() {
          @Override
          void look() throws IOException {
            throw new IOException("half a signature");
          }
        });
    HermeticException failure = failureOfGoodBytes();
    assertThat(failure.code()).isEqualTo("fetch.evidence");
    assertThat(failure).hasMessageContaining("half a signature");
  }
}
