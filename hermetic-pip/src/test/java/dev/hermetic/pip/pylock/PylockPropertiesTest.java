package dev.hermetic.pip.pylock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.RelPath;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every lock, however strange. */
class PylockPropertiesTest {
  private static final RelPath FILE = RelPath.of("pylock.toml");

  private static Optional<Pylock> read(String text) {
    try {
      return Optional.of(new PylockReader(FILE).read(text));
    } catch (HermeticException refused) {
      assertThat(refused.code()).isNotEmpty();
      return Optional.empty();
    }
  }

  @Property(tries = 500)
  void readsBackWhatItWroteAndWritesTheSameBytes(@ForAll long seed) {
    Optional<Pylock> lock = read(RandomLocks.toml(new RandomLocks(seed).lock()));
    if (lock.isPresent()) {
      String text = lock.get().toToml();
      assertThat(read(text)).isEqualTo(lock);
      assertThat(read(text).orElseThrow().toToml()).isEqualTo(text);
    }
  }

  @Property(tries = 300)
  void pointsAtFilesAndChangesNothingElse(@ForAll long seed) {
    String text = RandomLocks.toml(new RandomLocks(seed).lock());
    Optional<Pylock> lock = read(text);
    if (lock.isPresent()) {
      String rewritten = rewritten(text);
      Pylock after = read(rewritten).orElseThrow();
      for (int i = 0; i < after.packages().size(); i++) {
        LockedPackage now = after.packages().get(i);
        LockedPackage old = lock.get().packages().get(i);
        assertThat(now.files()).allMatch(file -> file.url().isEmpty());
        assertThat(now.files())
            .extracting(LockedFile::hashes)
            .isEqualTo(old.files().stream().map(LockedFile::hashes).toList());
        assertThat(now.markerText()).isEqualTo(old.markerText());
      }
      assertThat(rewritten(rewritten)).isEqualTo(rewritten);
    }
  }

  private static String rewritten(String text) {
    return new PylockRewriter(FILE, text)
        .rewrite(file -> Optional.of("deps/pip/" + file.fileName()))
        .expand("/out");
  }

  @Property(tries = 300)
  void failsInNoOtherWayThanItSays(@ForAll String text) {
    assertThat(read(text)).isEmpty();
    read("lock-version = \"1.0\"\ncreated-by = \"x\"\n" + text);
  }
}
