package dev.hermetic.rpm.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packages that Jazzer makes up, led by which branches they reach. An ordinary run takes the seeds
 * only. {@code JAZZER_FUZZ=1 mvn -pl hermetic-rpm -am test -Djazzer.hooks=true
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtest=PackageFuzzTest#<method>} goes on from them for
 * the time that stands at the method.
 */
final class PackageFuzzTest {
  private static final int MOST = 1 << 20;

  /** The bytes of a whole package, right digests being hard to come by. */
  @MethodSource("packages")
  @FuzzTest(maxDuration = "2m")
  void readsAnyPackageOrRefusesIt(byte[] bytes) {
    assertThat(bytes == null || bytes.length > MOST || HeaderFuzzTest.touch(bytes))
        .isIn(true, false);
  }

  /** The bytes of a header; the digests around it are right. */
  @MethodSource("headers")
  @FuzzTest(maxDuration = "2m")
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
