package dev.hermetic.pip.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.PackageName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.junit.jupiter.api.Test;

class WheelMetadataTest {
  private static final PackageName FOO = PackageName.of("foo-bar");

  private static String read(byte[] wheel) throws Exception {
    byte[] content = WheelMetadata.read(new HeldBytes(wheel), FOO, "foo.whl");
    return new String(content, StandardCharsets.UTF_8);
  }

  private static void rejects(byte[] wheel) {
    assertThatThrownBy(() -> read(wheel))
        .isInstanceOf(InputException.class)
        .extracting(e -> ((HermeticException) e).code())
        .isEqualTo("pip.damaged");
  }

  @Test
  void readsTheMetadataOfTheProject() throws Exception {
    byte[] wheel =
        Archives.zip(
            "foo_bar/__init__.py",
            "",
            "Foo.Bar-1.0.dist-info/METADATA",
            "yes",
            "foo_bar/_vendor/x-1.dist-info/METADATA",
            "no",
            "x-1.dist-info/METADATA",
            "no");
    assertThat(read(wheel)).isEqualTo("yes");
  }

  @Test
  void readsZip64() throws Exception {
    assertThat(read(Archives.zip(Zip64Mode.Always, "foo_bar-1.dist-info/METADATA", "big")))
        .isEqualTo("big");
  }

  @Test
  void readsOnlyTheEndAndTheMemberOfALargeWheel() throws Exception {
    byte[] noise = new byte[4 << 20];
    new Random(1).nextBytes(noise);
    byte[] wheel =
        Archives.zip(
            "foo_bar-1.dist-info/METADATA",
            "early",
            "data",
            new String(noise, StandardCharsets.ISO_8859_1));
    long[] count = new long[1];
    Bytes counting =
        new Bytes() {
          @Override
          public long size() {
            return wheel.length;
          }

          @Override
          public byte[] read(long from, int length) {
            count[0] += length;
            return Arrays.copyOfRange(wheel, (int) from, (int) from + length);
          }
        };
    assertThat(WheelMetadata.read(counting, FOO, "foo.whl")).asString().isEqualTo("early");
    assertThat(count[0]).isLessThanOrEqualTo(4L * WheelMetadata.PIECE);
  }

  @Test
  void rejectsAWheelWithoutMetadata() throws Exception {
    rejects(Archives.zip("foo_bar/__init__.py", ""));
  }

  @Test
  void rejectsAWheelThatHasTwo() throws Exception {
    rejects(Archives.zip("foo_bar-1.dist-info/METADATA", "a", "foo_bar-2.dist-info/METADATA", "b"));
  }

  @Test
  void rejectsWhatIsNoZip() {
    rejects("<html>not found</html>".getBytes(StandardCharsets.UTF_8));
    rejects(new byte[0]);
  }

  @Test
  void rejectsMetadataThatUnpackTooLarge() throws Exception {
    String bomb = "x".repeat(CoreMetadataReader.MAX_BYTES + 1);
    rejects(Archives.zip("foo_bar-1.dist-info/METADATA", bomb));
  }

  @Property(tries = 300)
  void failsInOneWayOnDamagedWheels(@ForAll long seed) throws Exception {
    byte[] wheel = Archives.zip("a", "b", "foo_bar-1.dist-info/METADATA", "Name: foo\n".repeat(40));
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      wheel[random.nextInt(wheel.length)] = (byte) random.nextInt();
    }
    try {
      read(wheel);
    } catch (InputException expected) {
      assertThat(expected.code()).isEqualTo("pip.damaged");
    }
  }
}
