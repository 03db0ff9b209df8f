package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives that the library has written, and damaged ones. */
final class TarEntriesTest {
  private static final String LONG = "long/".repeat(50) + "name";

  private static byte[] archive(int longNames) throws IOException {
    return MadeImage.tar(
        tar -> {
          tar.out().setLongFileMode(longNames);
          tar.file("./a", new byte[] {1, 2, 3}).directory("b/").symbolic("b/c", "../a");
          tar.hard("b/d", "a").file(LONG, new byte[700]).hard("e", LONG);
          tar.link("f", TarArchiveEntry.LF_FIFO, "").file("/g//h/./i", new byte[512]);
        });
  }

  private static List<String> read(byte[] archive) throws IOException {
    TarEntries entries = new TarEntries(new ByteArrayInputStream(archive), "test");
    List<String> all = new ArrayList<>();
    for (TarEntries.Entry e = entries.next(); e != null; e = entries.next()) {
      assertThat(e.path()).doesNotStartWith("/").doesNotContain("//");
      long got = all.size() % 2 == 0 ? entries.content().readAllBytes().length : e.size();
      all.add(e.kind() + " " + e.path() + " " + e.target() + " " + got);
    }
    return all;
  }

  @Example
  void readsWhatTheLibraryHasWritten() throws IOException {
    for (int mode :
        new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
      assertThat(read(archive(mode)))
          .containsExactly(
              "FILE a  3",
              "DIRECTORY b  0",
              "SYMBOLIC_LINK b/c ../a 0",
              "HARD_LINK b/d a 0",
              "FILE " + LONG + "  700",
              "HARD_LINK e " + LONG + " 0",
              "OTHER f  0",
              "FILE g/h/i  512");
    }
  }

  @Property(tries = 10_000)
  void readsMutatedArchivesOrRefusesThem(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = archive(random.nextBoolean() ? 2 : 3);
    byte[] damaged =
        random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    for (int i = random.nextInt(4); i > 0 && damaged.length > 512; i--) {
      int block = 512 * random.nextInt(damaged.length / 512);
      int at = block + random.nextInt(random.nextBoolean() ? 265 : 512);
      damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : '0' + random.nextInt(10));
      if (random.nextInt(4) > 0) {
        sum(damaged, block);
      }
    }
    boolean read;
    try {
      read(damaged);
      read = true;
    } catch (InputException refused) {
      assertThat(refused.code()).isEqualTo("rpm.image-malformed");
      read = false;
    }
    Statistics.collect(read);
    Statistics.coverage(
        seen -> {
          seen.check(true).percentage(share -> share > 5);
          seen.check(false).percentage(share -> share > 5);
        });
  }

  /** Makes the checksum right again, so that the reader gets to see what lies behind it. */
  private static void sum(byte[] archive, int block) {
    Arrays.fill(archive, block + 148, block + 156, (byte) ' ');
    int sum = 0;
    for (int i = block; i < block + 512; i++) {
      sum += archive[i] & 0xff;
    }
    byte[] octal = MadeImage.utf8(String.format(java.util.Locale.ROOT, "%06o", sum));
    System.arraycopy(octal, 0, archive, block + 148, 6);
    archive[block + 154] = 0;
  }
}
