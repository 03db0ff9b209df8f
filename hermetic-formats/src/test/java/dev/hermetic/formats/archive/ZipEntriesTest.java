package dev.hermetic.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ZipEntriesTest {
  private static final int MANY = 100;
  private static final long LARGE = 1 << 20;

  private static byte[] zip(String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndContents[i]));
        out.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static ZipEntries open(byte[] archive) {
    return new ZipEntries(new ByteArrayInputStream(archive), MANY, LARGE);
  }

  private static List<String> names(ZipEntries zip) throws IOException {
    List<String> names = new ArrayList<>();
    for (ZipEntries.Entry entry = zip.next(); entry != null; entry = zip.next()) {
      names.add(entry.name());
    }
    return names;
  }

  @Test
  void readsEntriesInTheirOrder() throws IOException {
    ZipEntries zip = open(zip("a/", "", "a/b", "content", "a/c", "more"));
    assertThat(zip.next()).isEqualTo(new ZipEntries.Entry("a/", true));
    assertThat(zip.next()).isEqualTo(new ZipEntries.Entry("a/b", false));
    assertThat(zip.content().readAllBytes()).asString().isEqualTo("content");
    assertThat(zip.next()).isEqualTo(new ZipEntries.Entry("a/c", false));
    assertThat(zip.content().readAllBytes()).asString().isEqualTo("more");
    assertThat(zip.next()).isNull();
  }

  @Test
  void goesOnBehindAnEntryWhoseContentWasClosedHalfRead() throws IOException {
    ZipEntries zip = open(zip("a", "content", "b", "more"));
    zip.next();
    zip.content().read();
    zip.content().close();
    assertThat(names(zip)).containsExactly("b");
  }

  @Test
  void refusesABombThatIsPassedOver() throws IOException {
    ZipEntries zip = open(zip("bomb", "0".repeat((int) LARGE + 1), "b", ""));
    zip.next();
    assertThatThrownBy(zip::next)
        .isInstanceOf(MalformedArchiveException.class)
        .hasMessage("it unpacks to more than 1048576 bytes");
  }

  @Test
  void addsUpTheBytesOfAllEntries() throws IOException {
    String half = "0".repeat((int) LARGE / 2 + 1);
    ZipEntries zip = open(zip("a", half, "b", half));
    assertThatThrownBy(() -> names(zip)).isInstanceOf(MalformedArchiveException.class);
  }

  @Test
  void refusesMoreEntriesThanAllowed() throws IOException {
    String[] empty = new String[2 * (MANY + 1)];
    for (int i = 0; i <= MANY; i++) {
      empty[2 * i] = "n" + i;
      empty[2 * i + 1] = "";
    }
    assertThatThrownBy(() -> names(open(zip(empty))))
        .isInstanceOf(MalformedArchiveException.class)
        .hasMessage("it has more than 100 entries");
  }

  @Test
  void findsNothingInWhatIsNotAZip() throws IOException {
    assertThat(names(open("no archive".getBytes(StandardCharsets.UTF_8)))).isEmpty();
  }

  @Property(tries = 2000)
  void failsInNoOtherWayOnDamagedArchives(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] archive = zip("a", "content of a", "b/c", "more of it", "d", "");
    for (int i = random.nextInt(4); i >= 0; i--) {
      archive[random.nextInt(archive.length)] = (byte) random.nextInt(256);
    }
    Throwable failure = catchThrowable(() -> names(open(archive)));
    assertThat(failure)
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            damaged -> assertThat(damaged).isInstanceOf(MalformedArchiveException.class),
            cut -> assertThat(cut).isInstanceOf(EOFException.class));
  }
}
