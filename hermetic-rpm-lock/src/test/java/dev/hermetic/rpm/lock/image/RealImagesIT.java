package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.rpm.fixtures.RpmTools;
import dev.hermetic.rpm.lock.rpmdb.InstalledRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that umoci and skopeo have made, whose databases rpm has written, from a real registry.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealImagesIT {
  private static final String FORMAT = "%{name}-%{epochnum}:%{version}-%{release}.%{arch}\n";

  private RpmTools tools;
  private Path work;
  private String layout;
  private List<String> before;
  private List<String> after;

  @TempDir Path directory;
  private ImageProbe probe;

  @BeforeAll
  void makeImages(@TempDir Path home) throws Exception {
    RpmTools.need("rpm", "rpmbuild", "skopeo", "umoci", "docker-registry");
    work = home;
    tools = new RpmTools(home.resolve("tools"));
    InstalledRoot old = InstalledRoot.make(home.resolve("old"), 0);
    InstalledRoot now = InstalledRoot.make(home.resolve("now"), 40);
    before = old.query(FORMAT);
    after = now.query(FORMAT);
    layout = home.resolve("layout").toString();
    umoci("init", "--layout", layout);
    umoci("new", "--image", layout + ":base");
    insert("base", old.database(), "/var/lib/rpm");
    umoci(
        "config",
        "--image",
        layout + ":base",
        "--architecture",
        "amd64",
        "--os",
        "linux",
        "--config.label",
        "version=9.4",
        "--config.label",
        "name=the lab's base");
    Path release = Files.writeString(home.resolve("os-release"), "ID=lab\n");
    umoci("tag", "--image", layout + ":base", "more");
    insert("more", release, "/usr/lib/os-release");
    insert("more", now.database(), "/var/lib/rpm");
    umoci("tag", "--image", layout + ":more", "none");
    umoci("insert", "--rootless", "--image", layout + ":none", "--whiteout", "/var/lib/rpm");
  }

  @BeforeEach
  void open() {
    probe = new ImageProbe(directory);
  }

  private void umoci(String... arguments) throws Exception {
    run("umoci", arguments);
  }

  private void insert(String tag, Path from, String to) throws Exception {
    umoci("insert", "--rootless", "--image", layout + ":" + tag, from.toString(), to);
  }

  private void skopeo(String... arguments) throws Exception {
    run("skopeo", arguments);
  }

  private void run(String program, String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    tools.run(command.toArray(String[]::new));
  }

  private void copy(String tag, String to, String... options) throws Exception {
    List<String> all = new java.util.ArrayList<>(List.of("copy", "--insecure-policy", "-q"));
    all.addAll(List.of(options));
    all.addAll(List.of("oci:" + layout + ":" + tag, to));
    skopeo(all.toArray(String[]::new));
  }

  private void assertMore(ImageBase image) {
    assertThat(ImageProbe.nevras(image.packages())).isEqualTo(after);
    assertThat(image.labels())
        .containsExactly(
            java.util.Map.entry("name", "the lab's base"), java.util.Map.entry("version", "9.4"));
    assertThat(image.releasever()).contains("9");
    assertThat(image.release().platform()).contains("el9");
  }

  @Test
  void readsALayoutOnDisk() throws Exception {
    copy("more", "oci:" + probe.source().resolve("on-disk") + ":more");
    copy("base", "oci:" + probe.source().resolve("on-disk") + ":base");
    assertMore(probe.base("oci:on-disk:more", "x86_64"));
    assertThat(ImageProbe.nevras(probe.base("oci:on-disk:base", "x86_64").packages()))
        .isEqualTo(before);
  }

  @Test
  void readsAnArchiveOnDisk() throws Exception {
    copy("more", "oci-archive:" + probe.source().resolve("image.tar") + ":more");
    assertMore(probe.base("oci-archive:image.tar", "x86_64"));
  }

  @Test
  void readsADirectoryOnDisk() throws Exception {
    copy("more", "dir:" + probe.source().resolve("image"));
    assertMore(probe.base("dir:image", "x86_64"));
  }

  @Test
  void readsLayersOfEveryCompression() throws Exception {
    for (String form : List.of("gzip", "zstd")) {
      String to = "dir:" + probe.source().resolve(form);
      copy("more", to, "--dest-compress", "--dest-compress-format", form);
      assertMore(probe.base("dir:" + form, "x86_64"));
    }
    copy("more", "dir:" + probe.source().resolve("plain"), "--dest-decompress");
    assertMore(probe.base("dir:plain", "x86_64"));
  }

  @Test
  void honoursWhiteouts() throws Exception {
    copy("none", "dir:" + probe.source().resolve("image"));
    HermeticException failed =
        catchThrowableOfType(HermeticException.class, () -> probe.base("dir:image", "x86_64"));
    assertThat(failed.code()).isEqualTo("rpm.image-rpmdb");
  }

  @Test
  void refusesAnImageForAnotherArchitecture() throws Exception {
    copy("base", "dir:" + probe.source().resolve("image"));
    HermeticException failed =
        catchThrowableOfType(HermeticException.class, () -> probe.base("dir:image", "aarch64"));
    assertThat(failed.code()).isEqualTo("rpm.image-platform");
    assertThat(failed).hasMessageContaining("linux/arm64").hasMessageContaining("linux/amd64");
  }

  @Test
  void readsADatabaseOnDisk() throws Exception {
    Path root = Files.createDirectories(probe.source().resolve("root/var/lib/rpm"));
    Files.copy(work.resolve("now/root/var/lib/rpm/rpmdb.sqlite"), root.resolve("rpmdb.sqlite"));
    for (String place : List.of("root", "root/var/lib/rpm")) {
      InstalledBase installed = probe.installed(place);
      assertThat(ImageProbe.nevras(installed.packages())).isEqualTo(after);
      assertThat(installed.release().releasever()).contains("9");
    }
  }

  @Test
  void findsTheReleaseThatDnfFinds() throws Exception {
    RpmTools.needPythonModule("dnf");
    Path root = Files.createDirectories(probe.source().resolve("root"));
    run("cp", "-a", work.resolve("now/root").toString() + "/.", root.toString());
    Path home = work.resolve("tools");
    Files.writeString(home.resolve(".rpmmacros"), "%_dbpath /var/lib/rpm\n");
    String program = "import dnf.rpm, sys; print(dnf.rpm.detect_releasever(sys.argv[1]))";
    String dnf = tools.run("/usr/bin/python3", "-c", program, root.toString()).strip();
    assertThat(probe.installed("root").release().releasever()).contains(dnf);
  }

  @Test
  void readsFromARegistryOnceForAllTime() throws Exception {
    for (String format : List.of("oci", "v2s2")) {
      ImageProbe fresh = new ImageProbe(directory.resolve(format));
      String pinned;
      try (RealRegistry registry = RealRegistry.start(directory.resolve("registry-" + format))) {
        String name = registry.authority() + "/team/base";
        copy("more", "docker://" + name + ":1", "--dest-tls-verify=false", "--format", format);
        fresh.registries.put("oci/" + registry.authority(), registry.url());
        assertThat(fresh.labels(name + ":1", "x86_64").labels()).containsEntry("version", "9.4");
        ImageBase image = fresh.base(name + ":1", "x86_64");
        assertMore(image);
        pinned = name + ":1@" + image.digest();
        String inspected =
            tools.run(
                "skopeo", "inspect", "--no-tags", "--tls-verify=false", "docker://" + name + ":1");
        assertThat(inspected).contains("\"Digest\": \"" + image.digest() + "\"");
      }
      // The registry is gone, and what the digest names is kept.
      assertMore(fresh.base(pinned, "x86_64"));
      fresh.mode = NetworkMode.OFFLINE;
      assertMore(fresh.base(pinned, "x86_64"));
    }
  }

  @Test
  void asksForATagEachTime() throws Exception {
    try (RealRegistry registry = RealRegistry.start(directory.resolve("registry"))) {
      String image = registry.authority() + "/team/base:latest";
      probe.registries.put("oci/" + registry.authority(), registry.url());
      copy("base", "docker://" + image, "--dest-tls-verify=false");
      assertThat(ImageProbe.nevras(probe.base(image, "x86_64").packages())).isEqualTo(before);
      copy("more", "docker://" + image, "--dest-tls-verify=false");
      assertThat(ImageProbe.nevras(probe.base(image, "x86_64").packages())).isEqualTo(after);
    }
  }

  @Test
  void saysThatTheRegistryHasNoSuchImage() throws Exception {
    try (RealRegistry registry = RealRegistry.start(directory.resolve("registry"))) {
      probe.registries.put("oci/" + registry.authority(), registry.url());
      HermeticException failed =
          catchThrowableOfType(
              HermeticException.class,
              () -> probe.base(registry.authority() + "/team/none:1", "x86_64"));
      assertThat(failed.code()).isEqualTo("fetch.not-found");
    }
  }
}
