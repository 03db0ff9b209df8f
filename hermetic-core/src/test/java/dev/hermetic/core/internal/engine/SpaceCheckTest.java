package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.PrefetchPlan.Placement;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.StoreException;
import dev.hermetic.core.store.ContentStore;
import dev.hermetic.core.store.FileContentStore;
import dev.hermetic.core.store.Staging;
import dev.hermetic.core.store.Tmpfs;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that together are larger than what is free on the store's disk. */
class SpaceCheckTest {
  @TempDir Path root;

  @Test
  void refusesBeforeTheFirstDownload() throws Exception {
    Path store = Files.createDirectory(root.resolve("store"));
    try (Tmpfs disk = Tmpfs.mount(store, "size=1m")) {
      try (Lab lab = new Lab(root, store)) {
        lab.lock(".", "a mem://h/a a size=600000", "b mem://h/b b size=600000");
        assertThatThrownBy(() -> lab.run("x-one", "."))
            .isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.code()).isEqualTo("store.full"))
            .hasMessageContaining("1200000");
        assertThat(lab.fetcher.asked).isEmpty();
        assertThat(lab.output).doesNotExist();
      }
      assertThat(disk).isNotNull();
    }
  }

  @Test
  void countsNeitherWhatTheStoreHoldsNorOneFileTwice() throws Exception {
    try (ContentStore store = FileContentStore.open(root)) {
      try (Staging staging = store.stage("held", Set.of())) {
        try (OutputStream out = staging.restart()) {
          out.write(bytes("held"));
        }
        staging.publish();
      }
      List<Placement> wanted =
          List.of(placed("held", 4), placed("new", 90), placed("new", 90), placed("other", 10));
      SpaceCheck enough = new SpaceCheck(with(store, 100));
      assertThatCode(() -> enough.check(wanted)).doesNotThrowAnyException();
      SpaceCheck tooLittle = new SpaceCheck(with(store, 99));
      assertThatThrownBy(() -> tooLittle.check(wanted)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void sumsBeyondAllNumbersAreTooMuch() throws Exception {
    try (ContentStore store = FileContentStore.open(root)) {
      List<Placement> wanted = List.of(placed("a", Long.MAX_VALUE), placed("b", Long.MAX_VALUE));
      SpaceCheck check = new SpaceCheck(with(store, 1 << 20));
      assertThatThrownBy(() -> check.check(wanted)).isInstanceOf(StoreException.class);
    }
  }

  private static Placement placed(String name, long size) {
    Artifact artifact =
        Artifact.builder("x-one", Purl.of("generic", "", name, "1"))
            .from(SafeUri.parse("mem://h/" + name))
            .expect(ExpectedDigests.of(Digest.ofContent(Digest.Algorithm.SHA256, bytes(name))))
            .size(size)
            .build();
    return Placement.of("x-one", artifact, RelPath.of("deps/x-one/" + name));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The same store on a disk with so much room. */
  private static ContentStore with(ContentStore store, long capacity) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            method.getName().equals("capacity") ? capacity : method.invoke(store, arguments);
    return (ContentStore)
        Proxy.newProxyInstance(
            ContentStore.class.getClassLoader(), new Class<?>[] {ContentStore.class}, handler);
  }
}
