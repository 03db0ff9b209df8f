package dev.hermetic.rpm.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.rpm.fixtures.PackageBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Mutated headers: what is read is consistent, all else is refused as it should be. The headers are
 * those of packages that rpmbuild made, see the resource's note, and one written by us.
 */
final class HeaderFuzzTest {
  private static final int[] EXTREMES = {
    0, 1, -1, 2, 15, 16, 17, 63, 255, 256, 0x7fffffff, 0x80000000, 0x00ffffff, 0x10000, -16, -32
  };
  private static final List<byte[]> HEADERS = List.of(PackageBytes.header().build(), real());

  @Property(tries = 20_000)
  void readsMutatedHeadersOrRefusesThem(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    byte[] header = mutated(HEADERS.get(random.nextInt(HEADERS.size())), random);
    // The digests are right, so that the reader gets to see what lies behind them.
    Statistics.collect(touch(PackageBytes.of(header)));
    // Both ways are taken, or this would prove nothing.
    Statistics.coverage(
        read -> {
          read.check(true).percentage(share -> share > 5);
          read.check(false).percentage(share -> share > 5);
        });
  }

  @Property(tries = 5_000)
  void readsMutatedPackagesOrRefusesThem(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    touch(mutated(PackageBytes.of(HEADERS.get(random.nextInt(HEADERS.size()))), random));
  }

  @Property(tries = 5_000)
  void readsTheSameInWhateverPiecesItComes(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    byte[] bytes = PackageBytes.of(HEADERS.get(random.nextInt(HEADERS.size())));
    bytes = random.nextBoolean() ? mutated(bytes, random) : bytes;
    String whole = outcome(bytes, () -> Integer.MAX_VALUE);
    assertThat(outcome(bytes, () -> 1)).isEqualTo(whole);
    assertThat(outcome(bytes, () -> 1 + random.nextInt(300))).isEqualTo(whole);
    // The other reader asks for the bytes it wants.
    String header = outcomeOfHeader(bytes);
    assertThat(header.isEmpty() || header.equals(whole)).isTrue();
  }

  private static String outcome(byte[] bytes, IntSupplier pieces) {
    PackageStream stream = PackageStream.of("fuzz.rpm", Optional.empty());
    for (int at = 0; at < bytes.length; ) {
      int piece = Math.min(pieces.getAsInt(), bytes.length - at);
      stream.update(bytes, at, piece);
      at += piece;
    }
    try {
      RpmPackage read = stream.finish();
      return read + " " + read.matchedDigests();
    } catch (InputException | IntegrityException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  /** Why the header is refused; empty when it is not. */
  private static String outcomeOfHeader(byte[] bytes) {
    try {
      RpmReader.readHeader(new ByteArrayInputStream(bytes), "fuzz.rpm");
      return "";
    } catch (InputException | IntegrityException refused) {
      return String.valueOf(refused.getMessage());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  /** Uses all of a package; returns whether it was read. */
  static boolean touch(byte[] bytes) {
    try {
      RpmPackage read = RpmReader.readHeader(new ByteArrayInputStream(bytes), "fuzz.rpm");
      assertThat(read.nevra().name()).isNotEmpty();
      assertThat(read.headerRange().end()).isLessThanOrEqualTo(bytes.length);
      assertThat(read.installedSize() + read.archiveSize()).isNotNegative();
      for (DependencyKind kind : DependencyKind.values()) {
        read.dependencies(kind).forEach(one -> assertThat(one.overlaps(one)).isIn(true, false));
      }
      assertThat(read.files()).hasSize(read.fileCount());
      read.changelog().forEach(entry -> assertThat(entry.author()).isNotNull());
      assertThat(read.description().isPresent() || read.buildTime().isPresent()).isIn(true, false);
      assertThat(read.md5().isPresent() || read.modularityLabel().isPresent()).isIn(true, false);
      return true;
    } catch (InputException | IntegrityException refused) {
      assertThat(refused.code()).startsWith("rpm.");
      assertThat(refused.getMessage()).startsWith("fuzz.rpm ").hasSizeLessThan(1000);
      return false;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length - 8);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> ByteBuffer.wrap(bytes).putInt(at & ~3, EXTREMES[random.nextInt(EXTREMES.length)]);
        case 2 -> bytes[at] = 0;
        case 3 -> index(bytes, random);
        default -> {
          int from = random.nextInt(bytes.length - 8);
          int length = Math.min(random.nextInt(64), bytes.length - Math.max(from, at));
          System.arraycopy(original, from, bytes, at, length);
        }
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** Changes one number of the index a little or to an extreme. */
  private static void index(byte[] bytes, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int at = 16 + 4 * random.nextInt(Math.min(120, bytes.length / 4 - 5));
    int value =
        random.nextBoolean()
            ? buffer.getInt(at) + random.nextInt(9) - 4
            : EXTREMES[random.nextInt(EXTREMES.length)];
    buffer.putInt(at, value);
  }

  /** The header of a package that rpmbuild made. */
  static byte[] real() {
    try (var in = HeaderFuzzTest.class.getResourceAsStream("rpmbuild-header.bin")) {
      return java.util.Objects.requireNonNull(in).readAllBytes();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
