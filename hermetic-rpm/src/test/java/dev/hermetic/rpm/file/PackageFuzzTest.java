package dev.hermetic.rpm.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hermetic.rpm.fixtures.PackageBytes;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packages that Jazzer makes up, led by which branches they reach. An ordinary run takes the seeds
 * only; {@code bash .ci/fuzz <seconds>} goes on from them for so long with each method, CI with a
 * few seconds. Methods that are added here are named there.
 */
final class PackageFuzzTest {
  private static final int MOST = 1 << 20;

  /** The bytes of a whole package, right digests being hard to come by. */
  @MethodSource("packages")
  @FuzzTest
  void readsAnyPackageOrRefusesIt(byte[] bytes) {
    assertThat(bytes == null || bytes.length > MOST || HeaderFuzzTest.touch(bytes))
        .isIn(true, false);
  }

  /** The bytes of a header; the digests around it are right. */
  @MethodSource("headers")
  @FuzzTest
  void readsAnyHeaderOrRefusesIt(byte[] header) {
    assertThat(
            header == null || header.length > MOST || HeaderFuzzTest.touch(PackageBytes.of(header)))
        .isIn(true, false);
  }

  static Stream<byte[]> headers() {
    return Stream.of(PackageBytes.header().build(), HeaderFuzzTest.real());
  }

  static Stream<byte[]> packages() {
    return headers().map(PackageBytes::of);
  }
}
