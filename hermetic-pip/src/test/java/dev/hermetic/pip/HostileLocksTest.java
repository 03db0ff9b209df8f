package dev.hermetic.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.PrefetchFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks and requirements files that want more than they should get. */
class HostileLocksTest {
  private static final Map<String, ?> OPTIONS = Map.of("targets", PipProject.TARGET);
  private static final String FILE = "demo-1.0-py3-none-any.whl";
  private static final String HEX = "ab".repeat(32);

  @TempDir Path temp = Path.of("unset");
  private TestIndex index;
  private PipProject project;

  @BeforeEach
  void start() throws IOException {
    index = TestIndex.start().wheel("demo", "1.0", "py3-none-any");
    project = new PipProject(temp).registry("pip", index.url());
  }

  @AfterEach
  void stop() {
    index.close();
  }

  private HostileLocksTest lock(String... files) throws IOException {
    StringBuilder text = new StringBuilder("lock-version = \"1.0\"\ncreated-by = \"t\"\n");
    for (String file : files) {
      text.append("[[packages]]\nname = \"demo\"\nversion = \"1.0\"\n").append(file).append('\n');
    }
    project.write("pylock.toml", text.toString());
    return this;
  }

  private HostileLocksTest wheel(String url, String more) throws IOException {
    return lock("wheels = [{url = \"" + url + "\", " + more + "}]");
  }

  private static String hashes(String... texts) {
    return "hashes = {" + String.join(", ", texts) + "}";
  }

  private HermeticException failure() {
    List<HermeticException> failures =
        PipProject.failures(catchThrowable(() -> project.run(OPTIONS)));
    assertThat(failures).isNotEmpty();
    assertThat(project.output).doesNotExist();
    return failures.get(0);
  }

  private String sha256() {
    return TestWheel.sha256(index.bytes(FILE));
  }

  private String md5() {
    return TestWheel.hex("MD5", index.bytes(FILE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://f.example/..%2f..%2fdemo-1.0-py3-none-any.whl",
        "https://f.example/%2e%2e%5cdemo-1.0-py3-none-any.whl",
        "https://f.example/%252e%252e%252fdemo-1.0-py3-none-any.whl",
        "https://f.example/x/..",
        "https://f.example/demo-1.0-py3-none-any.whl%00.tar.gz",
        "https://f.example/demo-1.0-py3-none-any.whl%0a"
      })
  void namesOfFilesCannotClimb(String url) throws Exception {
    wheel(url, hashes("sha256 = \"" + HEX + "\""));
    assertThat(failure().code()).startsWith("pip.");

    Files.delete(project.root.resolve("pylock.toml"));
    project.write("requirements.txt", "demo @ " + url + " --hash=sha256:" + HEX + "\n");
    assertThat(failure().code()).startsWith("pip.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../demo-1.0-py3-none-any.whl", "/etc/passwd", "a\\\\b.whl", ".x.whl", ""})
  void namesThatALockGivesCannotClimb(String name) throws Exception {
    wheel("https://f.example/x", "name = \"" + name + "\", " + hashes("sha256 = \"" + HEX + "\""));
    assertThat(failure().code()).startsWith("pip.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://f.example/",
        "data:text/plain,",
        "jar:file:///x!/",
        "ssh://-oProxyCommand=x/",
        "gopher://f.example/",
        "javascript:x",
        "file://host.example/",
        "http:",
        "//f.example/"
      })
  void onlyServersAreAskedForFiles(String address) throws Exception {
    wheel(address + FILE, hashes("sha256 = \"" + HEX + "\""));
    assertThat(failure().code()).matches("pip\\..*|policy\\.scheme|input\\.uri");

    Files.delete(project.root.resolve("pylock.toml"));
    project.write("requirements.txt", "demo @ " + address + FILE + " --hash=sha256:" + HEX + "\n");
    assertThat(failure().code()).matches("pip\\..*|policy\\.scheme|input\\.uri");
  }

  @Test
  void filesOfThisMachineAreNotRead() throws Exception {
    Path secret = Files.write(temp.resolve(FILE), index.bytes(FILE));
    wheel(secret.toUri().toString(), hashes("sha256 = \"" + sha256() + "\""));
    assertThat(failure().code()).startsWith("policy.");

    Files.delete(project.root.resolve("pylock.toml"));
    project.write(
        "requirements.txt", "demo @ " + secret.toUri() + " --hash=sha256:" + sha256() + "\n");
    assertThat(failure().code()).matches("policy\\..*|pip\\..*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git+https://g.example/x@main",
        "git+ssh://-oProxyCommand=touch%20x/x",
        "git+ext::sh -c touch% x",
        "git+file:///etc",
        "hg+https://g.example/x"
      })
  void nothingIsRunForRepositories(String url) throws Exception {
    project.write("requirements.txt", "demo @ " + url + "\n");
    assertThat(failure().code()).startsWith("pip.");
  }

  /** Strong wrong, weak right: pip takes such a file. */
  @Test
  void everyAlgorithmOfALockMustMatch() throws Exception {
    wheel(index.fileUrl(FILE), hashes("sha256 = \"" + HEX + "\"", "md5 = \"" + md5() + "\""));
    assertThat(failure()).isInstanceOf(IntegrityException.class);
    wheel(
        index.fileUrl(FILE),
        hashes("sha256 = \"" + sha256() + "\"", "md5 = \"" + "cd".repeat(16) + "\""));
    assertThat(failure()).isInstanceOf(IntegrityException.class);
  }

  @Test
  void everyAlgorithmOfARequirementMustMatch() throws Exception {
    String url = "demo @ " + index.fileUrl(FILE) + " --hash=sha256:" + HEX;
    String sha512 = TestWheel.hex("SHA-512", index.bytes(FILE));
    project.write("requirements.txt", url + " --hash=sha512:" + sha512 + "\n");
    assertThat(failure()).isInstanceOf(IntegrityException.class);
    project.write("requirements.txt", url + " --hash=md5:" + md5() + "\n");
    assertThat(failure().code()).isEqualTo("pip.hash");
  }

  @Test
  void aWeakHashAloneIsNone() throws Exception {
    wheel(index.fileUrl(FILE), hashes("md5 = \"" + md5() + "\""));
    assertThat(failure().code()).isEqualTo("policy.weak-digest");

    Files.delete(project.root.resolve("pylock.toml"));
    String sha1 = TestWheel.hex("SHA-1", index.bytes(FILE));
    project.write("requirements.txt", "demo @ " + index.fileUrl(FILE) + "#sha1=" + sha1 + "\n");
    assertThat(failure().code()).matches("policy\\.weak-digest|pip\\.(no-)?hash");
  }

  /** pip never looks at the size. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 1})
  void theSizeMustBeRight(long more) throws Exception {
    long size = index.bytes(FILE).length + more;
    wheel(index.fileUrl(FILE), "size = " + size + ", " + hashes("sha256 = \"" + sha256() + "\""));
    assertThat(failure().code()).matches("(integrity|policy|fetch)\\..*");
  }

  @Test
  void oneNameForTwoContentsIsRefusedNamingBothLines() throws Exception {
    project
        .write(
            "requirements.txt", "demo @ https://a.example/" + FILE + " --hash=sha256:" + HEX + "\n")
        .write(
            "requirements-build.txt",
            "demo @ https://b.example/" + FILE + " --hash=sha256:" + "cd".repeat(32) + "\n");
    assertThat(failure()).hasMessageContainingAll("requirements.txt:1", "requirements-build.txt:1");
  }

  @Test
  void twoAddressesOfOneContentAreMirrors() throws Exception {
    project
        .write(
            "requirements.txt", "demo @ http://127.0.0.1:1/" + FILE + " " + index.hash(FILE) + "\n")
        .write(
            "requirements-build.txt",
            "demo @ " + index.fileUrl(FILE) + " " + index.hash(FILE) + "\n");
    assertThat(project.planned(OPTIONS)).containsOnly(FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\r\\nX-Y: z", "\\u202e", "\\u200b", "\\u001b[31m"})
  void deceptiveCharactersAreRefusedAndNotPrinted(String text) throws Exception {
    lock(
        "marker = \""
            + text
            + "\"\nwheels = [{url = \"https://f.example/"
            + FILE
            + text
            + "\", "
            + hashes("sha256 = \"" + HEX + "\"")
            + "}]");
    assertThat(failure().getMessage()).doesNotContain("\u0000", "\r", "\u202e", "\u200b", "\u001b");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 5_000, 1_000_000})
  void deepNestingDoesNotOverflowTheStack(int depth) throws Exception {
    project.write(
        "pylock.toml",
        "lock-version = \"1.0\"\ncreated-by = \"t\"\npackages = []\n[tool]\nx = "
            + "[".repeat(depth)
            + "]".repeat(depth));
    assertThat(failure().code()).matches("lockfile\\.(toml|too-large)");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 5_000, 1_000_000})
  void deepNestingInAnSdistIsAWarning(int depth) throws Exception {
    index.sdist("src", "1.0", "x = " + "[".repeat(depth) + "]".repeat(depth));
    project.write("requirements.txt", "src==1.0 " + index.hash("src-1.0.tar.gz") + "\n");
    assertThat(project.plan(OPTIONS).diagnostics())
        .extracting(finding -> finding.code())
        .containsAnyOf("pip.build-unknown", "pip.build-missing");
  }

  @Test
  void aKeyThatIsGivenTwiceIsNamedWithItsLine() throws Exception {
    project.write("pylock.toml", "lock-version = \"1.0\"\nlock-version = \"1.0\"\n");
    assertThat(failure())
        .hasMessageStartingWith("pylock.toml:2: ")
        .extracting(HermeticException::code)
        .isEqualTo("lockfile.toml");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void aLockInAnotherEncodingIsRefused(String charset) throws Exception {
    Files.writeString(
        project.root.resolve("pylock.toml"),
        "lock-version = \"1.0\"\ncreated-by = \"é\"\npackages = []\n",
        java.nio.charset.Charset.forName(charset));
    assertThat(failure().code()).matches("lockfile\\.(encoding|toml)");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreAccepted() throws Exception {
    wheel(index.fileUrl(FILE), hashes("sha256 = \"" + sha256() + "\""));
    String text = project.read("pylock.toml").replace("\n", "\r\n");
    Files.writeString(project.root.resolve("pylock.toml"), "\uFEFF" + text, StandardCharsets.UTF_8);
    assertThat(project.planned(OPTIONS)).containsExactly(FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pylock.toml", "requirements.txt"})
  void linksOutOfTheProjectAreNotFollowed(String name) throws Exception {
    Path outside = Files.writeString(temp.resolve("outside"), "");
    Files.createSymbolicLink(project.root.resolve(name), outside);
    assertThat(failure().code()).matches("lockfile\\..*|input\\..*");
  }

  @Test
  void inclusionsThroughALinkAreNotFollowed() throws Exception {
    Files.createDirectories(temp.resolve("elsewhere"));
    Files.writeString(temp.resolve("elsewhere/more.txt"), "");
    Files.createSymbolicLink(project.root.resolve("sub"), temp.resolve("elsewhere"));
    project.write("requirements.txt", "-r sub/more.txt\n");
    assertThat(failure().code()).matches("lockfile\\..*|input\\..*|pip\\..*");
  }

  @Test
  void aHundredThousandLinesAreRead() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines.append("# line ").append(i).append('\n');
    }
    lines.append("demo==1.0 ").append(index.hash(FILE)).append('\n');
    project.write("requirements.txt", lines.toString());
    assertThat(project.planned(OPTIONS)).containsExactly(FILE);
  }

  @Test
  void tooManyLinesAndTooLongOnesAreRefused() throws Exception {
    project.write("requirements.txt", "a==1\n".repeat(200_001));
    assertThat(failure().code()).isEqualTo("pip.size");
    project.write("requirements.txt", "demo==1.0 ; " + "(".repeat(1_000_000) + "\n");
    assertThat(failure().code()).startsWith("pip.");
  }

  @Test
  void allProblemsOfALockAreToldAtOnceUpToABound() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      lines.append("a").append(i).append(">=1\n");
    }
    project.write("requirements.txt", lines.toString());
    Throwable thrown = catchThrowable(() -> project.plan(OPTIONS));
    assertThat(thrown).isInstanceOf(PrefetchFailedException.class);
    assertThat(((PrefetchFailedException) thrown).failures()).hasSizeBetween(50, 100);
  }
}
