package dev.hermetic.rpm.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.lock.origin.PublishedRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --update NAME}: everything else stays where it is locked. */
class UpdateTest {
  @TempDir Path directory;
  private LockLab lab;

  @BeforeEach
  void lockTheFirstState() throws Exception {
    lab = new LockLab(directory);
    lab.input("packages: [app, other]", "arches: [x86_64]", "noSources: true");
    lab.publish("x86_64", first()).lockAndWrite();
  }

  private static PublishedRepository first() {
    return new PublishedRepository()
        .add("app-1-1.x86_64", "requires:lib")
        .add("lib-1-1.x86_64")
        .add("other-1-1.x86_64");
  }

  @Test
  void movesOnlyWhatIsNamed() throws Exception {
    lab.publish("x86_64", first().add("app-2-1.x86_64", "requires:lib").add("other-2-1.x86_64"));
    assertThat(lab.packages("x86_64"))
        .containsExactly("app-2-1.x86_64", "lib-1-1.x86_64", "other-2-1.x86_64");
    lab.context.update("app");
    assertThat(lab.packages("x86_64"))
        .containsExactly("app-2-1.x86_64", "lib-1-1.x86_64", "other-1-1.x86_64");
  }

  @Test
  void saysWhatElseMustMove() throws Exception {
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("app-2-1.x86_64", "requires:api2")
            .add("lib-1-1.x86_64")
            .add("lib-2-1.x86_64", "provides:api2")
            .add("other-1-1.x86_64")
            .add("other-2-1.x86_64"));
    lab.context.update("app");
    assertThat(lab.failure())
        .startsWith("rpm.update rpms.in.yaml:6: x86_64:")
        .contains("too: --update lib]");
  }

  @Test
  void saysThatALockedVersionIsGone() throws Exception {
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("app-2-1.x86_64", "requires:lib")
            .add("lib-1-1.x86_64")
            .add("other-2-1.x86_64"));
    lab.context.update("app");
    assertThat(lab.failure())
        .startsWith("rpm.update rpms.in.yaml:6: x86_64:")
        .contains("--update other]");
  }

  @Test
  void doesNotBlameTheLockForWhatCannotBeAnyway() throws Exception {
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("app-2-1.x86_64", "requires:gone")
            .add("lib-2-1.x86_64")
            .add("other-1-1.x86_64"));
    lab.context.update("app");
    assertThat(lab.failure())
        .startsWith("rpm.unsolvable rpms.in.yaml:6: x86_64:")
        .contains("nothing provides gone")
        .doesNotContain("exclude");
  }

  @Test
  void freesAllArchitecturesOfAName() throws Exception {
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("app-2-1.x86_64", "requires:lib")
            .add("lib-1-1.x86_64")
            .add("lib-1-1.i686")
            .add("other-1-1.x86_64"));
    lab.context.update("app");
    assertThat(lab.packages("x86_64"))
        .containsExactly("app-2-1.x86_64", "lib-1-1.x86_64", "other-1-1.x86_64");
  }

  @Test
  void knowsTheNamesOfTheLockOnly() throws Exception {
    lab.context.update("apq");
    assertThat(lab.failure()).startsWith("rpm.update").contains("'apq'");
  }
}
