package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From {@code rpms.in.yaml} and an image that umoci made of what rpm has installed, on disk and in
 * a real registry, to the lock: it has what dnf chooses on that system.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageLockIT {
  private static final String TREE = "variables: [{inline: {tree: os}}]";
  private static final String LAYOUT = "context: {image: 'oci:base:base'}";

  private static final int REQUESTS = 40;
  private static final List<String> IMPOSSIBLE = List.of("impossible");

  @TempDir static Path work;
  private ImageLockLab lab;

  @BeforeAll
  void makeImage() throws Exception {
    lab = new ImageLockLab(work);
  }

  @AfterAll
  void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private List<String> lockOnDisk(String name, String... lines) throws Exception {
    Path project = lab.project(name, lines);
    lab.copy("oci:" + project.resolve("base") + ":base");
    lab.lock(project, "store");
    return ImageLockLab.locked(project);
  }

  @Test
  void locksOnTopOfALayout() throws Exception {
    List<String> chosen = lab.chosen(false, false, "+app-file", "+app-newer", "+lab-files");
    assertThat(chosen)
        .contains("app-file-1-1.x86_64", "lab-release-1:10-1.x86_64")
        .noneMatch(one -> one.startsWith("lab-files"));
    assertThat(lockOnDisk("layout", LAYOUT, TREE, "packages: [app-file, app-newer, lab-files]"))
        .isEqualTo(chosen);
  }

  @Test
  void upgradesAndReinstalls() throws Exception {
    List<String> chosen = lab.chosen(false, false, "^lab-release", "=lab-files", "+app-super");
    assertThat(chosen)
        .contains("lab-release-1:10-1.x86_64", "lab-files-1:9.4-2.x86_64", "app-super-1-1.x86_64");
    assertThat(
            lockOnDisk(
                "requests",
                LAYOUT,
                TREE,
                "upgradePackages: [lab-release]",
                "reinstallPackages: [lab-files]",
                "packages: [app-super]"))
        .isEqualTo(chosen);
  }

  /** Requests that get in each other's way, chosen by chance but always the same. */
  @Test
  void agreesWithDnfOnRequestsOfAllKinds() throws Exception {
    Random chance = new Random(5);
    Path project = lab.project("chance");
    String head = Files.readString(project.resolve("rpms.in.yaml"));
    lab.copy("oci:" + project.resolve("base") + ":base");
    int possible = 0;
    for (int i = 0; i < REQUESTS; i++) {
      List<String> install = some(chance, "app-file", "app-newer", "app-same", "app-clash");
      List<String> upgrade = some(chance, "lab-release", "lab-files");
      List<String> reinstall = some(chance, "lab-release", "lab-files");
      boolean erasing = chance.nextBoolean();
      boolean best = chance.nextBoolean();
      List<String> wanted = new ArrayList<>();
      install.forEach(name -> wanted.add("+" + name));
      upgrade.forEach(name -> wanted.add("^" + name));
      reinstall.forEach(name -> wanted.add("=" + name));
      Files.writeString(
          project.resolve("rpms.in.yaml"),
          head
              + String.join(
                  "\n",
                  LAYOUT,
                  TREE,
                  "packages: " + install,
                  "upgradePackages: " + upgrade,
                  "reinstallPackages: " + reinstall,
                  "allowerasing: " + erasing,
                  "best: " + best,
                  ""));
      List<String> chosen = lab.chosen(erasing, best, wanted.toArray(String[]::new));
      possible += chosen.equals(IMPOSSIBLE) ? 0 : 1;
      assertThat(lockedOrNot(project))
          .as("%s erasing=%s best=%s", wanted, erasing, best)
          .isEqualTo(chosen);
    }
    assertThat(possible).isBetween(REQUESTS / 4, REQUESTS - 1);
  }

  private static List<String> some(Random chance, String... names) {
    return Stream.of(names).filter(name -> chance.nextInt(3) == 0).toList();
  }

  private List<String> lockedOrNot(Path project) throws Exception {
    try {
      lab.lock(project, "store");
    } catch (HermeticException failed) {
      assertThat(failed.code()).isEqualTo("rpm.unsolvable");
      return IMPOSSIBLE;
    }
    return ImageLockLab.locked(project);
  }

  @Test
  void removesOnlyWhereItMay() throws Exception {
    List<String> chosen = lab.chosen(true, false, "+app-clash");
    assertThat(chosen).contains("app-clash-1-1.x86_64");
    assertThat(lockOnDisk("erasing", LAYOUT, TREE, "allowerasing: true", "packages: [app-clash]"))
        .isEqualTo(chosen);
    HermeticException failed =
        catchThrowableOfType(
            HermeticException.class,
            () -> lockOnDisk("keeping", LAYOUT, TREE, "packages: [app-clash]"));
    assertThat(failed).hasMessageContaining("lab-files");
    assertThat(work.resolve("projects/keeping/rpms.lock.yaml")).doesNotExist();
  }

  @Test
  void keepsTheVersionsOfTheImage() throws Exception {
    String wanted = "packages: [lab-files, app-super]\nbest: true";
    List<String> newest = lab.chosen(false, true, "+lab-files", "+app-super");
    assertThat(newest).contains("lab-files-1:9.5-1.x86_64");
    List<String> matched = lab.chosen(false, true, "+lab-files-1:9.4-2", "+app-super");
    assertThat(matched).contains("app-super-1-1.x86_64").isNotEqualTo(newest);
    assertThat(lockOnDisk("newest", LAYOUT, TREE, wanted)).isEqualTo(newest);
    assertThat(lockOnDisk("matched", LAYOUT, TREE, wanted, "matchContextVersions: [lab-f*]"))
        .isEqualTo(matched);
  }

  @Test
  void locksOnTopOfAContainerfileWithLabels() throws Exception {
    try (RealRegistry registry = RealRegistry.start(work.resolve("registry-labels"))) {
      String image = registry.authority() + "/team/base:1";
      lab.copy("docker://" + image);
      Path project =
          lab.project(
              "containerfile",
              "context: {containerfile: {file: Containerfile, stageName: build}}",
              "variables: [{image: '" + image + "'}, {inline: {nothing: none}}]",
              "packages: ['{wanted}', app-super]");
      Files.writeString(
          project.resolve("Containerfile"),
          "ARG TAG=1\nFROM %s/team/base:${TAG} AS build\nFROM scratch\n"
              .formatted(registry.authority()));
      lab.lock(project, "store", registry);
      assertThat(ImageLockLab.locked(project))
          .contains("app-same-1-1.x86_64", "app-super-1-1.x86_64")
          .isEqualTo(lab.chosen(false, false, "+app-same", "+app-super"));
    }
  }

  @Test
  void locksAFlatpakOnTopOfTheContainerfileBesideTheInput() throws Exception {
    Path project = lab.project("flatpak", "context: {flatpak: true}", TREE);
    Files.writeString(project.resolve("Containerfile"), "FROM oci:base:base\n");
    Files.writeString(
        project.resolve("container.yaml"), "flatpak: {packages: [app-file, lab-files]}\n");
    lab.copy("oci:" + project.resolve("base") + ":base");
    lab.lock(project, "store");
    assertThat(ImageLockLab.locked(project))
        .isNotEmpty()
        .isEqualTo(lab.chosen(false, false, "+app-file", "+lab-files"));
  }

  @Test
  void takesLabelsForOneRepository() throws Exception {
    Path project = lab.project("vars", LAYOUT, "packages: [app-same]");
    Path input = project.resolve("rpms.in.yaml");
    String text = Files.readString(input);
    Files.writeString(
        input, text.replace("{repoid: lab,", "{repoid: lab, varsFromImage: 'oci:base:base',"));
    lab.copy("oci:" + project.resolve("base") + ":base");
    lab.lock(project, "store");
    assertThat(ImageLockLab.locked(project)).isEqualTo(lab.chosen(false, false, "+app-same"));
  }

  @Test
  void readsTheLayersOfARegistryOnce() throws Exception {
    Path directory = work.resolve("registry-once");
    try (RealRegistry registry = RealRegistry.start(directory)) {
      String image = registry.authority() + "/team/base:1";
      lab.copy("docker://" + image);
      Path project = lab.project("once", context(image), TREE, "packages: [app-file]");
      lab.lock(project, "once", registry);
      assertThat(ImageLockLab.locked(project)).isEqualTo(lab.chosen(false, false, "+app-file"));
      removeLayers(directory);
      assertThat(lab.lock(project, "once", registry).changed()).isFalse();
      // Without what the first lock has kept, it is seen that they are gone.
      HermeticException failed =
          catchThrowableOfType(HermeticException.class, () -> lab.lock(project, "empty", registry));
      assertThat(failed.code()).isEqualTo("fetch.not-found");
    }
  }

  private static String context(String image) {
    return "context: {image: '" + image + "'}";
  }

  private void removeLayers(Path registry) throws Exception {
    List<String> layers = lab.layers();
    assertThat(layers).isNotEmpty();
    for (String layer : layers) {
      String hex = layer.substring("sha256:".length());
      Files.delete(
          registry
              .resolve("content/docker/registry/v2/blobs/sha256")
              .resolve(hex.substring(0, 2))
              .resolve(hex)
              .resolve("data"));
    }
  }

  @Test
  void takesTheArchitectureFromAnIndex() throws Exception {
    try (RealRegistry registry = RealRegistry.start(work.resolve("registry-index"))) {
      lab.copy("docker://" + registry.authority() + "/team/base:1");
      putIndex(registry.url() + "/v2/team/base/manifests/");
      String image = context(registry.authority() + "/team/base:all");
      Path project = lab.project("index", image, TREE, "packages: [app-file]");
      lab.lock(project, "store", registry);
      assertThat(ImageLockLab.locked(project)).isEqualTo(lab.chosen(false, false, "+app-file"));
      Path other = lab.project("other-arch", image, TREE, "packages: [app-file]");
      Path input = other.resolve("rpms.in.yaml");
      Files.writeString(input, Files.readString(input).replace("[x86_64]", "[x86_64, aarch64]"));
      HermeticException failed =
          catchThrowableOfType(HermeticException.class, () -> lab.lock(other, "store", registry));
      assertThat(failed.code()).isEqualTo("rpm.image-platform");
      assertThat(failed).hasMessageContaining("linux/arm64");
      assertThat(other.resolve("rpms.lock.yaml")).doesNotExist();
    }
  }

  /** An index of the one image, which skopeo does not make. */
  private static void putIndex(String manifests) throws Exception {
    String type = "application/vnd.oci.image.manifest.v1+json";
    HttpURLConnection get = connection(manifests + "1");
    get.setRequestProperty("Accept", type);
    int size = get.getInputStream().readAllBytes().length;
    String digest = get.getHeaderField("Docker-Content-Digest");
    String index =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests":
        [{"mediaType": "%s", "digest": "%s", "size": %d,
        "platform": {"architecture": "amd64", "os": "linux"}}]}
        """
            .formatted(type, digest, size);
    HttpURLConnection put = connection(manifests + "all");
    put.setRequestMethod("PUT");
    put.setDoOutput(true);
    put.setRequestProperty("Content-Type", "application/vnd.oci.image.index.v1+json");
    put.getOutputStream().write(index.getBytes(StandardCharsets.UTF_8));
    assertThat(put.getResponseCode()).isEqualTo(201);
  }

  private static HttpURLConnection connection(String address) throws Exception {
    return (HttpURLConnection) URI.create(address).toURL().openConnection();
  }

  @Test
  void writesNothingWithoutTheRegistry() throws Exception {
    RealRegistry registry = RealRegistry.start(work.resolve("registry-gone"));
    registry.close();
    Path project =
        lab.project(
            "gone", context(registry.authority() + "/team/base:1"), TREE, "packages: [app-file]");
    HermeticException failed =
        catchThrowableOfType(HermeticException.class, () -> lab.lock(project, "store", registry));
    assertThat(failed.code()).startsWith("fetch.");
    assertThat(project.resolve("rpms.lock.yaml")).doesNotExist();
  }
}
