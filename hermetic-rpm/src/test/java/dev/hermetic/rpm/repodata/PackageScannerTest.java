package dev.hermetic.rpm.repodata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.LockfileException;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Relation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageScannerTest {
  @Test
  void resolvesReferences() throws Exception {
    assertThat(summary("&lt;&gt;&amp;&quot;&apos;&#65;&#x6F22;&#128512;")).isEqualTo("<>&\"'A漢😀");
  }

  @Test
  void joinsTextAroundCommentsAndSections() throws Exception {
    assertThat(summary("a&amp;<!-- <no> --><![CDATA[<b>&amp;]]><?p i?>c")).isEqualTo("a&<b>&amp;c");
  }

  @Test
  void makesOneLineEndOfEachKind() throws Exception {
    assertThat(summary("a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
  }

  @Test
  void ignoresPrefixesOfNamespaces() throws Exception {
    PackageEntry entry =
        Documents.read(
                Documents.primary(
                    "<format><x:requires><y:entry name='a' flags='GE' epoch='1' ver='2' rel='3'"
                        + " pre='1' /></x:requires></format>"))
            .get(0);
    assertThat(entry.dependencies(DependencyKind.REQUIRES))
        .containsExactly(new DependencyEntry("a", Relation.GE, "1", "2", "3", true));
  }

  @Test
  void passesOverWhatItDoesNotKnow() throws Exception {
    String unknown = "<future a='1'><name>x</name><file>/x</file></future>";
    assertThat(Documents.read(Documents.primary(unknown + "<format>" + unknown + "</format>")))
        .first()
        .extracting(entry -> entry.id().name())
        .isEqualTo("n");
  }

  @Test
  void takesOldDigests() throws Exception {
    String old =
        Documents.primary("").replace("sha256", "sha").replace(Documents.DIGEST, "cd".repeat(20));
    assertThat(Documents.read(old).get(0).id().checksum()).hasToString("sha1:" + "cd".repeat(20));
  }

  @Test
  void skipsTheByteOrderMark() throws Exception {
    assertThat(Documents.read("\uFEFF<?xml version='1.0'?>\n" + Documents.primary(""))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "text",
        "<metadata>",
        "<metadata></metadata",
        "<metadata></metadata><metadata/>",
        "<metadata></metadata>x",
        "<metadata></filelists>",
        "<metadata><package></metadata>",
        "<html/>",
        "<metadata a='1' packages='1' packages='2'/>",
        "<metadata packages='x'/>",
        "<metadata packages='99999999999999999999'/>",
        "<metadata packages=1/>",
        "<metadata packages='<'/>",
        "<metadata a'1'/>",
        "<metadata / >",
        "<metadata>\u0001</metadata>",
        "<metadata>\u0000</metadata>",
        "<metadata><!-- \u0002 --></metadata>",
        "<metadata><!-- </metadata>",
        "<metadata><![CDATA[ </metadata>",
        "<metadata><!ELEMENT x></metadata>",
        "<!DOCTYPE metadata><metadata/>",
        "<!DOCTYPE m [<!ENTITY a 'b'>]><metadata/>",
        "<?xml version='1.0' encoding='UTF-16'?><metadata/>",
        "<><package/></>",
      })
  void refuses(String text) {
    assertThatThrownBy(() -> Documents.read(text))
        .isInstanceOf(LockfileException.class)
        .hasMessageStartingWith("repodata/primary.xml: ")
        .extracting(failure -> ((LockfileException) failure).code())
        .isEqualTo("rpm.repodata");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&unknown;",
        "&",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "&#;",
        "&#xZ;",
        "&#99999999999;"
      })
  void refusesReferences(String reference) {
    assertThatThrownBy(() -> summary(reference)).isInstanceOf(LockfileException.class);
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] latin1 =
        Documents.primary("<summary>\u00fc</summary>").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Documents.read(new ByteArrayInputStream(latin1)))
        .isInstanceOf(LockfileException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> Documents.read("<metadata>" + "<a>".repeat(100)))
        .hasMessageContaining("too deep");
  }

  @Test
  void refusesEndlessTexts() {
    assertThatThrownBy(() -> Documents.read(endless("<metadata>", "x".repeat(1 << 16))))
        .hasMessageContaining("longer than");
  }

  @Test
  void refusesEndlessTags() {
    assertThatThrownBy(() -> Documents.read(endless("<metadata a='", "x".repeat(1 << 16))))
        .hasMessageContaining("longer than");
  }

  @Test
  void refusesEndlessSections() {
    assertThatThrownBy(
            () ->
                Documents.read(
                    endless(
                        "<metadata><package><name>", "<![CDATA[" + "x".repeat(1 << 16) + "]]>")))
        .hasMessageContaining("longer than");
  }

  @Test
  void namesThePackageThatLacksSomething() {
    assertThatThrownBy(
            () -> Documents.read("<metadata><package><name>lonely</name></package></metadata>"))
        .hasMessage("repodata/primary.xml: package 'lonely' has no version");
  }

  @Test
  void keepsTablesOfWhatIsNeededToChoose() throws Exception {
    String text =
        Documents.primary(
            "<size package='12'/><format><rpm:provides><rpm:entry name='n' flags='EQ' ver='1'/>"
                + "</rpm:provides><rpm:requires><rpm:entry name='a'/><rpm:entry name='b'/>"
                + "</rpm:requires><file>/usr/bin/n</file></format>");
    PackageTable table =
        PackageTable.read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Documents.FILE);
    StringBuilder requires = new StringBuilder();
    table.dependencies(
        0,
        DependencyKind.REQUIRES,
        i -> requires.append(table.texts().get(table.dependencyName(i))).append(' '));
    assertThat(requires).hasToString("a b ");
    assertThat(table.text(0, PackageField.LOCATION)).isEqualTo("n.rpm");
    assertThat(table.text(0, PackageField.SIZE_PACKAGE)).isEqualTo("12");
    assertThat(table.texts().get(table.files(0)[0])).isEqualTo("/usr/bin/n");
    assertThat(table.texts().find("absent")).isEqualTo(StringPool.ABSENT);
    assertThat(table.texts().get(table.texts().find("b"))).isEqualTo("b");
  }

  private static String summary(String text) throws Exception {
    return Documents.read(Documents.primary("<summary>" + text + "</summary>"))
        .get(0)
        .texts()
        .summary();
  }

  private static InputStream endless(String start, String more) {
    byte[] again = more.getBytes(StandardCharsets.US_ASCII);
    Enumeration<InputStream> pieces =
        Collections.enumeration(
            List.of(new ByteArrayInputStream(start.getBytes(StandardCharsets.US_ASCII))));
    return new SequenceInputStream(
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return true;
          }

          @Override
          public InputStream nextElement() {
            return pieces.hasMoreElements()
                ? pieces.nextElement()
                : new ByteArrayInputStream(again);
          }
        });
  }
}
