package dev.hermetic.rpm.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.lock.origin.PublishedRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that are broken or mean ill: an error each, and no lock. */
class HostileRepositoryTest {
  private static final String BASE = "https://cdn.example/x86_64/os";

  @TempDir Path directory;
  private LockLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new LockLab(directory).input("packages: [app]", "arches: [x86_64]");
    lab.publish("x86_64", new PublishedRepository().add("app-1-1.x86_64"));
  }

  /** Serves a list of packages that the index names rightly. */
  private void primary(byte[] content) throws Exception {
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    lab.context.file(BASE + "/repodata/p", content);
    lab.context.page(
        BASE + "/repodata/repomd.xml",
        "<repomd><data type=\"primary\"><checksum type=\"sha256\">"
            + sum
            + "</checksum><location href=\"repodata/p\"/></data></repomd>");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void refusesAnIndexWithEntities() {
    lab.context.page(
        BASE + "/repodata/repomd.xml",
        "<!DOCTYPE r [<!ENTITY a \"b\">]><repomd><revision>&a;</revision></repomd>");
    assertThat(lab.failure()).startsWith("rpm.repodata ");
  }

  @Test
  void refusesAListWithEntities() throws Exception {
    primary(bytes("<!DOCTYPE m [<!ENTITY a \"b\">]><metadata><package><name>&a;</name></package>"));
    assertThat(lab.failure()).startsWith("rpm.repodata ");
  }

  @Test
  void refusesAListThatIsCutOff() throws Exception {
    byte[] whole =
        new PublishedRepository()
            .add("app-1-1.x86_64")
            .publish(lab.context, BASE)
            .files()
            .get("repodata/primary.xml.gz");
    primary(Arrays.copyOf(whole, whole.length - 10));
    assertThat(lab.failure()).startsWith("rpm.repodata ");
  }

  @Test
  void refusesAnIndexWithoutAList() {
    lab.context.page(BASE + "/repodata/repomd.xml", "<repomd/>");
    assertThat(lab.failure()).startsWith("rpm.repodata ").contains("'primary'");
  }

  @Test
  void refusesALocationThatLeadsOutOfTheRepository() {
    lab.context.page(
        BASE + "/repodata/repomd.xml",
        "<repomd><data type=\"primary\"><location href=\"../../p\"/></data></repomd>");
    assertThat(lab.failure()).startsWith("rpm.repodata ");
  }

  @Test
  void refusesAPackageWhoseNameWouldBreakTheLock() throws Exception {
    primary(
        bytes(
            "<metadata><package type=\"rpm\"><name>app</name><arch>x86_64</arch>"
                + "<version epoch=\"0\" ver=\"1\" rel=\"1\"/><checksum type=\"sha256\">x</checksum>"
                + "<size package=\"1\"/><location href=\"a.exe\"/><format/></package></metadata>"));
    assertThat(lab.failure()).startsWith("rpm.file-name rpms.lock.yaml");
  }

  @Test
  void refusesASizeThatIsNoNumber() throws Exception {
    primary(
        bytes(
            "<metadata><package type=\"rpm\"><name>app</name><arch>x86_64</arch>"
                + "<version epoch=\"0\" ver=\"1\" rel=\"1\"/><checksum type=\"sha256\">"
                + "0".repeat(64)
                + "</checksum><size package=\"many\"/><location href=\"a.rpm\"/><format/></package>"
                + "</metadata>"));
    assertThat(lab.failure()).startsWith("rpm.repodata ");
  }
}
