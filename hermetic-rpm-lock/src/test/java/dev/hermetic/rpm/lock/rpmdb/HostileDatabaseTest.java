package dev.hermetic.rpm.lock.rpmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.fixtures.PackageBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** Databases of strangers: what is read was there, all else is refused. */
public final class HostileDatabaseTest {
  /** A header as a database keeps it. */
  public static byte[] blob(String name) {
    byte[] header = PackageBytes.named(name).build();
    return Arrays.copyOfRange(header, 8, header.length);
  }

  private static byte[] ndb() {
    Map<Integer, byte[]> blobs = new TreeMap<>();
    for (int i = 1; i <= 5; i++) {
      blobs.put(i, blob("made-" + i));
    }
    return NdbWriter.write(blobs);
  }

  /** A hash of one page whose headers lie on overflow pages of 512 bytes. */
  private static byte[] berkeley(ByteOrder order) {
    byte[] header = blob("made");
    int pages = 2 + (header.length + 485) / 486;
    ByteBuffer out = ByteBuffer.allocate(512 * pages).order(order);
    out.putInt(12, 0x061561).putInt(16, 9).putInt(20, 512).put(25, (byte) 8);
    out.putInt(32, pages - 1);
    int page = 512;
    out.putInt(page + 8, 1).putShort(page + 20, (short) 2).put(page + 25, (byte) 13);
    out.putShort(page + 26, (short) 507).putShort(page + 28, (short) 495);
    out.put(page + 507, (byte) 1).putInt(page + 508, 1);
    out.put(page + 495, (byte) 3).putInt(page + 499, 2).putInt(page + 503, header.length);
    for (int i = 2, at = 0; i < pages; i++) {
      int n = Math.min(486, header.length - at);
      page = 512 * i;
      out.putInt(page + 8, i).putInt(page + 16, i + 1 < pages ? i + 1 : 0);
      out.putShort(page + 22, (short) n).put(page + 25, (byte) 7);
      out.put(page + 26, header, at, n);
      at += n;
    }
    return out.array();
  }

  private static int read(DatabaseFormat format, byte[] bytes) throws IOException {
    DatabaseBytes file = DatabaseBytes.read(new ByteArrayInputStream(bytes), "fuzz");
    return PackageDatabase.read(format, file, null).size();
  }

  @Test
  void readsTheUndamagedOnes() throws Exception {
    assertThat(read(DatabaseFormat.NDB, ndb())).isEqualTo(5);
    assertThat(read(DatabaseFormat.BERKELEY, berkeley(ByteOrder.LITTLE_ENDIAN))).isEqualTo(1);
    assertThat(read(DatabaseFormat.BERKELEY, berkeley(ByteOrder.BIG_ENDIAN))).isEqualTo(1);
  }

  @Test
  void leavesPublicKeysOut() throws Exception {
    byte[] file = NdbWriter.write(Map.of(1, blob("gpg-pubkey"), 2, blob("made")));
    assertThat(read(DatabaseFormat.NDB, file)).isEqualTo(1);
  }

  @Test
  void refusesChainsThatRunInCircles() {
    byte[] file = berkeley(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(2 * 512 + 16, 2);
    assertThatThrownBy(() -> read(DatabaseFormat.BERKELEY, file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not continue a header");
  }

  @Test
  void refusesSlotsThatShareTheirBytes() {
    byte[] file = ndb();
    System.arraycopy(file, 32, file, 48, 16);
    assertThatThrownBy(() -> read(DatabaseFormat.NDB, file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("overlap");
  }

  @Test
  void refusesWhatIsSomethingElse() {
    for (DatabaseFormat format : DatabaseFormat.all()) {
      for (int length : new int[] {0, 1, 100, 511, 5000}) {
        assertThatThrownBy(() -> read(format, new byte[length]))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("not a readable database of packages");
      }
    }
  }

  @Property(tries = 20_000)
  void readsMutatedDatabasesOrRefusesThem(@ForAll long seed, @ForAll @IntRange(max = 2) int which)
      throws IOException {
    Random random = new Random(seed);
    DatabaseFormat format = which == 0 ? DatabaseFormat.NDB : DatabaseFormat.BERKELEY;
    ByteOrder order = which == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] file = which == 0 ? ndb() : berkeley(order);
    boolean read;
    try {
      read(format, SqliteTest.damaged(file, random));
      read = true;
    } catch (InputException refused) {
      assertThat(refused.code()).isIn("rpm.rpmdb", "rpm.malformed");
      read = false;
    }
    Statistics.collect(read);
    Statistics.coverage(
        seen -> {
          seen.check(true).percentage(share -> share > 5);
          seen.check(false).percentage(share -> share > 5);
        });
  }
}
