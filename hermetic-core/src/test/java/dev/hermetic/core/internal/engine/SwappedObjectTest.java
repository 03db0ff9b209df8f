package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.LinkMode;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Content of the store that somebody swaps after it was verified and before it is placed. */
class SwappedObjectTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab(root);
    lab.lock(".", "a.tgz mem://h/a a");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "HARD_LINK", "COPY"})
  void isNotPlaced(LinkMode mode) throws Exception {
    lab.one.completing = () -> swap("evil bytes");
    assertFails(mode);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "HARD_LINK", "COPY"})
  void isNotPlacedAsALink(LinkMode mode) throws Exception {
    Path victim = Files.writeString(lab.root.resolve("victim"), "0123456789");
    lab.one.completing = () -> link(victim);
    assertFails(mode);
    assertThat(victim).hasContent("0123456789");
  }

  @Test
  void leavesTheOldOutputAsItWas() throws Exception {
    lab.lock(".", "b.tgz mem://h/b b");
    lab.run("x-one", ".");
    Map<String, String> before = Lab.tree(lab.output);
    lab.lock(".", "a.tgz mem://h/a a");
    lab.one.completing = () -> swap("evil bytes");
    assertThatThrownBy(() -> run(LinkMode.AUTO)).isInstanceOf(StoreException.class);
    assertThat(Lab.tree(lab.output)).isEqualTo(before);
  }

  @Test
  void isFetchedAnewByTheNextRun() throws Exception {
    lab.one.completing = () -> swap("evil bytes");
    assertFails(LinkMode.AUTO);
    lab.one.completing = () -> {};
    run(LinkMode.AUTO);
    assertThat(lab.output.resolve("deps/x-one/a.tgz")).hasContent("bytes of a");
  }

  private void assertFails(LinkMode mode) {
    assertThatThrownBy(() -> run(mode)).isInstanceOf(StoreException.class);
    assertThat(lab.output).doesNotExist();
  }

  private PrefetchReport run(LinkMode mode) throws InterruptedException {
    return lab.prefetch.run(lab.request().input("x-one", ".").linkMode(mode).build());
  }

  private Path object() {
    Digest digest = Digest.ofContent(Digest.Algorithm.SHA256, FakeEcosystem.content("a"));
    return lab.root
        .resolve("store/v1/sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex().substring(2));
  }

  /** With content of the same size. */
  private void swap(String content) {
    assertThat(content).hasSize(FakeEcosystem.content("a").length);
    try {
      Files.delete(object());
      Files.writeString(object(), content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void link(Path victim) {
    try {
      Files.delete(object());
      Files.createSymbolicLink(object(), victim);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
