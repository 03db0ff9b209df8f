package dev.hermetic.rpm.repodata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class RepodataPropertiesTest {
  private static final RelPath REPOMD = RelPath.of("repodata/repomd.xml");

  @Property(tries = 150)
  void readsBackWhatItWrote(
      @ForAll("packages") List<PackageEntry> packages, @ForAll("written") Compression compression)
      throws Exception {
    var files = Documents.write(packages, compression);
    Repomd repomd =
        RepomdReader.read(new ByteArrayInputStream(files.get("repomd.xml").toByteArray()), REPOMD);
    List<List<PackageEntry>> lists = new ArrayList<>();
    for (String type : List.of("primary", "filelists", "other")) {
      RepomdRecord record = repomd.record(type).orElseThrow();
      byte[] packed = files.get(record.location().substring("repodata/".length())).toByteArray();
      lists.add(
          RepodataFile.read(
              record,
              new ByteArrayInputStream(packed),
              (unpacked, file) -> {
                List<PackageEntry> entries = new ArrayList<>();
                PackageEntryReader.read(unpacked, file, entries::add);
                return entries;
              }));
    }
    List<PackageEntry> joined = new ArrayList<>();
    for (int i = 0; i < packages.size(); i++) {
      joined.add(SpecLab.join(lists.get(0).get(i), lists.get(1).get(i), lists.get(2).get(i)));
    }
    assertThat(joined).isEqualTo(packages);
  }

  @Property(tries = 100)
  void readsTheSameHoweverTheBytesArrive(
      @ForAll("packages") List<PackageEntry> packages, @ForAll @IntRange(min = 1, max = 9) int most)
      throws Exception {
    byte[] text = Documents.write(packages, Compression.NONE).get("primary.xml").toByteArray();
    assertThat(Documents.read(new Documents.Dripping(text, most)))
        .isEqualTo(Documents.read(new ByteArrayInputStream(text)));
  }

  @Property(tries = 300)
  void keepsAListAsItWasRead(@ForAll("packages") List<PackageEntry> packages) throws Exception {
    byte[] text = Documents.write(packages, Compression.NONE).get("primary.xml").toByteArray();
    PackageTable table = PackageTable.read(new ByteArrayInputStream(text), Documents.FILE);
    byte[] kept = CachedTable.write(table);
    assertThat(kept).hasSize((int) CachedTable.size(table));
    PackageTable again = CachedTable.read(kept, Documents.FILE);
    assertThat(TableText.rows(again)).isEqualTo(TableText.rows(table));
    assertThat(CachedTable.write(again)).isEqualTo(kept);
    for (PackageEntry one : packages) {
      assertThat(again.texts().find(one.id().name())).isNotEqualTo(StringPool.ABSENT);
    }
  }

  @Property(tries = 1000)
  void refusesEveryDamageToAListThatWasKept(
      @ForAll("packages") List<PackageEntry> packages, @ForAll long seed) throws Exception {
    byte[] text = Documents.write(packages, Compression.NONE).get("primary.xml").toByteArray();
    byte[] kept =
        CachedTable.write(PackageTable.read(new ByteArrayInputStream(text), Documents.FILE));
    Random random = new Random(seed);
    byte[] damaged = kept.clone();
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
    assertThatThrownBy(() -> CachedTable.read(damaged, Documents.FILE))
        .isInstanceOf(IOException.class);
    byte[] cut = java.util.Arrays.copyOf(kept, random.nextInt(kept.length));
    assertThatThrownBy(() -> CachedTable.read(cut, Documents.FILE)).isInstanceOf(IOException.class);
  }

  /**
   * What passes the checksum and is still no list: an older form that was mistaken for this one.
   */
  @Property(tries = 1000)
  void neverFailsInAnotherWayOnAListOfAnotherForm(
      @ForAll("packages") List<PackageEntry> packages, @ForAll long seed) throws Exception {
    byte[] text = Documents.write(packages, Compression.NONE).get("primary.xml").toByteArray();
    byte[] kept =
        CachedTable.write(PackageTable.read(new ByteArrayInputStream(text), Documents.FILE));
    ByteBuffer other = ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(seed);
    int at = 4 + random.nextInt(kept.length - 8);
    kept[at] ^= (byte) (1 + random.nextInt(255));
    CRC32C sum = new CRC32C();
    sum.update(kept, 0, kept.length - 4);
    other.putInt(kept.length - 4, (int) sum.getValue());
    try {
      assertThat(CachedTable.read(kept, Documents.FILE).size()).isNotNegative();
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("list");
    }
  }

  @Property(tries = 1000)
  void neverFailsInAnotherWayOnDamagedLists(
      @ForAll("packages") List<PackageEntry> packages, @ForAll long seed) throws Exception {
    byte[] text = Documents.write(packages, Compression.NONE).get("primary.xml").toByteArray();
    byte[] damaged = damage(text, new Random(seed));
    declared(() -> Documents.read(new ByteArrayInputStream(damaged)));
    declared(() -> PackageTable.read(new ByteArrayInputStream(damaged), Documents.FILE));
  }

  @Property(tries = 500)
  void neverFailsInAnotherWayOnDamagedSmallFiles(
      @ForAll("smallFiles") String text, @ForAll long seed) {
    byte[] damaged = damage(text.getBytes(StandardCharsets.UTF_8), new Random(seed));
    declared(() -> RepomdReader.read(new ByteArrayInputStream(damaged), REPOMD));
    declared(() -> CompsReader.read(new ByteArrayInputStream(damaged), REPOMD));
    declared(() -> UpdateInfoReader.read(new ByteArrayInputStream(damaged), REPOMD, a -> {}));
    declared(() -> ModulesReader.read(new ByteArrayInputStream(damaged), REPOMD));
  }

  @Property(tries = 300)
  void neverFailsInAnotherWayOnDamagedPacking(
      @ForAll("packages") List<PackageEntry> packages,
      @ForAll("packed") Compression compression,
      @ForAll long seed)
      throws Exception {
    byte[] text = Documents.write(packages, Compression.NONE).get("primary.xml").toByteArray();
    byte[] damaged = damage(Packing.pack(compression, text), new Random(seed));
    declared(
        () ->
            RepodataFile.read(
                Documents.FILE,
                new ByteArrayInputStream(damaged),
                (unpacked, file) -> PackageTable.read(unpacked, file)));
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void declared(Reading reading) {
    try {
      reading.run();
    } catch (HermeticException refused) {
      assertThat(refused.code()).startsWith("rpm.repodata");
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static byte[] damage(byte[] text, Random random) {
    byte[] damaged = text.clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged[at] = (byte) "<>&\"'/=! \n".charAt(random.nextInt(10));
        case 2 -> damaged = java.util.Arrays.copyOf(damaged, Math.max(1, at));
        default ->
            damaged =
                Bytes.concat(
                    java.util.Arrays.copyOf(damaged, at),
                    java.util.Arrays.copyOfRange(text, random.nextInt(text.length), text.length));
      }
    }
    return damaged;
  }

  @Provide
  Arbitrary<Compression> written() {
    return Arbitraries.of(Compression.NONE, Compression.GZIP, Compression.ZSTD);
  }

  @Provide
  Arbitrary<Compression> packed() {
    return Arbitraries.of(Compression.values());
  }

  @Provide
  Arbitrary<String> smallFiles() {
    return Arbitraries.of(
        SmallFilesTest.REPOMD,
        SmallFilesTest.COMPS,
        SmallFilesTest.UPDATES,
        SmallFilesTest.MODULES);
  }

  @Provide
  Arbitrary<List<PackageEntry>> packages() {
    return entry().list().ofMaxSize(4);
  }

  private Arbitrary<PackageEntry> entry() {
    Arbitrary<PackageId> id =
        Combinators.combine(word(), number(), word(), word(), word())
            .as(
                (name, epoch, version, release, arch) ->
                    new PackageId(
                        name, "" + epoch, version, release, arch, Digest.sha256(Documents.DIGEST)));
    return Combinators.combine(
            id,
            texts(),
            numbers(),
            dependency().list().ofMaxSize(5),
            file().list().ofMaxSize(5),
            change().list().ofMaxSize(3))
        .as(
            (which, told, sizes, dependencies, files, changes) -> {
              PackageEntry.Builder builder =
                  PackageEntry.builder(which, which.name() + ".rpm").texts(told).numbers(sizes);
              for (int i = 0; i < dependencies.size(); i++) {
                builder.dependency(DependencyKind.values()[i], dependencies.get(i));
              }
              files.forEach(builder::file);
              changes.forEach(builder::change);
              return builder.build();
            });
  }

  private Arbitrary<PackageTexts> texts() {
    return text()
        .list()
        .ofSize(9)
        .map(
            t ->
                new PackageTexts(
                    t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), t.get(5), t.get(6), t.get(7),
                    t.get(8)));
  }

  private Arbitrary<PackageNumbers> numbers() {
    return number()
        .list()
        .ofSize(7)
        .map(
            n ->
                new PackageNumbers(
                    n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6)));
  }

  private Arbitrary<DependencyEntry> dependency() {
    return Combinators.combine(
            word(), Arbitraries.of(Relation.class), word(), word(), Arbitraries.of(true, false))
        .as(
            (name, relation, version, release, pre) ->
                relation == Relation.ANY
                    ? new DependencyEntry(name, relation, "", "", "", pre)
                    : new DependencyEntry(name, relation, "0", version, release, pre));
  }

  private Arbitrary<PackageFile> file() {
    return Combinators.combine(word(), Arbitraries.of(FileKind.class))
        .as((path, kind) -> new PackageFile("/" + path, kind));
  }

  private Arbitrary<Change> change() {
    return Combinators.combine(text(), number(), text()).as(Change::new);
  }

  private Arbitrary<Long> number() {
    return Arbitraries.longs().between(0, 1L << 50);
  }

  private Arbitrary<String> word() {
    return text().filter(text -> !text.isEmpty());
  }

  /** Texts of characters that XML can carry. */
  private Arbitrary<String> text() {
    return Arbitraries.strings()
        .withChars("ab<>&\"' \t\n\r]-ü漢")
        .withChars('\u0020', '\uD7FF')
        .ofMaxLength(12);
  }
}
