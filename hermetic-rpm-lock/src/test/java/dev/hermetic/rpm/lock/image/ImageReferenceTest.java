package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.InputException;
import dev.hermetic.rpm.lock.image.ImageReference.Transport;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** The grammar of references to images. */
final class ImageReferenceTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @Example
  void readsHostNameTagAndDigest() {
    ImageReference image = ImageReference.parse("registry.example:5000/a/b-c.d:v1.2@" + DIGEST);
    assertThat(image.place()).isEqualTo("registry.example:5000");
    assertThat(image.name()).isEqualTo("a/b-c.d");
    assertThat(image.tag()).isEqualTo("v1.2");
    assertThat(image.digest()).hasToString("Optional[" + DIGEST + "]");
  }

  @Example
  void takesLatestWhereNothingIsSaid() {
    assertThat(ImageReference.parse("registry.example/a").tag()).isEqualTo("latest");
    assertThat(ImageReference.parse("registry.example/a@" + DIGEST).tag()).isEmpty();
    assertThat(ImageReference.parse("docker://localhost/a").place()).isEqualTo("localhost");
    assertThat(ImageReference.parse("[::1]:5000/a").place()).isEqualTo("[::1]:5000");
  }

  @Example
  void readsImagesOnDisk() {
    assertThat(ImageReference.parse("oci:a/b:name").tag()).isEqualTo("name");
    assertThat(ImageReference.parse("oci-archive:a.tar").transport())
        .isEqualTo(Transport.OCI_ARCHIVE);
    assertThat(ImageReference.parse("dir:a/b").place()).isEqualTo("a/b");
  }

  @Example
  void refusesShortNamesAndWhatIsNoReference() {
    for (String bad :
        new String[] {
          "",
          "base",
          "base:9",
          "team/base:9",
          "registry.example",
          "registry.example/",
          "registry.example/A",
          "registry.example/a:",
          "registry.example/a@sha256:12",
          "registry.example/a@md5:" + "0a".repeat(16),
          "registry.example/a/../b",
          "registry.example/./b",
          "registry.example/a b",
          "registry.example/a?x",
          "user@registry.example/a",
          "https://registry.example/a",
          "containers-storage:base",
          "docker-archive:a.tar",
          "dir:a:b",
          "oci:",
          "registry.example/" + "a".repeat(5000)
        }) {
      InputException refused =
          catchThrowableOfType(InputException.class, () -> ImageReference.parse(bad));
      assertThat(refused).as(bad).isNotNull();
      assertThat(refused.code()).isEqualTo("rpm.image");
      assertThat(refused.getMessage()).hasSizeLessThan(300);
    }
  }

  @Property(tries = 5000)
  void readsOrRefusesAnything(
      @ForAll
          @StringLength(max = 40)
          @Chars({'.', '/', ':', '@', '[', ']', '-', '_'})
          @CharRange(from = 'a', to = 'f')
          @CharRange(from = '0', to = '2')
          String text) {
    try {
      ImageReference image = ImageReference.parse(text);
      assertThat(image.text()).isEqualTo(text);
      assertThat(image.name()).doesNotContain("..").doesNotStartWith("/").doesNotContain("//");
    } catch (InputException refused) {
      assertThat(refused.code()).isEqualTo("rpm.image");
    }
  }
}
