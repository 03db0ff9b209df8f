package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.rpm.lock.rpmdb.HostileDatabaseTest;
import dev.hermetic.rpm.lock.rpmdb.NdbWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What layers leave, and layers of strangers. */
final class LayersTest {
  private static final String DB = "usr/lib/sysimage/rpm/Packages.db";
  private static final String GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String PLAIN = "application/vnd.oci.image.layer.v1.tar";

  @TempDir Path directory;
  private final MadeImage image = new MadeImage();
  private ImageProbe probe;

  @BeforeEach
  void open() {
    probe = new ImageProbe(directory);
  }

  private static byte[] db(String name) {
    return NdbWriter.write(Map.of(1, HostileDatabaseTest.blob(name)));
  }

  private List<String> read() throws Exception {
    image.write(probe.source().resolve("image"));
    return ImageProbe.nevras(probe.base("dir:image", "x86_64").packages());
  }

  private void assertReads(String name) throws Exception {
    assertThat(read()).containsExactly(name + "-0:1-1.noarch");
  }

  private HermeticException refused(String code) throws Exception {
    HermeticException refused = catchThrowableOfType(HermeticException.class, this::read);
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.code()).isEqualTo(code);
    return refused;
  }

  @Test
  void takesTheLastLayersFile() throws Exception {
    image.layer(tar -> tar.file(DB, db("old"))).layer(tar -> tar.file("./" + DB, db("new")));
    assertReads("new");
  }

  @Test
  void removesWhatALaterLayerRemoves() throws Exception {
    for (String gone :
        List.of(
            "usr/lib/sysimage/rpm/.wh.Packages.db",
            "usr/lib/sysimage/.wh.rpm",
            "usr/.wh.lib",
            ".wh.usr",
            "usr/lib/sysimage/rpm/.wh..wh..opq",
            "usr/.wh..wh..opq",
            ".wh..wh..opq")) {
      image.layers.clear();
      image.layer(tar -> tar.file(DB, db("old"))).layer(tar -> tar.empty(gone));
      refused("rpm.image-rpmdb");
    }
  }

  @Test
  void removesOnlyWhatLowerLayersHave() throws Exception {
    image
        .layer(tar -> tar.file("usr/lib/sysimage/rpm/rpmdb.sqlite", new byte[] {1}))
        .layer(
            tar ->
                tar.file(DB, db("new"))
                    .empty("usr/lib/sysimage/rpm/.wh..wh..opq")
                    .empty("usr/lib/sysimage/rpm/.wh.Packages.db"));
    assertReads("new");
  }

  @Test
  void leavesWhatIsCalledAlmostTheSame() throws Exception {
    image
        .layer(tar -> tar.file(DB, db("made")))
        .layer(tar -> tar.empty("usr/lib/sysimage/.wh.rp").empty("usr/lib/sysimage/.wh.rpm0"));
    assertReads("made");
  }

  @Test
  void replacesADirectoryByAFile() throws Exception {
    image.layer(tar -> tar.file(DB, db("old"))).layer(tar -> tar.empty("usr/lib/sysimage"));
    refused("rpm.image-rpmdb");
  }

  @Test
  void followsSymbolicLinksInsideOfTheImage() throws Exception {
    for (String target :
        List.of("/usr/share/rpm", "../../share/rpm", "../../../../../usr/./share//rpm/")) {
      image.layers.clear();
      image.layer(
          tar ->
              tar.file("usr/share/rpm/Packages.db", db("made"))
                  .symbolic("usr/lib/sysimage", target));
      image.layer(tar -> tar.symbolic("var/lib/rpm", target));
      assertReads("made");
    }
  }

  @Test
  void endsWhereSymbolicLinksRunInACircle() throws Exception {
    image.layer(
        tar ->
            tar.symbolic("var/lib/rpm", "../../usr/share/rpm")
                .symbolic("usr/share/rpm", "/var/lib/rpm"));
    refused("rpm.image-rpmdb");
  }

  @Test
  void followsHardLinksToObjects() throws Exception {
    String object = "sysroot/ostree/repo/objects/0a/bc.file";
    image.layer(
        tar -> tar.file(object, db("made")).hard("usr/share/rpm/Packages.db", "./" + object));
    assertReads("made");
    image.layers.clear();
    image
        .layer(tar -> tar.file(object, db("lower")))
        .layer(tar -> tar.hard("x/other", object).hard("usr/share/rpm/Packages.db", "x/other"));
    assertReads("lower");
  }

  @Test
  void readsWhatALinkMeantWhenItWasMade() throws Exception {
    image.layer(
        tar ->
            tar.file("x", db("first"))
                .hard("usr/share/rpm/Packages.db", "x")
                .file("x", db("later")));
    assertReads("first");
  }

  @Test
  void refusesHardLinksToNothingAndOutOfTheImage() throws Exception {
    image.layer(tar -> tar.hard("usr/share/rpm/Packages.db", "no/such"));
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("hard link to nothing");
    image.layers.clear();
    image.layer(tar -> tar.hard("usr/share/rpm/Packages.db", "../../etc/passwd"));
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("climbs");
    image.layers.clear();
    image.layer(tar -> tar.hard("usr/share/rpm/Packages.db", "usr/share/rpm/Packages.db"));
    refused("rpm.image-malformed");
  }

  @Test
  void refusesPathsThatClimb() throws Exception {
    image.layer(tar -> tar.file(DB, db("made")).file("usr/../../x", new byte[1]));
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("climbs");
  }

  @Test
  void ignoresDevicesAndEmptyFiles() throws Exception {
    image.layer(
        tar ->
            tar.link("usr/lib/sysimage/rpm/rpmdb.sqlite", TarArchiveEntry.LF_CHR, "")
                .link("dev/pipe", TarArchiveEntry.LF_FIFO, "")
                .empty("var/lib/rpm/Packages")
                .file("var/lib/rpm/Packages.db", db("made")));
    assertReads("made");
  }

  @Test
  void takesThePlatformFromOsRelease() throws Exception {
    image.layer(
        tar ->
            tar.file(DB, db("made"))
                .symbolic("etc/os-release", "../usr/lib/os-release")
                .file(
                    "usr/lib/os-release", MadeImage.utf8("ID=x\nPLATFORM_ID=\"platform:el9\"\n")));
    image.write(probe.source().resolve("image"));
    for (int i = 0; i < 2; i++) {
      assertThat(probe.base("dir:image", "x86_64").release().platform()).contains("el9");
    }
  }

  @Test
  void refusesATruncatedLayer() throws Exception {
    byte[] whole = MadeImage.gzip(MadeImage.tar(tar -> tar.file(DB, db("made"))));
    image.stored(Arrays.copyOf(whole, whole.length / 2), GZIP);
    refused("rpm.image-malformed");
    image.layers.clear();
    byte[] plain = MadeImage.tar(tar -> tar.file(DB, db("made")));
    image.stored(Arrays.copyOf(plain, 700), PLAIN);
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("cut off");
  }

  @Test
  void refusesDamageInALayer() throws Exception {
    byte[] plain = MadeImage.tar(tar -> tar.file(DB, db("made")));
    plain[20] ^= 1;
    image.stored(plain, PLAIN);
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("damaged");
  }

  @Test
  void refusesALayerThatIsNotWhatItsDigestSays() throws Exception {
    image.layer(tar -> tar.file(DB, db("made")));
    Path made = probe.source().resolve("image");
    image.write(made);
    String hex = image.parts.keySet().iterator().next().hex();
    Path layer = made.resolve(hex);
    byte[] other = MadeImage.gzip(MadeImage.tar(tar -> tar.file(DB, db("evil"))));
    for (byte[] bytes : List.of(other, Arrays.copyOf(Files.readAllBytes(layer), 10_000))) {
      Files.write(layer, bytes);
      IntegrityException refused =
          catchThrowableOfType(IntegrityException.class, () -> probe.base("dir:image", "x86_64"));
      assertThat(refused.code()).isEqualTo("rpm.image-digest");
    }
  }

  @Test
  void refusesALayerThatUnpacksWithoutEnd() throws Exception {
    // Twenty megabytes of zeros in twenty kilobytes.
    image.layer(tar -> tar.file("zeros", new byte[20 << 20]).file(DB, db("made")));
    probe.limits = new ImageLimits(8 << 20, 10, 1 << 20, 10 << 20, 1000, 100);
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("any sensible image");
  }

  @Test
  void refusesMoreEntriesThanAnyImageHas() throws Exception {
    image.layer(
        tar -> {
          for (int i = 0; i < 200; i++) {
            tar.empty("usr/lib/sysimage/rpm/" + i);
          }
        });
    probe.limits = new ImageLimits(8 << 20, 10, 1 << 20, 10 << 20, 1000, 100);
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("more than 100");
    probe.limits = new ImageLimits(8 << 20, 10, 1 << 20, 10 << 20, 150, 1000);
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("more entries");
  }

  @Test
  void takesNoMemoryForNamesOfAnyLength() throws Exception {
    byte[] bomb =
        MadeImage.tar(
            tar -> {
              TarArchiveEntry name =
                  new TarArchiveEntry("././@LongLink", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
              name.setSize(4 << 20);
              tar.out().putArchiveEntry(name);
              tar.out().write(new byte[4 << 20]);
              tar.out().closeArchiveEntry();
            });
    image.stored(MadeImage.gzip(bomb), GZIP);
    assertThat(refused("rpm.image-malformed")).hasMessageContaining("a name has");
  }

  @Test
  void readsLongNames() throws Exception {
    String object = "sysroot/" + "long/".repeat(60) + "object";
    image.layer(tar -> tar.file(object, db("made")).hard("usr/share/rpm/Packages.db", object));
    assertReads("made");
  }
}
