package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.PrefetchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefetched by the whole engine, installed by the real pip and uv without a network. */
@Tag("native-client")
class OfflineInstallTest {
  @TempDir Path temp = Path.of("unset");
  private TestIndex index;
  private PipProject project;
  private PipClient client;
  private Path venv;

  @BeforeEach
  void start() throws Exception {
    client = new PipClient(temp.resolve("home"));
    venv = client.venv(temp.resolve("venv"));
    index = TestIndex.start();
    project = new PipProject(temp).registry("pip", index.url());
  }

  @AfterEach
  void stop() {
    if (index != null) {
      index.close();
    }
  }

  /** The running interpreter as a target, so that its own wheels are the best ones. */
  private String target() throws Exception {
    String version = client.ask(venv, "print('%d.%d.%d' % sys.version_info[:3])");
    return "cp" + version + "-linux-" + machine() + "-glibc2.17";
  }

  private String machine() throws Exception {
    return client.ask(venv, "import platform; print(platform.machine())");
  }

  /** The tag of a wheel that only the running interpreter takes. */
  private String own() throws Exception {
    String python = client.ask(venv, "print('cp%d%d' % sys.version_info[:2])");
    return python + "-" + python + "-linux_" + machine();
  }

  private PrefetchReport prefetch() throws Exception {
    return project.inject(Map.of("targets", target()));
  }

  private String tag(String module) throws Exception {
    return client.ask(venv, "import " + module + "; print(" + module + ".tag)");
  }

  private void install(String name, PrefetchReport report) throws Exception {
    Map<String, String> environment = new TreeMap<>(project.environment(report));
    if (name.equals("pip")) {
      client.pip(
          venv, environment, project.root, "install", "--require-hashes", "-r", "requirements.txt");
    } else {
      client.uv(
          venv, environment, project.root, "install", "--require-hashes", "-r", "requirements.txt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pip", "uv"})
  void installsHashedRequirements(String name) throws Exception {
    index.wheel("top", "1.0", "py3-none-any", "leaf==2.0").wheel("leaf", "2.0", own());
    project.write(
        "requirements.txt",
        "--index-url "
            + index.url()
            + "\ntop==1.0 "
            + index.hash("top-1.0-py3-none-any.whl")
            + "\n"
            + "leaf==2.0 "
            + index.hash("leaf-2.0-" + own() + ".whl")
            + "\n");

    install(name, prefetch());

    assertThat(tag("top")).isEqualTo("py3-none-any");
    assertThat(tag("leaf")).isEqualTo(own());
  }

  /** Two inputs share the directory, and the better wheel is not the one that is required. */
  @ParameterizedTest
  @ValueSource(strings = {"pip", "uv"})
  void installsTheFileWhoseHashIsRequiredAmongOthers(String name) throws Exception {
    index.wheel("demo", "1.0", "py3-none-any").wheel("demo", "1.0", own());
    project
        .write("other.txt", "demo==1.0 " + index.hash("demo-1.0-" + own() + ".whl") + "\n")
        .write("requirements.txt", "demo==1.0 " + index.hash("demo-1.0-py3-none-any.whl") + "\n");

    PrefetchReport report =
        project.inject(
            Map.of(
                "targets",
                target(),
                "requirements_files",
                List.of("requirements.txt", "other.txt")));
    assertThat(project.files()).contains("demo-1.0-py3-none-any.whl", "demo-1.0-" + own() + ".whl");
    install(name, report);

    assertThat(tag("demo")).isEqualTo("py3-none-any");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pip", "uv"})
  void installsWheelsAndArchivesOfUrls(String name) throws Exception {
    String wheel = "demo-1.0-py3-none-any.whl";
    index.wheel("demo", "1.0", "py3-none-any");
    project.write(
        "requirements.txt",
        "demo @ " + index.fileUrl(wheel) + " ; python_version >= '3' " + index.hash(wheel) + "\n");

    install(name, prefetch());

    assertThat(project.read("requirements.txt"))
        .contains("demo @ file://" + project.output + "/deps/pip/" + wheel + " ; python_version");
    assertThat(tag("demo")).isEqualTo("py3-none-any");
  }

  @Test
  void keepsSdistsOfUrlsApartByTheirDigest() throws Exception {
    index.sdist("demo", "1.0", "[build-system]\nrequires = []\n");
    project.write(
        "requirements.txt",
        "demo @ " + index.fileUrl("demo-1.0.tar.gz") + " " + index.hash("demo-1.0.tar.gz") + "\n");

    prefetch();

    assertThat(project.files())
        .contains("demo-" + TestWheel.sha256(index.bytes("demo-1.0.tar.gz")) + ".tar.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pip", "uv"})
  void installsALock(String name) throws Exception {
    index.wheel("demo", "1.0", "py3-none-any").wheel("demo", "1.0", own());
    writeLock();

    installLock(name, prefetch());

    assertThat(tag("demo")).isEqualTo(own());
    assertThat(project.read("pylock.toml"))
        .contains("path = \"" + project.output + "/deps/pip/demo-1.0-" + own() + ".whl\"");
  }

  /** The build's Python is not the target; the better wheel of the lock would need the network. */
  @ParameterizedTest
  @ValueSource(strings = {"pip", "uv"})
  void installsFromALockWhatWasFetched(String name) throws Exception {
    index.wheel("demo", "1.0", "py3-none-any").wheel("demo", "1.0", own());
    writeLock();

    installLock(name, project.inject(Map.of("targets", "cp38-linux-" + machine() + "-musl1.1")));

    assertThat(tag("demo")).isEqualTo("py3-none-any");
    assertThat(project.read("pylock.toml")).doesNotContain(own());
  }

  private void installLock(String name, PrefetchReport report) throws Exception {
    Map<String, String> environment = project.environment(report);
    if (name.equals("pip")) {
      client.pip(venv, environment, project.root, "install", "-r", "pylock.toml");
    } else {
      client.uv(venv, environment, project.root, "sync", "pylock.toml");
    }
  }

  private void writeLock() throws Exception {
    StringBuilder lock =
        new StringBuilder(
            "lock-version = \"1.0\"\ncreated-by = \"test\"\n\n[[packages]]\nname = \"demo\"\n"
                + "version = \"1.0\"\nwheels = [\n");
    for (String tag : List.of("py3-none-any", own())) {
      String file = "demo-1.0-" + tag + ".whl";
      lock.append("  {url = \"").append(index.fileUrl(file)).append("\", hashes = {sha256 = \"");
      lock.append(TestWheel.sha256(index.bytes(file))).append("\"}},\n");
    }
    project.write("pylock.toml", lock.append("]\n").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pip", "uv"})
  void theGeneratedIndexServesClientsThatAskAnIndex(String name) throws Exception {
    index.wheel("demo_pkg", "1.0", "py3-none-any");
    String file = "demo_pkg-1.0-py3-none-any.whl";
    project.write("requirements.txt", "demo-pkg==1.0 " + index.hash(file) + "\n");
    prefetch();
    String url = project.output.resolve("deps/pip/simple").toUri().toString();

    if (name.equals("pip")) {
      client.pip(
          venv,
          Map.of(),
          project.root,
          "install",
          "--require-hashes",
          "-r",
          "requirements.txt",
          "--index-url",
          url);
    } else {
      client.uv(
          venv,
          Map.of(),
          project.root,
          "install",
          "--require-hashes",
          "-r",
          "requirements.txt",
          "--default-index",
          url);
    }

    assertThat(tag("demo_pkg")).isEqualTo("py3-none-any");
  }

  @Test
  void writesPagesBesideTheFiles() throws IOException, InterruptedException {
    index.file(
        "demo",
        "demo-1.0-py3-none-any.whl",
        TestWheel.wheel("demo", "1.0", "py3-none-any"),
        "data-requires-python='&gt;=3.8'");
    project.write(
        "requirements.txt", "demo==1.0 " + index.hash("demo-1.0-py3-none-any.whl") + "\n");

    project.run(Map.of());

    assertThat(project.files())
        .containsExactly(
            "demo-1.0-py3-none-any.whl",
            "links.html",
            "simple/demo/index.html",
            "simple/index.html");
    assertThat(Files.readString(project.output.resolve("deps/pip/simple/demo/index.html")))
        .contains(
            "<a href=\"../../demo-1.0-py3-none-any.whl#sha256="
                + TestWheel.sha256(index.bytes("demo-1.0-py3-none-any.whl"))
                + "\" data-requires-python=\"&gt;=3.8\">demo-1.0-py3-none-any.whl</a>");
  }

  @Test
  void givesHermetosVariablesAndThoseOfUv() throws Exception {
    index.wheel("demo", "1.0", "py3-none-any");
    project.write(
        "requirements.txt", "demo==1.0 " + index.hash("demo-1.0-py3-none-any.whl") + "\n");

    assertThat(project.environment(project.run(Map.of())))
        .containsEntry("PIP_FIND_LINKS", project.output + "/deps/pip")
        .containsEntry("PIP_NO_INDEX", "true")
        .containsEntry("UV_FIND_LINKS", project.output + "/deps/pip/links.html")
        .containsEntry("UV_NO_INDEX", "true")
        .containsEntry("UV_OFFLINE", "true");
  }
}
