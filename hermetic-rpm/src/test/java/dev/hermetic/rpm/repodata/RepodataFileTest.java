package dev.hermetic.rpm.repodata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import dev.hermetic.core.Digest;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packing and the checks around it. */
final class RepodataFileTest {
  private static final byte[] TEXT =
      "some text, some text\n".repeat(5000).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SKIPPABLE = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};

  private static RepomdRecord record(byte[] file, byte[] open) {
    return RepomdRecord.builder("primary", "repodata/p")
        .file(sha256(file), file.length)
        .open(sha256(open), open.length)
        .build();
  }

  private static Digest sha256(byte[] bytes) {
    return Digest.sha256(Hashing.sha256().hashBytes(bytes).toString());
  }

  private static byte[] read(RepomdRecord record, byte[] file) throws IOException {
    return RepodataFile.read(
        record, new Documents.Dripping(file, 4000), (unpacked, name) -> unpacked.readAllBytes());
  }

  private static byte[] unpack(byte[] file) throws IOException {
    return RepodataFile.read(
        RelPath.of("f"),
        new Documents.Dripping(file, 4000),
        (unpacked, name) -> unpacked.readAllBytes());
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void unpacks(Compression compression) throws Exception {
    byte[] packed = Packing.pack(compression, TEXT);
    assertThat(read(record(packed, TEXT), packed)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void unpacksSeveralMembersInARow(Compression compression) throws Exception {
    byte[] packed = Packing.pack(compression, TEXT);
    assertThat(unpack(Bytes.concat(packed, packed))).isEqualTo(Bytes.concat(TEXT, TEXT));
  }

  @Test
  void skipsSkippableFrames() throws Exception {
    byte[] packed = Packing.pack(Compression.ZSTD, TEXT);
    assertThat(unpack(Bytes.concat(SKIPPABLE, packed, SKIPPABLE, packed)))
        .isEqualTo(Bytes.concat(TEXT, TEXT));
  }

  @Test
  void readsLargeWindows() throws Exception {
    assertThat(unpack(withWindow(27))).isEqualTo(TEXT);
  }

  @Test
  void refusesHugeWindows() throws Exception {
    byte[] packed = withWindow(28);
    assertThatThrownBy(() -> unpack(packed)).isInstanceOf(LockfileException.class);
  }

  private static byte[] withWindow(int log) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(packed, 1)) {
      out.write(TEXT);
    }
    byte[] frame = packed.toByteArray();
    // RFC 8878, 3.1.1.1: without the flag of a single segment, a window descriptor follows.
    assertThat(frame[4] & 0x20).isZero();
    frame[5] = (byte) (log - 10 << 3);
    return frame;
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void refusesTruncatedFiles(Compression compression) throws Exception {
    byte[] packed = Packing.pack(compression, TEXT);
    for (int left : new int[] {packed.length - 1, packed.length / 2, 7}) {
      assertThatThrownBy(() -> unpack(Arrays.copyOf(packed, left)))
          .isInstanceOf(LockfileException.class)
          .hasMessageStartingWith("f: it cannot be unpacked");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void refusesDamagedFiles(Compression compression) throws Exception {
    byte[] packed = Packing.pack(compression, TEXT);
    packed[packed.length - 6] ^= 1;
    assertThatThrownBy(() -> unpack(packed))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("f: it cannot be unpacked");
  }

  @Test
  void blamesTheDigestWhereTheContentIsWrongToo() throws Exception {
    byte[] packed = Packing.pack(Compression.GZIP, TEXT);
    RepomdRecord record = record(packed, TEXT);
    packed[packed.length / 2] ^= 1;
    assertThatThrownBy(() -> read(record, packed))
        .isInstanceOf(IntegrityException.class)
        .extracting(failure -> ((IntegrityException) failure).code())
        .isEqualTo("rpm.repodata-digest");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void refusesAnotherSize(int difference) throws Exception {
    byte[] packed = Packing.pack(Compression.GZIP, TEXT);
    byte[] other = Arrays.copyOf(packed, packed.length + difference);
    assertThatThrownBy(() -> read(record(packed, TEXT), other))
        .isInstanceOf(IntegrityException.class)
        .extracting(failure -> ((IntegrityException) failure).code())
        .isEqualTo("rpm.repodata-size");
  }

  @Test
  void refusesAnotherTextInTheRightFile() throws Exception {
    byte[] packed = Packing.pack(Compression.GZIP, TEXT);
    byte[] other = TEXT.clone();
    other[0] ^= 1;
    assertThatThrownBy(() -> read(record(packed, other), packed))
        .isInstanceOf(IntegrityException.class)
        .hasMessageStartingWith("repodata/p (unpacked) is sha256:");
  }

  @Test
  void stopsABombAtTheAnnouncedSize() throws Exception {
    byte[] packed = Packing.pack(Compression.ZSTD, new byte[50 << 20]);
    RepomdRecord record =
        RepomdRecord.builder("primary", "repodata/p")
            .file(null, packed.length)
            .open(null, 1000)
            .build();
    assertThatThrownBy(
            () ->
                RepodataFile.<Void>read(
                    record,
                    new ByteArrayInputStream(packed),
                    (unpacked, name) -> {
                      unpacked.skipNBytes(50 << 20);
                      return null;
                    }))
        .isInstanceOf(IntegrityException.class)
        .hasMessage("repodata/p (unpacked) is longer than 1000 bytes");
  }

  @Test
  void checksWhatNobodyRead() throws Exception {
    byte[] packed = Packing.pack(Compression.GZIP, TEXT);
    byte[] other = packed.clone();
    other[4] ^= 1;
    assertThatThrownBy(
            () ->
                RepodataFile.read(
                    record(packed, TEXT), new ByteArrayInputStream(other), (u, n) -> 1))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void letsFailuresOfTheStreamThrough() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> RepodataFile.read(RelPath.of("f"), broken, (u, n) -> u.read()))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"NONE", "GZIP", "ZSTD"})
  void writesTheSameBytesAgain(Compression compression) throws Exception {
    var entries = Documents.read(Documents.primary("<summary>s</summary>"));
    var first = Documents.write(entries, compression);
    var second = Documents.write(entries, compression);
    assertThat(first.keySet()).isEqualTo(second.keySet());
    first.forEach(
        (name, bytes) -> assertThat(second.get(name).toByteArray()).isEqualTo(bytes.toByteArray()));
  }
}
