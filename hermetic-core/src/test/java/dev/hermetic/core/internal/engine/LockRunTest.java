package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.core.spi.Locker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockRunTest {
  private static final PackageInput INPUT = PackageInput.of("x-one", ".");

  @TempDir Path root;
  private Path source;
  private String path = "the.lock";

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectories(root.resolve("src"));
  }

  private final class Sorter implements Locker {
    @Override
    public String ecosystem() {
      return "x-one";
    }

    @Override
    public LockResult lock(PackageInput input, LockContext context)
        throws IOException, InterruptedException {
      String text = context.source().readText(RelPath.of("in.txt"), 1000);
      if (text.contains("bad")) {
        throw InputException.of("input.bad", "in.txt: bad");
      }
      if (text.contains("far")) {
        SafeUri far = SafeUri.parse("https://nowhere.example/list");
        context.pinned(far, ExpectedDigests.of(Digest.parse("sha256:" + "0".repeat(64))), 10);
      }
      if (text.contains("odd")) {
        context.report(Diagnostic.warning("x-one.odd", "in.txt: odd"));
      }
      String content = text + String.join(",", context.updates()) + "\n";
      return LockResult.of(RelPath.of(path), content, "about " + text);
    }
  }

  private LockOutcome lock(boolean checkOnly, String... updates) throws InterruptedException {
    try (Prefetch prefetch = Prefetch.builder().discovery(false).locker(new Sorter()).build()) {
      return prefetch.lock(
          LockRequest.builder(source, INPUT).updates(Set.of(updates)).checkOnly(checkOnly).build());
    }
  }

  @Test
  void writesTheLockfileAndShowsTheDifference() throws Exception {
    Files.writeString(source.resolve("in.txt"), "a\n");
    LockOutcome outcome = lock(false, "z", "b");
    assertThat(source.resolve("the.lock")).hasContent("a\nb,z\n");
    assertThat(outcome.changed()).isTrue();
    assertThat(outcome.diff()).contains("+++ b/the.lock", "+a\n+b,z\n");
  }

  @Test
  void changesNothingWhenTheLockfileIsCurrent() throws Exception {
    Files.writeString(source.resolve("in.txt"), "a\n");
    lock(false);
    LockOutcome outcome = lock(false);
    assertThat(outcome.changed()).isFalse();
    assertThat(outcome.diff()).isEmpty();
  }

  @Test
  void handsOnWhatTheLockerReports() throws Exception {
    Files.writeString(source.resolve("in.txt"), "odd\n");
    assertThat(lock(false).diagnostics()).extracting(Diagnostic::code).containsExactly("x-one.odd");
  }

  @Test
  void handsOnTheWordsOfTheLocker() throws Exception {
    Files.writeString(source.resolve("in.txt"), "a\n");
    assertThat(lock(false).summary()).isEqualTo("about a\n");
  }

  @Test
  void opensNoConnectionOffline() throws Exception {
    Files.writeString(source.resolve("in.txt"), "far\n");
    LockRequest request =
        LockRequest.builder(source, INPUT).networkMode(NetworkMode.OFFLINE).build();
    try (Prefetch prefetch =
        Prefetch.builder()
            .discovery(false)
            .locker(new Sorter())
            .store(root.resolve("store"))
            .build()) {
      assertThatThrownBy(() -> prefetch.lock(request))
          .extracting(e -> ((HermeticException) e).code())
          .isEqualTo("fetch.offline");
    }
  }

  @Test
  void onlyComparesWhenAskedTo() throws Exception {
    Files.writeString(source.resolve("in.txt"), "a\n");
    assertThat(lock(true).changed()).isTrue();
    assertThat(source.resolve("the.lock")).doesNotExist();
  }

  @Test
  void leavesTheOldLockfileWhenLockingFails() throws Exception {
    Files.writeString(source.resolve("in.txt"), "bad\n");
    Files.writeString(source.resolve("the.lock"), "old\n");
    assertThatThrownBy(() -> lock(false)).hasMessage("in.txt: bad");
    assertThat(source.resolve("the.lock")).hasContent("old\n");
  }

  @Test
  void doesNotWriteThroughASymbolicLink() throws Exception {
    Files.writeString(source.resolve("in.txt"), "a\n");
    Path outside = Files.createDirectories(root.resolve("outside"));
    Files.createSymbolicLink(source.resolve("sub"), outside);
    path = "sub/the.lock";
    assertThatThrownBy(() -> lock(false))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("input.escapes");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void saysThatThereIsNoLocker() {
    try (Prefetch prefetch = Prefetch.builder().discovery(false).build()) {
      assertThatThrownBy(() -> prefetch.lock(LockRequest.builder(source, INPUT).build()))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("no such locker");
    }
  }
}
