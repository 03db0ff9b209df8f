package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metadata of pinned files never change, and are asked for once. */
class MetadataKeptTest extends LockingCase {
  private List<String> askedFor(String part) {
    return index.asked().stream().filter(url -> url.contains(part)).sorted().toList();
  }

  private void forget() throws Exception {
    Files.delete(root.resolve("pylock.toml"));
    index.asked().clear();
  }

  @Test
  void aSecondLockAsksForPagesOnly() throws Exception {
    index.wheel("a", "1.0", "b").wheel("b", "1.0");
    String first = lock("a");
    assertThat(askedFor(".metadata")).hasSize(2);
    forget();
    assertThat(lock("a")).isEqualTo(first);
    assertThat(askedFor(".metadata")).isEmpty();
    assertThat(askedFor("/simple/")).hasSize(2);
  }

  @Test
  void metadataOfAFileWithoutHashAreAskedForAgain() throws Exception {
    index.wheel("nohash", "1.0");
    lock("nohash");
    forget();
    lock("nohash");
    assertThat(askedFor(".metadata")).hasSize(1);
  }

  @Test
  void looksAtNoFileOfAReleaseThatNobodyWants() throws Exception {
    // An address that cannot be read makes its release unusable, and no other.
    index.wheel("a", "1.0");
    index.file("a-2.0-py3-none-any.whl", ",\"url\":\"javascript:x\"");
    lock("a");
    assertThat(versions()).containsExactly("a==1.0");
  }
}
