package dev.hermetic.rpm.lock.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepoSettingsReaderTest {
  private static final RelPath FILE = RelPath.of("os.repo");
  private static final DnfVariables NINE =
      DnfVariables.of("x86_64", Optional.of("9"), Map.of("stream", "9-stream"));

  @Test
  void readsARepositoryAsItIsFoundInTheWild() {
    RepoList list =
        read(
            """
            # written by hand
            [os-$basearch]
            name = The OS $releasever - $basearch
            baseurl = https://a.example/$releasever/$basearch/os/
                      https://b.example/${stream}/os/
            enabled=yes
            gpgcheck=1
            gpgkey=file:///etc/pki/key
            priority=10
            cost=500
            excludepkgs=kernel*, vim
              nano
            exclude=emacs
            includepkgs=a b
            module_hotfixes=True
            skip_if_unavailable=on
            sslclientcert=/etc/pki/client.pem
            sslclientkey=/etc/pki/key.pem
            sslcacert=/etc/pki/ca.pem
            sslverify=0
            username=me
            password=hunter2
            proxy=http://proxy.example:8080

            [debug]
            enabled=0
            baseurl=nonsense://
            """);
    assertThat(list.repositories()).hasSize(1);
    assertThat(list.findings()).extracting(Diagnostic::code).containsExactly("rpm.repo-access");
    RepoSettings os = list.repositories().get(0);
    assertThat(os.id()).isEqualTo("os-x86_64");
    assertThat(os.address().baseurls())
        .extracting(SafeUri::toString)
        .containsExactly("https://a.example/9/x86_64/os/", "https://b.example/9-stream/os/");
    assertThat(os.priority()).isEqualTo(10);
    assertThat(os.cost()).isEqualTo(500);
    assertThat(os.filter().exclude()).containsExactly("kernel*", "vim", "nano", "emacs");
    assertThat(os.filter().include()).containsExactly("a", "b");
    assertThat(os.filter().moduleHotfixes()).isTrue();
    assertThat(os.skipIfUnavailable()).isTrue();
    assertThat(os.access().verify()).isFalse();
    assertThat(os.access().clientCertificate().orElseThrow().text())
        .isEqualTo("/etc/pki/client.pem");
    assertThat(os.access().login()).contains(new RepoLogin("me", "hunter2"));
  }

  @Test
  void neverPrintsPasswords() {
    String text =
        "[a]\nbaseurl=https://me:hunter2@a.example/\nusername=me\npassword=hunter2\nproxy=me:hunter2@p.example:80\n";
    assertThat(RepoFileReader.parse(FILE, text).toString()).doesNotContain("hunter2");
    assertThat(read(text).toString()).doesNotContain("hunter2");
  }

  @Test
  void neverPrintsLinesThatMayHoldPasswords() {
    assertThatThrownBy(() -> read("password=hunter1\n[a]\npassword hunter2\n\n hunter3\n"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter"));
  }

  @Test
  void saysOnceWhichOptionsOfAccessAreNotUsed() {
    RepoList list =
        read(
            """
            [a]
            baseurl=https://a.example/
            sslclientcert=/etc/pki/client.pem
            sslverify=1
            [b]
            baseurl=https://b.example/
            sslverify=0
            [c]
            enabled=0
            baseurl=https://c.example/
            username=me
            """);
    assertThat(list.findings())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "os.repo:1: sslclientcert and sslverify=0 of the repositories a, b are not used: how"
                + " servers are spoken to is a setting of the run");
  }

  @Test
  void knowsTheDefaultsOfDnf() {
    RepoSettings settings = read("[a]\nbaseurl=https://a.example/\n").repositories().get(0);
    assertThat(settings.priority()).isEqualTo(99);
    assertThat(settings.cost()).isEqualTo(1000);
    assertThat(settings.skipIfUnavailable()).isFalse();
    assertThat(settings.access().verify()).isTrue();
    assertThat(settings.filter())
        .isEqualTo(new RepoFilter(java.util.List.of(), java.util.List.of(), false));
  }

  @Test
  void takesPathsForFileAddresses() {
    assertThat(read("[a]\nbaseurl=/srv/os\n").repositories().get(0).address().baseurls())
        .containsExactly(SafeUri.parse("file:///srv/os"));
  }

  @Test
  void reportsOptionsThatAreNotKnown() {
    assertThat(read("[a]\nbaseurl=https://a.example/\npriorty=3\n").findings())
        .extracting(Diagnostic::toString)
        .containsExactly("os.repo:3: the option 'priorty' of 'a' is not known");
  }

  @Test
  void skipsSettingsOfDnfItself() {
    assertThat(read("[main]\nbest=1\n[a]\nbaseurl=https://a.example/\n").repositories())
        .extracting(RepoSettings::id)
        .containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a] | rpm.repo-option",
        "[a]~baseurl= | rpm.repo-option",
        "[a]~baseurl=https://a.example/~priority=ten | rpm.repo-option",
        "[a]~baseurl=https://a.example/~priority=99999999999 | rpm.repo-option",
        "[a]~baseurl=https://a.example/~enabled=maybe | rpm.repo-option",
        "[a]~baseurl=a.example/os | rpm.repo-option",
        "[a]~baseurl=https://a.example/$unknown/ | rpm.in-variable",
        "[a]~metalink=https://a.example/?repo=${unknown} | rpm.in-variable",
        "[a b]~baseurl=https://a.example/ | rpm.repoid",
        "[..]~baseurl=https://a.example/ | rpm.repoid",
        "[$unknown]~baseurl=https://a.example/ | rpm.repoid",
        "[a]~baseurl=https://a.example/~[$arch]~mirrorlist=https://b.example/~[x86_64]~metalink=https://c.example/ | rpm.repo-duplicate",
      })
  void refusesWhatCannotBe(String text, String code) {
    assertThatThrownBy(() -> read(text.replace('~', '\n')))
        .isInstanceOfSatisfying(HermeticException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void saysHowToGiveAReleaseItsVersion() {
    DnfVariables none = DnfVariables.of("x86_64", Optional.empty(), Map.of());
    assertThatThrownBy(
            () ->
                RepoSettingsReader.read(
                    RepoFileReader.parse(FILE, "[a]\nbaseurl=https://a.example/$releasever/\n"),
                    none))
        .isInstanceOfSatisfying(
            LockfileException.class,
            e -> assertThat(e.hints()).anyMatch(hint -> hint.contains("releasever:")))
        .hasMessageStartingWith("os.repo:2: ");
  }

  @Test
  void reportsAllFaultsOfAFile() {
    assertThatThrownBy(() -> RepoFileReader.parse(FILE, "x=1\n[a]\n y\n=z\nw\n[b\n%include x\n"))
        .isInstanceOfSatisfying(
            PrefetchFailedException.class,
            all ->
                assertThat(all.failures())
                    .extracting(e -> ((LockfileException) e).location().orElseThrow().line())
                    .containsExactly(1, 3, 4, 5, 6, 7));
  }

  @Test
  void namesFetchedFilesByHostAndPath() {
    assertThat(RepoFileReader.shown(SafeUri.parse("https://a.example/x/os.repo?token=1")).value())
        .isEqualTo("a.example/x/os.repo");
  }

  private static RepoList read(String text) {
    return RepoSettingsReader.read(RepoFileReader.parse(FILE, text), NINE);
  }
}
