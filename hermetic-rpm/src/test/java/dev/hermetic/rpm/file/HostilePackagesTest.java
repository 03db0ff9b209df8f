package dev.hermetic.rpm.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.rpm.fixtures.HeaderBytes;
import dev.hermetic.rpm.fixtures.PackageBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class HostilePackagesTest {
  private static final HeaderBytes GOOD = PackageBytes.header();

  @Test
  void readsAPackageThatKeepsAllRules() throws IOException {
    RpmPackage read = read(PackageBytes.of(GOOD.build()));
    assertThat(read).hasToString("made-1.0-2.x86_64");
    assertThat(read.files()).extracting(RpmFile::path).containsExactly("/etc/file", "/usr/dir");
    assertThat(read.matchedDigests()).containsExactly("header SHA-256", "payload SHA-256");
    assertThat(read.headerCoversPayload()).isTrue();
  }

  @Test
  void takesTextThatIsNoUtf8ForLatin1() throws IOException {
    byte[] latin = {'M', (byte) 0xfc, 'l', 0};
    byte[] header = PackageBytes.header().bytes(1014, 6, 1, latin).build();
    assertThat(read(PackageBytes.of(header)).license()).contains("M\u00fcl");
  }

  @Test
  void refusesEverythingElse() {
    assertProblem("rpm.malformed", "does not begin like an RPM package", new byte[200]);
    byte[] lead = PackageBytes.of(GOOD.build());
    lead[4] = 9;
    assertProblem("rpm.malformed", "version 9", lead);
    byte[] kind = PackageBytes.of(GOOD.build());
    kind[79] = 1;
    assertProblem("rpm.malformed", "signatures of the kind", kind);
    byte[] magic = PackageBytes.of(GOOD.build());
    magic[96 + 5] = 1;
    assertProblem("rpm.malformed", "does not begin like one", magic);
  }

  @Test
  void refusesToAllocateWhatIsOnlyAnnounced() {
    byte[] huge = PackageBytes.of(GOOD.build());
    ByteBuffer.wrap(huge).putInt(96 + 12, Integer.MAX_VALUE);
    assertProblem("rpm.malformed", "announces", huge);
    ByteBuffer.wrap(huge).putInt(96 + 12, 15 << 20);
    assertProblem("rpm.truncated", "cut off", huge);
  }

  @Test
  void refusesEntriesThatPointOutside() {
    assertHeaderProblem("outside of its data", header().entry(1014, 7, 0, 1 << 30));
    assertHeaderProblem("outside of its data", header().entry(1014, 7, -1, 1));
    assertHeaderProblem("outside of its data", header().entry(1014, 4, 0, 0));
    assertHeaderProblem("outside of its data", header().entry(1014, 4, 0, Integer.MIN_VALUE));
  }

  @Test
  void refusesOverlapsAndDoubles() {
    assertHeaderProblem("overlapping", header().entry(1014, 6, 0, 1));
    assertHeaderProblem("twice", header().text(1000, "other"));
  }

  @Test
  void refusesUnknownTypesAndUnalignedNumbers() {
    assertHeaderProblem("unknown type 10", header().bytes(1014, 10, 1, new byte[4]));
    assertHeaderProblem(
        "unaligned",
        header().ints(3000, 1).binary(3001, new byte[1]).bytes(1003, 4, 1, new byte[4]));
  }

  @Test
  void refusesTextsWithoutAnEnd() {
    byte[] open = {'x', 'y'};
    byte[] bytes = new HeaderBytes(0).bytes(1000, 6, 1, open).build();
    assertHeaderProblem("without an end", bytes);
  }

  @Test
  void refusesEntriesOutsideOfTheSignedRegion() {
    byte[] bytes = GOOD.build();
    ByteBuffer trailer = ByteBuffer.wrap(bytes, bytes.length - 16, 16);
    int covered = trailer.getInt(bytes.length - 8);
    trailer.putInt(bytes.length - 8, covered + 16);
    assertHeaderProblem("outside of what digests and signatures cover", bytes);
  }

  @Test
  void refusesWrongTypesOfKnownTags() {
    assertHeaderProblem("type INT32", header().ints(1014, 7));
    assertHeaderProblem("type STRING", header().text(1003, "7"));
  }

  @Test
  void refusesListsOfDifferentLengths() {
    assertHeaderProblem(
        "different lengths for REQUIRES",
        header().texts(1049, 8, "a", "b").ints(1048, 0).texts(1050, 8, "", ""));
    assertHeaderProblem("different lengths for its files", header().ints(1037, 0));
  }

  @Test
  void refusesFilesInDirectoriesThatAreNotNamed() {
    byte[] header =
        new HeaderBytes(63)
            .text(1000, "n")
            .text(1001, "1")
            .text(1002, "1")
            .text(1022, "noarch")
            .ints(1116, 7)
            .texts(1117, 8, "file")
            .texts(1118, 8, "/")
            .build();
    assertHeaderProblem("directory that it does not name", header);
  }

  @Test
  void refusesNamesThatAreNoFileNames() {
    for (String name : new String[] {"", "../x", "a/b", "a b", "a\u0007", ".hidden", "a\\b"}) {
      byte[] header = new HeaderBytes(63).text(1000, name).text(1001, "1").text(1002, "1").build();
      assertHeaderProblem("impossible name", header);
    }
  }

  @Test
  void refusesImpossibleEpochsOfDependencies() {
    assertHeaderProblem(
        "impossible version",
        header().texts(1049, 8, "a").ints(1048, 8).texts(1050, 8, "99999999999:1"));
  }

  @Test
  void noticesAChangedPayload() {
    byte[] changed = PackageBytes.of(GOOD.build());
    changed[changed.length - 1] ^= 1;
    assertProblem("rpm.digest", "payload SHA-256", changed);
  }

  @Test
  void noticesAChangedHeader() {
    byte[] header = GOOD.build();
    byte[] signatures = PackageBytes.signatures(header).build();
    header[header.length - 40] ^= 1;
    assertProblem(
        "rpm.digest", "header SHA-256", PackageBytes.of(signatures, header, PackageBytes.PAYLOAD));
  }

  @Test
  void noticesThatTheEndIsMissing() {
    byte[] header = GOOD.build();
    byte[] signatures =
        PackageBytes.signatures(header)
            .ints(1000, header.length + PackageBytes.PAYLOAD.length)
            .build();
    byte[] whole = PackageBytes.of(signatures, header, PackageBytes.PAYLOAD);
    assertProblem("rpm.truncated", "3 of", Arrays.copyOf(whole, whole.length - 3));
    for (int length : new int[] {0, 50, 96, 100, 200, whole.length - 20}) {
      assertProblem("rpm.truncated", "cut off", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void refusesAPayloadThatNothingCovers() {
    byte[] header =
        new HeaderBytes(63)
            .text(1000, "n")
            .text(1001, "1")
            .text(1002, "1")
            .text(1022, "noarch")
            .build();
    assertProblem("rpm.no-digest", "no digest of its payload", PackageBytes.of(header));
  }

  @Test
  void checksAllDigestsOfVersion6() throws Exception {
    byte[] header = PackageBytes.header().ints(5114, 6).build();
    HeaderBytes signatures =
        PackageBytes.signatures(header)
            .text(279, PackageBytes.sha3(header))
            .binary(999, new byte[8]);
    RpmPackage read = read(PackageBytes.of(signatures.build(), header, PackageBytes.PAYLOAD));
    assertThat(read.format()).isEqualTo(6);
    assertThat(read.matchedDigests())
        .containsExactly("header SHA-256", "header SHA3-256", "payload SHA-256");
  }

  @Test
  void refusesVersion6WithOldTagsOrWithoutItsDigests() throws Exception {
    byte[] header = PackageBytes.header().ints(5114, 6).build();
    assertProblem("rpm.malformed", "lacks digests", PackageBytes.of(header));
    HeaderBytes old =
        PackageBytes.signatures(header)
            .text(279, PackageBytes.sha3(header))
            .binary(1004, new byte[16]);
    assertProblem(
        "rpm.malformed",
        "signature tag 1004",
        PackageBytes.of(old.build(), header, PackageBytes.PAYLOAD));
  }

  @Test
  void neverReadsThePayloadIntoMemory() throws IOException {
    byte[] header = GOOD.build();
    byte[] head = PackageBytes.of(PackageBytes.signatures(header).build(), header, new byte[0]);
    InputStream endless =
        new java.io.SequenceInputStream(new ByteArrayInputStream(head), new Zeros(600L << 20));
    assertThatThrownBy(() -> RpmReader.read(endless, "endless.rpm"))
        .isInstanceOfSatisfying(
            HermeticException.class, e -> assertThat(e.code()).isEqualTo("rpm.digest"));
  }

  @Test
  void walksThroughAMillionFilesInASmallHeap() throws IOException {
    byte[] bytes = PackageBytes.of(manyFiles("/" + "long".repeat(100) + "/"));
    RpmPackage read = RpmReader.readHeader(new ByteArrayInputStream(bytes), "many.rpm");
    // As one list the paths would take 400 MB.
    long characters = 0;
    for (RpmFile file : read.files()) {
      characters += file.path().length();
    }
    assertThat(characters).isEqualTo(403L << 20);
  }

  @Test
  void refusesPathsThatTakeTooLongTogether() {
    assertHeaderProblem("paths of", manyFiles("/" + "long".repeat(200) + "/"));
  }

  private static byte[] manyFiles(String directory) {
    String[] names = new String[1 << 20];
    Arrays.fill(names, "f");
    return new HeaderBytes(63)
        .text(1000, "many")
        .text(1001, "1")
        .text(1002, "1")
        .text(1022, "noarch")
        .ints(1116, new int[names.length])
        .texts(1117, 8, names)
        .texts(1118, 8, directory)
        .build();
  }

  private static HeaderBytes header() {
    return PackageBytes.header();
  }

  private static void assertHeaderProblem(String words, HeaderBytes header) {
    assertHeaderProblem(words, header.build());
  }

  private static void assertHeaderProblem(String words, byte[] header) {
    assertProblem("rpm.malformed", words, PackageBytes.of(header));
  }

  private static void assertProblem(String code, String words, byte[] bytes) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(HermeticException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageStartingWith("made.rpm ")
        .hasMessageContaining(words);
  }

  private static RpmPackage read(byte[] bytes) throws IOException {
    return RpmReader.read(new ByteArrayInputStream(bytes), "made.rpm");
  }

  /** So many zero bytes, made as they are read. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int got = (int) Math.min(length, left);
      Arrays.fill(buffer, offset, offset + got, (byte) 0);
      left -= got;
      return got;
    }
  }
}
