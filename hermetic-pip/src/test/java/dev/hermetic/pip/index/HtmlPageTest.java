package dev.hermetic.pip.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** PEP 503 and its attributes. */
class HtmlPageTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  private static ProjectPage read(String html) {
    return read(html.getBytes(StandardCharsets.UTF_8));
  }

  private static ProjectPage read(byte[] html) {
    PageDraft draft =
        new PageDraft(PackageName.of("demo"), SafeUri.parse("https://index.example/simple/demo/"));
    HtmlPage.read(html, draft);
    return draft.page();
  }

  private static IndexFile only(String html) {
    List<IndexFile> files = read(html).files();
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  @Test
  void readsAnAnchorWithAnyOrderOfAttributes() {
    IndexFile file =
        only(
            "<!DOCTYPE html><html><body>"
                + "<a data-yanked='broken' data-requires-python=\"&gt;=3.8,&lt;4\" class=x\n HREF = "
                + "'https://files.example/p/demo-1.0.tar.gz#sha256="
                + HEX
                + "' data-dist-info-metadata='true'>demo-1.0.tar.gz</a></body></html>");

    assertThat(file.filename()).isEqualTo("demo-1.0.tar.gz");
    assertThat(file.url().uri()).hasToString("https://files.example/p/demo-1.0.tar.gz");
    assertThat(file.digests()).isEqualTo(ExpectedDigests.of(Digest.sha256(HEX)));
    assertThat(file.requiresPython()).contains(">=3.8,<4");
    assertThat(file.yanked()).contains("broken");
    assertThat(file.coreMetadata()).contains(ExpectedDigests.none());
  }

  @Test
  void resolvesRelativeAddresses() {
    assertThat(only("<a href='../../packages/demo-1.0.zip'>x</a>").url().uri())
        .hasToString("https://index.example/packages/demo-1.0.zip");
  }

  @Test
  void resolvesAgainstTheFirstBase() {
    String html =
        "<head><base target=_top><base href='https://cdn.example/f/'><base href='https://no.example/'>"
            + "</head><a href='demo-1.0.zip'>x</a>";

    assertThat(only(html).url().uri()).hasToString("https://cdn.example/f/demo-1.0.zip");
  }

  @Test
  void decodesEntitiesAndPercentSignsOnce() {
    IndexFile file = only("<a href='/f/demo-1.0%2Bcu118.zip?a=1&amp;b=2#sha256=" + HEX + "'>x</a>");

    assertThat(file.filename()).isEqualTo("demo-1.0+cu118.zip");
    assertThat(file.url().uri())
        .hasToString("https://index.example/f/demo-1.0%2Bcu118.zip?a=1&b=2");
  }

  @Test
  void encodesWhatAnAddressMayNotHold() {
    assertThat(only("<a href='/a b/é/demo-1.0.zip'>x</a>").url().uri())
        .hasToString("https://index.example/a%20b/%C3%A9/demo-1.0.zip");
  }

  @Test
  void prefersTheNewNameOfTheMetadataAttribute() {
    IndexFile file =
        only(
            "<a href='demo-1.0-py3-none-any.whl' data-dist-info-metadata='true'"
                + " data-core-metadata='sha256="
                + HEX
                + "'>x</a>");

    assertThat(file.coreMetadata()).contains(ExpectedDigests.of(Digest.sha256(HEX)));
    assertThat(file.coreMetadataUrl().uri())
        .hasToString("https://index.example/simple/demo/demo-1.0-py3-none-any.whl.metadata");
  }

  @Test
  void aYankedFileWithoutReasonIsYanked() {
    assertThat(only("<a data-yanked href='demo-1.0.zip'>x</a>").yanked()).contains("");
    assertThat(only("<a href='demo-1.0.zip'>x</a>").yanked()).isEmpty();
  }

  @Test
  void readsVersionStatusAndTracks() {
    ProjectPage page =
        read(
            "<meta content='1.4' name='PyPI:Repository-Version'>"
                + "<meta name='pypi:project-status' content='archived'>"
                + "<meta name='pypi:tracks' content='https://other.example/simple/demo/'>");

    assertThat(page.apiVersion()).isEqualTo("1.4");
    assertThat(page.status()).contains("archived");
    assertThat(page.tracks()).containsExactly("https://other.example/simple/demo/");
  }

  @Test
  void refusesAnotherMajorVersion() {
    assertThatThrownBy(() -> read("<meta name='pypi:repository-version' content='2.0'>"))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.code()).isEqualTo("pip.index-version"))
        .hasMessageContaining("version 2.0");
  }

  @Test
  void passesOverAnchorsThatNameNoFile() {
    ProjectPage page =
        read(
            "<a>no address</a><a href=''>empty</a><a href='..'>up</a><a href='a/%2e%2e'>dots</a>"
                + "<a href='x%2Fy'>slash</a><a href='x%00y'>nul</a><a href='file:///etc/passwd'>f</a>"
                + "<a href='javascript:alert(1)'>j</a><a href='%zz'>z</a>"
                + "<a href='demo-1.zip#sha256=beef'>short</a><a href='demo-1.0.zip'>good</a>");

    assertThat(page.files()).extracting(IndexFile::filename).containsExactly("demo-1.0.zip");
    assertThat(page.skipped()).hasSizeGreaterThan(7);
  }

  @Test
  void aBaseCannotLeadIntoTheMachine() {
    assertThatThrownBy(() -> read("<base href='file:///'><a href='etc/passwd'>x</a>"))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.code()).isEqualTo("pip.index-page"));
  }

  @Test
  void boundsTheNumberOfFiles() {
    byte[] html =
        "<a href=d>d</a>".repeat(PageDraft.MAX_FILES + 1).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> read(html)).hasMessageContaining("more than 100000 files");
  }

  @Test
  void survivesDeepNesting() {
    String html = "<div>".repeat(50_000) + "<a href='demo-1.0.zip'>x</a>";

    assertThat(only(html).filename()).isEqualTo("demo-1.0.zip");
  }

  @Property(tries = 300)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 400) byte[] html) {
    assertThat(read(html).files()).allSatisfy(f -> assertThat(f.filename()).doesNotContain("/"));
  }
}
