package dev.hermetic.pip.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags read one by one mean what an HTML parser makes of the same page. */
class HtmlFormsTest {
  private static final SafeUri URI = SafeUri.parse("https://index.example/simple/demo/");

  /** Everything that a page says, as text; what it repeats counts once, as parsers repeat links. */
  private static Set<String> read(String html, BiConsumer<byte[], PageDraft> reader) {
    PageDraft draft = new PageDraft(PackageName.of("demo"), URI);
    Set<String> all = new LinkedHashSet<>();
    try {
      reader.accept(html.getBytes(StandardCharsets.UTF_8), draft);
    } catch (FetchException refused) {
      return Set.of(refused.code());
    }
    ProjectPage page = draft.page();
    all.add(page.apiVersion() + " " + page.status() + " " + page.tracks());
    page.files().forEach(file -> all.add(described(file)));
    return all;
  }

  private static String described(IndexFile file) {
    return String.join(
        " | ",
        file.filename(),
        file.url().uri().toString(),
        file.digests().toString(),
        file.requiresPython().toString(),
        file.yanked().toString(),
        file.uploadTime().toString(),
        file.coreMetadata().toString(),
        file.provenance().toString());
  }

  private static void assertSame(String html) {
    assertThat(read(html, HtmlPage::read))
        .as(html)
        .containsExactlyInAnyOrderElementsOf(read(html, HtmlTree::read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=a.zip>x</a>",
        "<A HREF='a.zip' href='b.zip'>x</A>",
        "<a\thref = \"a.zip\"\n/>x",
        "<a href=a.zip/>x",
        "<a/href=a.zip>x",
        "<a href>x</a><a href=>y</a><a>z</a>",
        "<a href='a.zip'data-yanked=''>x</a>",
        "<a href=\"a.zip?x=1&amp;y=2&copy=3&lt;&#47;&#x41;&notit;&unknown;&\">x</a>",
        "<a href='a.zip' data-requires-python='&gt;=3.8, &lt;4&apos;&quot;&GT;&gt'>x</a>",
        "<a href='a.zip#sha256=00&amp;md5=11'>x</a>",
        "<!-- <a href=no.zip> --><a href=a.zip>",
        "<!--><a href=a.zip>-->",
        "<!---><a href=a.zip>-->",
        "<!-- x --!><a href=a.zip>",
        "<!--x<a href=no.zip>",
        "<!DOCTYPE html><html><head><title><a href=no.zip></title></head><a href=a.zip>",
        "<title>a</b</title><a href=a.zip>",
        "<title/><a href=no.zip>",
        "<title><a href=no.zip>",
        "<script><a href=no.zip></script><a href=a.zip>",
        "<style><a href=no.zip></style><textarea><a href=no.zip></textarea><a href=a.zip>",
        "<svg><title><a href=a.zip></title></svg>",
        "<select><a href=a.zip>x</a></select>",
        "<table><tr><a href=a.zip>x</a></table>",
        "<template><a href=a.zip></a></template>",
        "<noscript><a href=a.zip></a></noscript>",
        "<plaintext><a href=a.zip>",
        "<frameset><a href=a.zip>",
        "<![CDATA[<a href=a.zip>]]>",
        "<?php <a href=a.zip> ?>",
        "</ <a href=a.zip>",
        "</><a href=a.zip>",
        "</p title='>'><a href=a.zip>",
        "< a href=no.zip><a href=a.zip>",
        "a < b <a href=a.zip>c",
        "<<a href=a.zip>x",
        "<a href=a.zip",
        "<a href='a.zip>x</a>",
        "<a href=a'b.zip><a hr\"ef=b.zip><a \"=1 href=c.zip>",
        "<a =href=x href=a.zip>",
        "<p><a href=a.zip>x<p>y<a href=b.zip>z",
        "<base href=https://cdn.example/f/><a href=a.zip><base href=https://no.example/><a href=b.zip>",
        "<base><base href=../x/><a href=a.zip>",
        "<base href='file:///'><a href=a.zip>",
        "<meta name=pypi:repository-version content=1.3><meta content=archived name=PYPI:project-status>",
        "<meta name=pypi:repository-version content=2.0>",
        "<body><meta name=pypi:tracks content=https://o.example/>",
        "\uFEFF<a href=a.zip>",
        "<a href=\u00e9.zip>",
        "<a href='a b.zip'>",
        "<a href='\n a.zip \n'>",
        "<a href=a.zip\r\n data-yanked>",
        "<a href=a.zip data-upload-time=' 2026-01-02T03:04:05Z '>",
        "<a href=a.zip data-core-metadata=FALSE><a href=b.zip data-core-metadata=true>",
        "<a href=\u0000a.zip>",
      })
  void readsOddFormsAsAParserDoes(String html) {
    assertSame(html);
  }

  @Provide
  Arbitrary<String> pages() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "<a ",
            "<A\n",
            "</a>",
            "<p>",
            "</p>",
            "<li>",
            "<ul>",
            "</ul>",
            "<div ",
            "<b>",
            "</b>",
            "<br/>",
            "<base ",
            "<meta ",
            "<title>",
            "</title>",
            "<!--",
            "-->",
            "<!doctype html>",
            "<script>",
            "</script>",
            "<table>",
            "<h1>",
            "href=",
            "'a-1.zip'",
            "\"b-1.zip\"",
            "c-1.zip",
            " ",
            "\n",
            ">",
            "/>",
            "=",
            "'",
            "\"",
            "&amp;",
            "&gt;=3",
            "&",
            "#sha256=",
            "0123456789abcdef".repeat(4),
            " data-yanked",
            " data-requires-python=",
            "x",
            "<",
            "/",
            "<html>",
            "<head>",
            "<body>",
            " name=pypi:tracks ",
            " content=",
            "\u00e9",
            "<span/>");
    return pieces.list().ofMaxSize(40).map(parts -> String.join("", parts));
  }

  @Property(tries = 3000)
  void readsAnyPageAsAParserDoes(@ForAll("pages") String html) {
    assertSame(html);
  }

  @Provide
  Arbitrary<String> usualPages() {
    Arbitrary<String> attributes =
        Arbitraries.of(
                "href=\"../f/d-1.zip\"",
                "href='d-2.zip#sha256=" + "ab".repeat(32) + "'",
                "HREF=https://f.example/d-3.zip",
                "data-yanked",
                "data-yanked=\"a &lt;b&gt; &quot;c&quot;\"",
                "data-requires-python='&gt;=3.8,&lt;4'",
                "data-upload-time=2026-01-02T03:04:05.678901Z",
                "data-core-metadata=\"sha256=" + "cd".repeat(32) + "\"",
                "data-dist-info-metadata=true",
                "data-provenance='https://f.example/p?a=1&amp;b=2'",
                "rel=internal")
            .list()
            .ofMaxSize(6)
            .map(list -> String.join(" ", list));
    return attributes
        .map(list -> "<a " + list + ">d</a><br/>\n")
        .list()
        .ofMaxSize(8)
        .map(List::copyOf)
        .map(
            anchors ->
                "<!DOCTYPE html>\n<html><head><title>Links for d</title></head><body>\n<h1>d</h1>\n"
                    + String.join("", anchors)
                    + "</body></html>");
  }

  @Property(tries = 500)
  void readsUsualPagesAsAParserDoes(@ForAll("usualPages") String html) {
    assertSame(html);
  }
}
