package dev.hermetic.pip.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Source distributions that take memory: the heap of tests is small. */
final class LongNameTest {
  @Test
  void refusesANameLongerThanTheHeap() throws IOException {
    byte[] sdist = longName();
    assertThatThrownBy(() -> RemoteMetadata.ofSdist(sdist, "foo-1.tar.gz"))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.damaged"))
        .hasMessageContainingAll("foo-1.tar.gz", "a name has 1073741824 bytes");
  }

  /** Case B1: a GNU long name of 1 GiB, of which more comes than the heap of this test holds. */
  static byte[] longName() throws IOException {
    byte[] header = new byte[512];
    put(header, 0, "././@LongLink");
    put(header, 124, "10000000000 ");
    put(header, 148, "        ");
    header[156] = 'L';
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o", sum) + "\0");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] name = new byte[1 << 20];
    Arrays.fill(name, (byte) 'a');
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(header);
      for (int i = 0; i < 300; i++) {
        gzip.write(name);
      }
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] block, int at, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, block, at, ascii.length);
  }
}
