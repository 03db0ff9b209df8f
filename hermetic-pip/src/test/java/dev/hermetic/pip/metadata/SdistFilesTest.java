package dev.hermetic.pip.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SdistFilesTest {
  private static Optional<String> text(Optional<byte[]> content) {
    return content.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void readsBothFilesOfTheTopDirectory() throws Exception {
    byte[] sdist =
        Archives.tarGz(
            "foo-1/src/foo.egg-info/PKG-INFO",
            "no",
            "foo-1/setup.py",
            "",
            "foo-1/PKG-INFO",
            "info",
            "foo-1/pyproject.toml",
            "project");
    SdistFiles files = RemoteMetadata.ofSdist(sdist, "foo-1.tar.gz");
    assertThat(text(files.pkgInfo())).contains("info");
    assertThat(text(files.pyproject())).contains("project");
  }

  @Test
  void stopsAtAPkgInfoThatSaysEnough() throws Exception {
    byte[] sdist = Archives.tarGz("foo-1/PKG-INFO", "info", "foo-1/pyproject.toml", "project");
    SdistFiles files =
        SdistFiles.read(new java.io.ByteArrayInputStream(sdist), "foo-1.tar.gz", info -> true);
    assertThat(files.pyproject()).isEmpty();
  }

  @Test
  void readsWhatSetuptoolsPublished() throws Exception {
    byte[] sdist =
        Archives.tarGz(
            "foo-1/PKG-INFO",
            "Metadata-Version: 1.2\nName: foo\nVersion: 1\n",
            "foo-1/src/foo.egg-info/requires.txt",
            "a>=1\n\n[:python_version < '3']\nb\n\n[x:os_name == 'nt']\nc\n\n[y]\nd\n");
    CoreMetadata metadata =
        CoreMetadataReader.asPublished(RemoteMetadata.ofSdist(sdist, "foo-1.tar.gz"), "foo");
    assertThat(metadata.requires().toString())
        .isEqualTo(
            List.of(
                    Requirement.parse("a>=1"),
                    Requirement.parse("b; python_version < '3'"),
                    Requirement.parse("c; os_name == 'nt' and extra == 'x'"),
                    Requirement.parse("d; extra == 'y'"))
                .toString());
    assertThat(metadata.extras()).hasSize(2);
  }

  @Test
  void readsZipFiles() throws Exception {
    byte[] sdist = Archives.zip("foo-1/x/pyproject.toml", "no", "foo-1/PKG-INFO", "info");
    SdistFiles files = RemoteMetadata.ofSdist(sdist, "foo-1.zip");
    assertThat(text(files.pkgInfo())).contains("info");
    assertThat(files.pyproject()).isEmpty();
  }

  @Test
  void rejectsArchivesItDoesNotKnow() {
    assertThatThrownBy(() -> RemoteMetadata.ofSdist(new byte[9], "foo-1.tar.bz2"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("foo-1.tar.bz2");
  }

  @Test
  void rejectsATruncatedArchive() throws Exception {
    byte[] whole = Archives.tarGz("foo-1/a", "x".repeat(9000), "foo-1/PKG-INFO", "info");
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> RemoteMetadata.ofSdist(half, "foo-1.tar.gz"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void letsFailuresOfTheSourceThrough() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection lost");
          }
        };
    assertThatThrownBy(() -> SdistFiles.read(broken, "foo-1.tar.gz", info -> false))
        .isInstanceOf(IOException.class)
        .hasMessage("connection lost");
  }

  @Property(tries = 300)
  void failsInOneWayOnDamagedZips(@ForAll long seed) throws Exception {
    byte[] sdist = Archives.zip("foo-1/a", "b", "foo-1/PKG-INFO", "Name: foo\n".repeat(40));
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      sdist[random.nextInt(sdist.length)] = (byte) random.nextInt();
    }
    try {
      RemoteMetadata.ofSdist(sdist, "foo-1.zip");
    } catch (InputException expected) {
      assertThat(expected.code()).isEqualTo("pip.damaged");
    }
  }

  @Property(tries = 300)
  void failsInOneWayOnDamagedArchives(@ForAll long seed) throws Exception {
    byte[] sdist = Archives.tarGz("foo-1/a", "b", "foo-1/PKG-INFO", "Name: foo\n".repeat(40));
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      sdist[random.nextInt(sdist.length)] = (byte) random.nextInt();
    }
    try {
      RemoteMetadata.ofSdist(sdist, "foo-1.tar.gz");
    } catch (InputException expected) {
      assertThat(expected.code()).isEqualTo("pip.damaged");
    }
  }
}
