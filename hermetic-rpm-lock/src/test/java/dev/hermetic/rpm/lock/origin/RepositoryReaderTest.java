package dev.hermetic.rpm.lock.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.rpm.lock.input.RepoAddress;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.testkit.FakeContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryReaderTest {
  private static final String BASE = "https://one.example/os";
  private static final String OTHER = "https://two.example/os";

  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void open() {
    context = new FakeContext(directory);
  }

  private static RepoAddress at(String... baseurls) {
    return new RepoAddress(
        Optional.empty(), Optional.empty(), Stream.of(baseurls).map(SafeUri::parse).toList());
  }

  private RemoteRepository open(RepoAddress origin) throws Exception {
    return new RepositoryReader(context).open("os", origin);
  }

  private PackageTable packages(RepoAddress origin) throws Exception {
    RepositoryReader reader = new RepositoryReader(context);
    return reader.packages(reader.open("os", origin));
  }

  private static String code(Throwable failure) {
    return ((HermeticException) failure).code();
  }

  private static PublishedRepository repository() {
    return new PublishedRepository().add("app-1-1.x86_64", "requires:lib").add("lib-1-1.noarch");
  }

  @Test
  void readsThePackagesOfABaseurl() throws Exception {
    repository().publish(context, BASE);
    PackageTable table = packages(at(BASE + "/"));
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.text(0, PackageField.NAME)).isEqualTo("app");
  }

  @Test
  void takesTheNextAddressWhereTheFirstFails() throws Exception {
    repository().publish(context, OTHER);
    RemoteRepository opened = open(at(BASE, OTHER));
    assertThat(opened.url("", "Packages/a.rpm")).isEqualTo(OTHER + "/Packages/a.rpm");
  }

  @Test
  void takesAFileFromTheNextAddressWhereTheFirstHasWrongBytes() throws Exception {
    repository().publish(context, BASE).publish(context, OTHER);
    context.file(BASE + "/repodata/primary.xml.gz", "corrupt");
    assertThat(packages(at(BASE, OTHER)).size()).isEqualTo(2);
  }

  @Test
  void readsAListThatDidNotChangeAsAnEarlierRunParsedIt() throws Exception {
    repository().publish(context, BASE);
    packages(at(BASE));
    context.file(BASE + "/repodata/primary.xml.gz", "gone");
    PackageTable table = packages(at(BASE));
    assertThat(table.text(1, PackageField.NAME)).isEqualTo("lib");
    repository().add("more-1-1.noarch").publish(context, BASE);
    assertThat(packages(at(BASE)).size()).isEqualTo(3);
  }

  @Test
  void readsTheListAgainWhereWhatWasKeptIsDamaged() throws Exception {
    repository().publish(context, BASE);
    packages(at(BASE));
    assertThat(context.kept()).hasSize(1);
    context.kept().replaceAll((name, bytes) -> Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(packages(at(BASE)).size()).isEqualTo(2);
  }

  @Test
  void saysWhatTheFirstAddressSaidWhenNoneHasIt() {
    assertThatThrownBy(() -> open(at(BASE, OTHER)))
        .hasMessageContaining("one.example")
        .satisfies(e -> assertThat(code(e)).isEqualTo("fetch.not-found"));
  }

  @Test
  void asksTheMirrorsOfAListInTheirOrder() throws Exception {
    repository().publish(context, OTHER);
    context.page(
        "https://list.example/mirrors", "# comment\nrsync://x.example/os\n" + BASE + "\n" + OTHER);
    RepoAddress origin =
        new RepoAddress(
            Optional.empty(),
            Optional.of(SafeUri.parse("https://list.example/mirrors")),
            List.of());
    assertThat(open(origin).url("", "a.rpm")).isEqualTo(OTHER + "/a.rpm");
  }

  private static String metalink(String sum) {
    return """
        <?xml version="1.0"?>
        <metalink version="3.0" xmlns="http://www.metalinker.org/" xmlns:mm0="http://x.example/mm0">
         <files><file name="repomd.xml"><size>1</size>
          <verification><hash type="md5">%2$s</hash><hash type="sha256">%1$s</hash></verification>
          <resources maxconnections="1">
           <url protocol="rsync" type="rsync" preference="100">rsync://x.example/os/repodata/repomd.xml</url>
           <url protocol="https" preference="90">https://one.example/os/repodata/repomd.xml</url>
           <url protocol="https" preference="99">https://two.example/os/repodata/repomd.xml</url>
          </resources>
         </file></files>
        </metalink>
        """
        .formatted(sum, "0".repeat(32));
  }

  private RepoAddress byMetalink(String document) {
    context.page("https://list.example/metalink", document);
    return new RepoAddress(
        Optional.of(SafeUri.parse("https://list.example/metalink")), Optional.empty(), List.of());
  }

  private static String sum(PublishedRepository repository) {
    byte[] repomd = repository.repomd().getBytes(StandardCharsets.UTF_8);
    return PublishedRepository.hex("SHA-256", repomd);
  }

  @Test
  void prefersTheMirrorsOfAMetalinkAsItSays() throws Exception {
    PublishedRepository repository = repository().publish(context, BASE).publish(context, OTHER);
    String md5 =
        PublishedRepository.hex("MD5", repository.repomd().getBytes(StandardCharsets.UTF_8));
    RepoAddress origin = byMetalink(metalink(sum(repository)).replace("0".repeat(32), md5));
    assertThat(open(origin).url("", "a.rpm")).isEqualTo(OTHER + "/a.rpm");
  }

  @Test
  void refusesAnIndexThatTheMetalinkDoesNotName() {
    repository().publish(context, BASE).publish(context, OTHER);
    RepoAddress origin = byMetalink(metalink("1".repeat(64)));
    assertThatThrownBy(() -> open(origin))
        .hasMessageContaining("two.example")
        .satisfies(e -> assertThat(code(e)).isEqualTo("rpm.repodata-digest"));
  }

  @Test
  void takesAnAlternativeIndexOfAMetalink() throws Exception {
    PublishedRepository repository = repository().publish(context, BASE).publish(context, OTHER);
    String alternates =
        "<mm0:alternates><mm0:alternate><verification><hash type=\"sha256\">"
            + sum(repository)
            + "</hash></verification></mm0:alternate></mm0:alternates></file>";
    RepoAddress origin = byMetalink(metalink("1".repeat(64)).replace("</file>", alternates));
    assertThat(open(origin).id()).isEqualTo("os");
  }

  @Test
  void refusesEntitiesInAMetalink() {
    RepoAddress origin =
        byMetalink("<!DOCTYPE m [<!ENTITY a \"aaaa\">]><metalink><files>&a;</files></metalink>");
    assertThatThrownBy(() -> open(origin))
        .satisfies(e -> assertThat(code(e)).isEqualTo("rpm.repodata"));
  }

  @Test
  void refusesARepositoryWithoutAddress() {
    assertThatThrownBy(() -> open(at()))
        .satisfies(e -> assertThat(code(e)).isEqualTo("rpm.repository"));
  }

  @Test
  void refusesAListThatIsNotTheOneOfTheIndex() {
    repository().publish(context, BASE);
    context.file(BASE + "/repodata/primary.xml.gz", "corrupt");
    assertThatThrownBy(() -> packages(at(BASE)))
        .satisfies(e -> assertThat(code(e)).isEqualTo("integrity.digest"));
  }

  @Test
  void readsARepositoryWhoseDigestsAreWeak() throws Exception {
    repository().weak().publish(context, BASE);
    assertThat(packages(at(BASE)).size()).isEqualTo(2);
  }

  @Test
  void readsARepositoryThatGivesNoDigests() throws Exception {
    PublishedRepository repository = repository().publish(context, BASE);
    context.page(
        BASE + "/repodata/repomd.xml",
        repository.repomd().replaceAll("<checksum[^/]*</checksum>", ""));
    assertThat(packages(at(BASE)).size()).isEqualTo(2);
  }

  @Test
  void readsTheSameListOnce() throws Exception {
    repository().publish(context, BASE).publish(context, OTHER);
    RepositoryReader reader = new RepositoryReader(context);
    PackageTable one = reader.packages(reader.open("a", at(BASE)));
    assertThat(reader.packages(reader.open("b", at(OTHER)))).isSameAs(one);
    assertThat(context.obtained()).hasSize(1);
  }

  @Test
  void writesAFileNameIntoUrlsAsItIs() throws Exception {
    repository().publish(context, BASE);
    assertThat(open(at(BASE)).url("", "/a^1.rpm")).isEqualTo(BASE + "/a^1.rpm");
    assertThat(open(at(BASE)).url("https://x.example/y/", "a.rpm"))
        .isEqualTo("https://x.example/y/a.rpm");
  }
}
