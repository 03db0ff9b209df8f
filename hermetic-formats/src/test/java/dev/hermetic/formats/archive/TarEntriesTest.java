package dev.hermetic.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives that the library has written, and damaged ones. */
final class TarEntriesTest {
  private static final String LONG = "long/".repeat(50) + "name";

  private static byte[] archive(int longNames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(longNames);
      put(tar, "./a", TarConstants.LF_NORMAL, "", new byte[] {1, 2, 3});
      put(tar, "b/", TarConstants.LF_DIR, "", new byte[0]);
      put(tar, "b/c", TarConstants.LF_SYMLINK, "../a", new byte[0]);
      put(tar, "b/d", TarConstants.LF_LINK, "a", new byte[0]);
      put(tar, LONG, TarConstants.LF_NORMAL, "", new byte[700]);
      put(tar, "e", TarConstants.LF_LINK, LONG, new byte[0]);
      put(tar, "f", TarConstants.LF_FIFO, "", new byte[0]);
      put(tar, "/g//h/./i", TarConstants.LF_NORMAL, "", new byte[512]);
    }
    return bytes.toByteArray();
  }

  private static void put(
      TarArchiveOutputStream tar, String name, byte type, String target, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static List<String> read(byte[] archive) throws IOException {
    TarEntries entries = new TarEntries(new ByteArrayInputStream(archive));
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

  /** A name of 1 GiB, as it may be claimed in 512 bytes. */
  @Example
  void refusesANameThatNoOneHas() throws IOException {
    byte[] header = archive(TarArchiveOutputStream.LONGFILE_GNU);
    header[156] = 'L';
    System.arraycopy("10000000000 ".getBytes(StandardCharsets.US_ASCII), 0, header, 124, 12);
    sum(header, 0);
    assertThatThrownBy(() -> read(header))
        .isInstanceOf(MalformedArchiveException.class)
        .hasMessage("a name has 1073741824 bytes");
  }

  @Example
  void refusesAPathThatClimbs() {
    assertThatThrownBy(() -> TarEntries.normal("a/../../b"))
        .isInstanceOf(MalformedArchiveException.class)
        .hasMessage("a path in it climbs: 'a/../../b'");
  }

  @Example
  void boundsWhatAnArchiveUnpacksTo() {
    assertThatThrownBy(
            () -> new BoundedInput(new ByteArrayInputStream(new byte[9]), 8).readAllBytes())
        .isInstanceOf(MalformedArchiveException.class)
        .hasMessage("it unpacks to more than 8 bytes");
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
    } catch (MalformedArchiveException refused) {
      assertThat(refused.getMessage()).isNotBlank();
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
    byte[] octal = String.format(Locale.ROOT, "%06o", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, archive, block + 148, 6);
    archive[block + 154] = 0;
  }
}
