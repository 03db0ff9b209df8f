package dev.hermetic.rpm.repodata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** repomd.xml, comps.xml, updateinfo.xml and modules.yaml. */
final class SmallFilesTest {
  static final String REPOMD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <repomd xmlns="http://linux.duke.edu/metadata/repo">
        <revision>42</revision>
        <tags><distro cpeid="cpe:/o:x">X</distro></tags>
        <data type="primary">
          <checksum type="sha256">abababababababababababababababababababababababababababababababab</checksum>
          <open-checksum type="sha">cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd</open-checksum>
          <header-checksum type="sha256">00</header-checksum>
          <location href="repodata/ab-primary.xml.gz"/>
          <timestamp>1700000000.75</timestamp>
          <size>10</size>
          <open-size>20</open-size>
        </data>
        <data type="future"><location href="repodata/future.bin"/></data>
      </repomd>
      """;
  static final String COMPS =
      """
      <?xml version="1.0"?>
      <comps>
        <group>
          <id>core</id>
          <name>Core</name>
          <name xml:lang="de">Kern</name>
          <packagelist>
            <packagereq type="mandatory">a</packagereq>
            <packagereq type="default">b</packagereq>
            <packagereq type="optional" basearchonly="true">c</packagereq>
            <packagereq type="conditional" requires="x">d</packagereq>
          </packagelist>
        </group>
        <environment>
          <id>server</id><name>Server</name>
          <grouplist><groupid>core</groupid></grouplist>
          <optionlist><groupid default="true">more</groupid></optionlist>
        </environment>
        <category><id>other</id></category>
      </comps>
      """;
  static final String UPDATES =
      """
      <updates>
        <update from="x" type="security" version="1">
          <id>X-1</id><title>Fix &amp; more</title><severity>Important</severity>
          <issued date="2026-01-05 00:00:00"/>
          <references><reference href="https://x.example/1" id="CVE-1" type="cve" title="t"/></references>
          <description>long</description>
          <pkglist><collection short="c"><name>c</name>
            <package name="n" version="1" release="2" epoch="3" arch="noarch" src="n.src.rpm">
              <filename>n-1-2.noarch.rpm</filename><sum type="sha256">00</sum>
            </package>
            <package name="m" version="1" release="2" arch="noarch"/>
          </collection></pkglist>
        </update>
      </updates>
      """;
  static final String MODULES =
      """
      ---
      document: modulemd
      version: 2
      data:
        name: nodejs
        stream: 1.10
        version: 8020
        context: c0ffee
        arch: x86_64
        static_context: true
        summary: >-
          words
        dependencies:
        - buildrequires: {platform: [el9]}
          requires: {platform: [el9], other: []}
        profiles:
          default: {rpms: [nodejs, npm]}
        artifacts:
          rpms:
          - nodejs-1:10.1-1.x86_64
        demodularized:
          rpms: [gone]
      ...
      ---
      document: modulemd-defaults
      version: 1
      data:
        module: nodejs
        stream: 1.10
        profiles:
          1.10: [default]
      ---
      document: modulemd-obsoletes
      version: 1
      data:
        module: nodejs
        stream: 1.10
        eol_date: 2026-01-01T00:00Z
        obsoleted_by: {module: nodejs, stream: 2.0}
      ---
      document: modulemd-translations
      version: 1
      data: {module: nodejs}
      """;
  private static final RelPath FILE = RelPath.of("repodata/file");

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsRepomd() throws Exception {
    Repomd repomd = RepomdReader.read(in(REPOMD), FILE);
    RepomdRecord primary = repomd.record("primary").orElseThrow();
    assertThat(repomd.revision()).isEqualTo("42");
    assertThat(primary.location()).isEqualTo("repodata/ab-primary.xml.gz");
    assertThat(primary.checksum()).map(Object::toString).hasValue("sha256:" + "ab".repeat(32));
    assertThat(primary.openChecksum()).map(Object::toString).hasValue("sha1:" + "cd".repeat(20));
    assertThat(primary.timestamp()).isEqualTo(1_700_000_000);
    assertThat(primary.size()).hasValue(10);
    assertThat(primary.openSize()).hasValue(20);
    assertThat(repomd.record("future").orElseThrow().checksum()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "https://other.example/x", "", "a/../../x"})
  void refusesLocationsOutsideOfTheRepository(String location) {
    String text = REPOMD.replace("repodata/future.bin", location);
    assertThatThrownBy(() -> RepomdReader.read(in(text), FILE))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("repodata/file:");
  }

  @Test
  void readsGroups() throws Exception {
    Comps comps = CompsReader.read(in(COMPS), FILE);
    assertThat(comps.groups())
        .containsExactly(
            new Comps.Group(
                "core",
                "Core",
                List.of(
                    new Comps.Member("a", Comps.Membership.MANDATORY, "", false),
                    new Comps.Member("b", Comps.Membership.DEFAULT, "", false),
                    new Comps.Member("c", Comps.Membership.OPTIONAL, "", true),
                    new Comps.Member("d", Comps.Membership.CONDITIONAL, "x", false))));
    assertThat(comps.environments())
        .containsExactly(
            new Comps.Environment("server", "Server", List.of("core"), List.of("more")));
  }

  @Test
  void readsAdvisories() throws Exception {
    List<Advisory> advisories = new ArrayList<>();
    UpdateInfoReader.read(in(UPDATES), FILE, advisories::add);
    assertThat(advisories)
        .containsExactly(
            new Advisory(
                "X-1",
                "security",
                "Important",
                "Fix & more",
                "2026-01-05 00:00:00",
                List.of(new Advisory.Reference("cve", "CVE-1", "https://x.example/1")),
                List.of(
                    new Advisory.FixedPackage("n", "3", "1", "2", "noarch", "n-1-2.noarch.rpm"),
                    new Advisory.FixedPackage("m", "0", "1", "2", "noarch", ""))));
  }

  @Test
  void readsModules() throws Exception {
    Modules modules = ModulesReader.read(in(MODULES), FILE);
    assertThat(modules.streams())
        .containsExactly(
            new Modules.Stream(
                "nodejs",
                "1.10",
                "8020",
                "c0ffee",
                "x86_64",
                true,
                List.of(Map.of("platform", List.of("el9"), "other", List.of())),
                Map.of("default", List.of("nodejs", "npm")),
                List.of("nodejs-1:10.1-1.x86_64"),
                List.of("gone")));
    assertThat(modules.defaults())
        .containsExactly(
            new Modules.Defaults("nodejs", "1.10", 0, Map.of("1.10", List.of("default"))));
    assertThat(modules.obsoletes())
        .containsExactly(
            new Modules.Obsoletes(
                "nodejs", "1.10", "", "nodejs", "2.0", "2026-01-01T00:00Z", false));
  }

  @Test
  void takesAnAliasForWhatItNames() throws Exception {
    String text =
        "document: modulemd\nversion: 2\ndata: {name: n, stream: s, version: 1,"
            + " artifacts: {rpms: &x [a-0:1-1.noarch]}, demodularized: {rpms: *x}}\n";
    assertThat(ModulesReader.read(in(text), FILE).streams().get(0).demodularized())
        .containsExactly("a-0:1-1.noarch");
  }

  @Test
  void refusesAliasesThatExpandWithoutEnd() {
    StringBuilder text = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String ten = String.join(", ", java.util.Collections.nCopies(10, "*l" + (i - 1)));
      text.append("l" + i + ": &l" + i + " [" + ten + "]\n");
    }
    assertThatThrownBy(() -> ModulesReader.read(in(text.toString()), FILE))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("an alias (*name) makes the file too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "document: modulemd\nversion: 2\ndata: text\n",
        "document: modulemd\nversion: 2\ndata: {name: n}\n",
        "a: 1\na: 2\n",
        "a: [",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
      })
  void refusesModules(String text) {
    assertThatThrownBy(() -> ModulesReader.read(in(text), FILE))
        .isInstanceOf(LockfileException.class)
        .extracting(failure -> ((LockfileException) failure).code())
        .isEqualTo("rpm.repodata");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE repomd><repomd/>",
        "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><repomd><revision>&a;</revision></repomd>",
        "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><repomd><revision>&b;</revision></repomd>",
        "<repomd><revision>&a;</revision></repomd>",
        "<other/>",
        "<repomd>",
        "",
      })
  void refusesRepomd(String text) {
    assertThatThrownBy(() -> RepomdReader.read(in(text), FILE))
        .isInstanceOf(LockfileException.class)
        .extracting(failure -> ((LockfileException) failure).code())
        .isEqualTo("rpm.repodata");
  }

  @Test
  void refusesRepomdThatNeverEnds() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }
        };
    assertThatThrownBy(() -> RepomdReader.read(endless, FILE)).hasMessageContaining("longer than");
  }

  @Test
  void letsFailuresOfTheStreamThrough() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> RepomdReader.read(broken, FILE))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThatThrownBy(() -> ModulesReader.read(broken, FILE))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }
}
