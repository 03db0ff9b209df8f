package dev.hermetic.core.internal.fetch;

import static dev.hermetic.core.internal.fetch.DownloadsFixture.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What verifiers that reject, throw or lie do to a download. */
final class VerifiersTest extends FaultLab {
  /** The judging part of a verifier. */
  private interface Judge {
    @SuppressWarnings("NullAway")
    Verdict verify(StagedContent content, VerifyContext context) throws IOException;
  }

  private record Fake(Predicate<Artifact> applies, Judge judge, Optional<String> basis)
      implements Verifier {
    Fake(Predicate<Artifact> applies, Judge judge) {
      this(applies, judge, Optional.empty());
    }

    @Override
    public Optional<String> basis(Artifact artifact) {
      return basis;
    }

    @Override
    public String id() {
      return "x-fake";
    }

    @Override
    public boolean appliesTo(Artifact artifact) {
      return applies.test(artifact);
    }

    @Override
    public Verdict verify(Artifact artifact, StagedContent content, VerifyContext context)
        throws IOException {
      return judge.verify(content, context);
    }
  }

  private void judgedBy(Judge judge) {
    fixture.verifiers.clear();
    fixture.verifiers.add(new Fake(artifact -> true, judge));
  }

  private void judgedBy(String basis, Judge judge) {
    fixture.verifiers.clear();
    fixture.verifiers.add(new Fake(artifact -> true, judge, Optional.of(basis)));
  }

  private static Verdict neverAsked(StagedContent content, VerifyContext context) {
    throw new AssertionError("asked about bytes that were judged before");
  }

  private HermeticException failureOfGoodBytes() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      return failure(server);
    }
  }

  private Downloads.Downloaded goodBytes() throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      return fixture.get(server.url("/thing.bin"));
    }
  }

  private void assertNothingIsPublished() throws Exception {
    assertThat(fixture.store.find(DownloadsFixture.sha256(CONTENT))).isEmpty();
  }

  @Test
  void neverPublishWhatTheyReject() throws Exception {
    judgedBy((content, context) -> new Verdict.Rejected("signed by a stranger"));
    HermeticException failure = failureOfGoodBytes();
    assertThat(failure).isInstanceOf(IntegrityException.class);
    assertThat(failure.code()).isEqualTo("integrity.signature");
    assertThat(failure).hasMessageContainingAll("x-fake", "signed by a stranger");
    assertNothingIsPublished();
    assertThat(directory.resolve("v1/quarantine")).isNotEmptyDirectory();
  }

  @Test
  void judgeWhatTheStoreHoldsAsWell() throws Exception {
    goodBytes();
    judgedBy((content, context) -> new Verdict.Rejected("revoked since"));
    fixture.mode = NetworkMode.OFFLINE;
    assertThat(failureOfGoodBytes().code()).isEqualTo("integrity.signature");
  }

  @Test
  void areNotAskedAgainOnTheSameBasis() throws Exception {
    judgedBy("by key A", (content, context) -> new Verdict.Verified("key A"));
    goodBytes();
    judgedBy("by key A", VerifiersTest::neverAsked);
    assertThat(goodBytes().verifiedBy()).containsExactly("x-fake: key A");
  }

  @Test
  void warnAgainOfWhatTheyCouldNotJudge() throws Exception {
    judgedBy("by no key", (content, context) -> new Verdict.Unverifiable("no signature"));
    goodBytes();
    judgedBy("by no key", VerifiersTest::neverAsked);
    assertThat(goodBytes().warnings())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .endsWith("x-fake: no signature");
  }

  @Test
  void areAskedAgainOnAnotherBasis() throws Exception {
    judgedBy("by key A", (content, context) -> new Verdict.Verified("key A"));
    goodBytes();
    judgedBy("by key B", (content, context) -> new Verdict.Rejected("not by key B"));
    assertThat(failureOfGoodBytes().code()).isEqualTo("integrity.signature");
  }

  @Test
  void areAskedAgainAboutWhatTheyRejected() throws Exception {
    goodBytes();
    judgedBy("by key A", (content, context) -> new Verdict.Rejected("no"));
    failureOfGoodBytes();
    judgedBy("by key A", (content, context) -> new Verdict.Verified("yes"));
    assertThat(goodBytes().verifiedBy()).containsExactly("x-fake: yes");
  }

  @Test
  void areAskedAgainWhenTheStoreKeepsNothing() throws Exception {
    String tooLong = "x".repeat(600);
    judgedBy("by key A", (content, context) -> new Verdict.Verified(tooLong));
    goodBytes();
    judgedBy("by key A", (content, context) -> new Verdict.Verified("again"));
    assertThat(goodBytes().verifiedBy()).containsExactly("x-fake: again");
  }

  @Test
  void areAskedAgainWhenTheNoteIsAboutOtherBytes() throws Exception {
    judgedBy("by key A", (content, context) -> new Verdict.Verified("key A"));
    goodBytes();
    var other = DownloadsFixture.sha256("other".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    try (var notes = java.nio.file.Files.walk(directory.resolve("v1/metadata"))) {
      for (var note : notes.filter(java.nio.file.Files::isRegularFile).toList()) {
        String text = java.nio.file.Files.readString(note);
        java.nio.file.Files.writeString(
            note, text.replace(DownloadsFixture.sha256(CONTENT).hex(), other.hex()));
      }
    }
    judgedBy("by key A", (content, context) -> new Verdict.Verified("again"));
    assertThat(goodBytes().verifiedBy()).containsExactly("x-fake: again");
  }

  @Test
  void seeTheBytesThatArePublished() throws Exception {
    judgedBy(
        (content, context) -> {
          try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
          }
          assertThat(content.sha256()).isEqualTo(DownloadsFixture.sha256(CONTENT));
          return new Verdict.Verified("looks good");
        });
    assertThat(goodBytes().verifiedBy()).containsExactly("x-fake: looks good");
  }

  @Test
  void warnOfWhatTheyCannotJudge() throws Exception {
    judgedBy((content, context) -> new Verdict.Unverifiable("no signature"));
    Downloads.Downloaded downloaded = goodBytes();
    assertThat(downloaded.verifiedBy()).isEmpty();
    assertThat(downloaded.warnings())
        .extracting(Diagnostic::code)
        .containsExactly("verify.unverifiable");
  }

  @Test
  void areNamedWhenTheyThrow() throws Exception {
    judgedBy(
        (content, context) -> {
          throw new IllegalStateException("oops");
        });
    HermeticException failure = failureOfGoodBytes(ProviderException.class);
    assertThat(failure.code()).isEqualTo("provider.failed");
    assertThat(failure).hasMessageContainingAll(Fake.class.getName(), "oops", "thing@1.0");
    assertNothingIsPublished();
  }

  @Test
  void areNamedWhenTheyThrowAboutWhatTheyApplyTo() throws Exception {
    fixture.verifiers.add(
        new Fake(
            artifact -> {
              throw new UnsupportedOperationException("oops");
            },
            (content, context) -> new Verdict.Verified("")));
    assertThat(failureOfGoodBytes(ProviderException.class).code()).isEqualTo("provider.failed");
    assertNothingIsPublished();
  }

  @Test
  void doNotConsentBySilence() throws Exception {
    judgedBy((content, context) -> null);
    assertThat(failureOfGoodBytes(ProviderException.class)).hasMessageContaining("no verdict");
    assertNothingIsPublished();
  }

  @Test
  void areNotAskedAboutWhatTheyDoNotApplyTo() throws Exception {
    fixture.verifiers.add(
        new Fake(artifact -> false, (content, context) -> new Verdict.Rejected("never asked")));
    assertThat(goodBytes().warnings()).isEmpty();
  }

  @Test
  void failTheDownloadWhenTheirEvidenceCannotBeRead() throws Exception {
    judgedBy(
        (content, context) -> {
          throw new IOException("half a signature");
        });
    HermeticException failure = failureOfGoodBytes();
    assertThat(failure.code()).isEqualTo("fetch.evidence");
    assertThat(failure).hasMessageContaining("half a signature");
    assertNothingIsPublished();
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 Not Found", "500 Broken"})
  void failTheDownloadWhenTheServerWithholdsEvidence(String status) throws Exception {
    try (var evidence = new FaultyServer((n, request, out) -> status(out, status))) {
      judgedBy((content, context) -> signature(evidence, context));
      assertThat(failureOfGoodBytes().code()).startsWith("fetch.");
      assertNothingIsPublished();
    }
  }

  @Test
  void warnOfEvidenceThatIsMissingOffline() throws Exception {
    goodBytes();
    fixture.mode = NetworkMode.OFFLINE;
    try (var evidence = new FaultyServer((n, request, out) -> ok(out))) {
      judgedBy((content, context) -> signature(evidence, context));
      assertThat(goodBytes().warnings())
          .extracting(Diagnostic::code)
          .containsExactly("verify.unverifiable");
      assertThat(evidence.connections()).isZero();
    }
  }

  private static Verdict signature(FaultyServer evidence, VerifyContext context)
      throws IOException {
    try {
      context.fetch(SafeUri.parse(evidence.url("/thing.sig")), 1 << 20);
      return new Verdict.Verified("signed");
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  private HermeticException failureOfGoodBytes(Class<? extends HermeticException> type)
      throws Exception {
    try (var server = new FaultyServer((n, request, out) -> ok(out))) {
      return org.assertj.core.api.Assertions.catchThrowableOfType(
          type, () -> fixture.get(server.url("/thing.bin")));
    }
  }
}
