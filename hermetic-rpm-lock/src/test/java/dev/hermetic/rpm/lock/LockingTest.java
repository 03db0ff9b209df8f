package dev.hermetic.rpm.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.rpm.lock.origin.PublishedRepository;
import dev.hermetic.rpm.lockfile.LockedFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockingTest {
  @TempDir Path directory;
  private LockLab lab;

  @BeforeEach
  void open() {
    lab = new LockLab(directory);
  }

  private static PublishedRepository repository(String arch) {
    return new PublishedRepository()
        .add("app-1-1." + arch, "requires:lib", "recommends:docs", "source:app-1-1.src.rpm")
        .add("app-2-1." + arch, "requires:lib", "recommends:docs", "source:app-2-1.src.rpm")
        .add("lib-1:3-1." + arch, "source:gone-1-1.src.rpm")
        .add("docs-1-1.noarch")
        .add("app-2-1.src");
  }

  @Test
  void writesTheLockOfOneArchitecture() throws Exception {
    lab.input("packages: [app]", "arches: [x86_64]", "installWeakDeps: false");
    LockResult lock = lab.publish("x86_64", repository("x86_64")).lock();
    assertThat(lock.path().value()).isEqualTo("rpms.lock.yaml");
    String sha = "[0-9a-f]{64}";
    assertThat(lock.content())
        .matches(
            ("""
            ---
            lockfileVersion: 1
            lockfileVendor: redhat
            arches:
            - arch: x86_64
              packages:
              - url: https://cdn.example/x86_64/os/Packages/app-2-1.x86_64.rpm
                repoid: os
                size: 14
                checksum: sha256:SHA
                name: app
                evr: 2-1
                sourcerpm: app-2-1.src.rpm
              - url: https://cdn.example/x86_64/os/Packages/lib-3-1.x86_64.rpm
                repoid: os
                size: 16
                checksum: sha256:SHA
                name: lib
                evr: 1:3-1
                sourcerpm: gone-1-1.src.rpm
              source:
              - url: https://cdn.example/x86_64/os/Packages/app-2-1.src.rpm
                repoid: os
                size: 11
                checksum: sha256:SHA
                name: app
                evr: 2-1
              module_metadata: \\[\\]
            """)
                .replace("SHA", sha));
    assertThat(lab.context.reported())
        .extracting(Diagnostic::code)
        .containsExactly("rpm.no-source");
  }

  @Test
  void locksEveryArchitectureByItself() throws Exception {
    lab.input(
        "packages: [app, {name: extra, arches: {only: aarch64}}]",
        "arches: [x86_64, aarch64]",
        "noSources: true");
    lab.publish("x86_64", repository("x86_64"));
    LockResult lock = lab.publish("aarch64", repository("aarch64").add("extra-1-1.aarch64")).lock();
    assertThat(LockLab.nevras(lock, "x86_64", LockedFile.Kind.PACKAGE))
        .containsExactly("app-2-1.x86_64", "docs-1-1.noarch", "lib-1:3-1.x86_64");
    assertThat(LockLab.nevras(lock, "aarch64", LockedFile.Kind.PACKAGE))
        .containsExactly(
            "app-2-1.aarch64", "docs-1-1.noarch", "extra-1-1.aarch64", "lib-1:3-1.aarch64");
    assertThat(lock.content().indexOf("aarch64")).isLessThan(lock.content().indexOf("x86_64"));
  }

  @Test
  void looksAtAllPathsOnlyWhenItMust() throws Exception {
    lab.input("packages: [tool]", "arches: [x86_64]", "noSources: true");
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("tool-1-1.x86_64", "requires:/opt/deep/file")
            .add("owner-1-1.x86_64", "file:/opt/deep/file"));
    assertThat(lab.packages("x86_64")).containsExactly("owner-1-1.x86_64", "tool-1-1.x86_64");
    assertThat(lab.context.obtained()).hasSize(2);
    lab.input("packages: [owner]", "arches: [x86_64]");
    lab.context.obtained().clear();
    lab.lock();
    assertThat(lab.context.obtained().keySet()).noneMatch(url -> url.contains("filelists"));
  }

  @Test
  void findsAPackageByAPathThatOnlyTheLongListHas() throws Exception {
    lab.input("packages: [/opt/deep/file]", "arches: [x86_64]");
    lab.publish("x86_64", new PublishedRepository().add("owner-1-1.x86_64", "file:/opt/deep/file"));
    assertThat(lab.packages("x86_64")).containsExactly("owner-1-1.x86_64");
  }

  @Test
  void reportsTheProblemsOfAllArchitecturesTogether() throws Exception {
    lab.input("packages: [app, appp]", "arches: [x86_64, aarch64]");
    lab.publish("x86_64", repository("x86_64"));
    lab.publish("aarch64", new PublishedRepository().add("app-1-1.aarch64", "requires:gone"));
    assertThat(lab.failure())
        .contains("rpm.no-match rpms.in.yaml:6: x86_64: no package matches 'appp' (near: app)")
        .contains("rpm.no-match rpms.in.yaml:6: aarch64: no package matches 'appp'");
  }

  @Test
  void explainsWhatCannotBeInstalled() throws Exception {
    lab.input("packages: [app]", "arches: [x86_64]");
    lab.publish("x86_64", new PublishedRepository().add("app-1-1.x86_64", "requires:gone"));
    assertThat(lab.failure())
        .startsWith("rpm.unsolvable rpms.in.yaml:6: x86_64: ")
        .contains("nothing provides gone needed by app-1-1.x86_64")
        .contains("add the repository");
  }

  @Test
  void namesTheLineOfEachSpecificationThatMatchesNothing() throws Exception {
    lab.input("packages:", "- lib", "- nothing", "- app", "- less", "arches: [x86_64]");
    lab.publish("x86_64", repository("x86_64"));
    assertThat(lab.failure().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("rpms.in.yaml:8: x86_64:", "'nothing'"),
            second -> assertThat(second).contains("rpms.in.yaml:10: x86_64:", "'less'"));
  }

  @Test
  void namesTheLineOfWhatCannotBeInstalledAndNotOfWhatCan() throws Exception {
    lab.input("packages:", "- lib", "- broken", "arches: [x86_64]");
    lab.publish("x86_64", repository("x86_64").add("broken-1-1.x86_64", "requires:gone"));
    assertThat(lab.failure()).startsWith("rpm.unsolvable rpms.in.yaml:8: x86_64: ");
  }

  @Test
  void namesTheLineOfAModuleThatIsAskedForAsAPackage() throws Exception {
    lab.input("packages:", "- lib", "- '@web:9/minimal'", "arches: [x86_64]");
    lab.publish("x86_64", repository("x86_64"));
    assertThat(lab.failure()).contains("rpms.in.yaml:8: x86_64: ").contains("web:9");
  }

  @Test
  void namesEveryRepositoryThatCannotBeRead() throws Exception {
    lab.write(
        "rpms.in.yaml",
        "contentOrigin:\n  repos:\n"
            + "  - {repoid: gone, baseurl: 'https://gone.example'}\n"
            + "  - {repoid: os, baseurl: 'https://cdn.example/x86_64/os'}\n"
            + "  - {repoid: broken, baseurl: 'https://broken.example'}\n"
            + "context: {bare: true}\npackages: [lib]\narches: [x86_64]\n");
    lab.publish("x86_64", repository("x86_64"));
    lab.context.file("https://broken.example/repodata/repomd.xml", "no metadata");
    assertThat(lab.failure()).contains("https://gone.example/", "https://broken.example/");
  }

  @Test
  void namesTheVersionsThatThereAre() throws Exception {
    lab.input("packages: [app-9]", "arches: [x86_64]");
    lab.publish("x86_64", repository("x86_64"));
    assertThat(lab.failure()).contains("'app-9' (near: app-1-1, app-2-1)");
  }

  @Test
  void takesCapabilitiesAsGiven() throws Exception {
    lab.input("packages: [app]", "arches: [x86_64]", "assumeProvides: ['gone(<&>)', /x]");
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("app-1-1.x86_64", "requires:gone(&lt;&amp;&gt;)", "requires:/x"));
    assertThat(lab.packages("x86_64")).containsExactly("app-1-1.x86_64");
  }

  @Test
  void leavesOutARepositoryThatMayBeMissing() throws Exception {
    String inputs =
        "contentOrigin:\n  repos:\n  - {repoid: os, baseurl: 'https://cdn.example/x86_64/os'}\n"
            + "  - {repoid: extra, baseurl: 'https://gone.example/', skipIfUnavailable: true}\n"
            + "context: {bare: true}\npackages: [lib]\narches: [x86_64]\nnoSources: true\n";
    lab.write("rpms.in.yaml", inputs).publish("x86_64", repository("x86_64"));
    assertThat(lab.packages("x86_64")).containsExactly("lib-1:3-1.x86_64");
    assertThat(lab.context.reported())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("rpm.repository-skipped");
              assertThat(warning.message()).contains("extra").contains("x86_64");
            });
  }

  @Test
  void doesNotLeaveOutARepositoryThatSaysSomethingWrong() throws Exception {
    lab.input("packages: [lib]", "arches: [x86_64]");
    lab.write(
        "rpms.in.yaml",
        "contentOrigin:\n  repos:\n"
            + "  - {repoid: os, baseurl: 'https://cdn.example/x86_64/os', skipIfUnavailable: true}\n"
            + "context: {bare: true}\npackages: [lib]\narches: [x86_64]\n");
    lab.publish("x86_64", repository("x86_64"));
    lab.context.file("https://cdn.example/x86_64/os/repodata/primary.xml.gz", "corrupt");
    assertThat(lab.failure()).startsWith("integrity.digest");
  }

  @Test
  void prefersRepositoriesByPriorityAndThenByCost() throws Exception {
    String repos =
        "contentOrigin:\n  repos:\n"
            + "  - {repoid: a, baseurl: 'https://a.example', cost: 2000}\n"
            + "  - {repoid: b, baseurl: 'https://b.example'}\n"
            + "  - {repoid: c, baseurl: 'https://c.example', priority: 1}\n"
            + "context: {bare: true}\npackages: [one, two]\narches: [x86_64]\n";
    lab.write("rpms.in.yaml", repos);
    new PublishedRepository()
        .add("one-1-1.noarch")
        .add("two-2-1.noarch")
        .publish(lab.context, "https://a.example");
    new PublishedRepository().add("one-1-1.noarch").publish(lab.context, "https://b.example");
    new PublishedRepository().add("two-1-1.noarch").publish(lab.context, "https://c.example");
    assertThat(lab.lock().content())
        .contains("https://b.example/Packages/one-1-1.noarch.rpm")
        .contains("https://c.example/Packages/two-1-1.noarch.rpm");
  }

  @Test
  void locksTheModulesOfRepositoriesThatGavePackagesOfModules() throws Exception {
    String modules =
        """
        ---
        document: modulemd
        version: 2
        data:
          name: web
          stream: "1"
          version: 10
          context: c0ffee00
          arch: x86_64
          summary: s
          description: d
          license: {module: [MIT]}
          artifacts:
            rpms: [web-0:1-1.x86_64]
        ...
        """;
    lab.input("packages: [web]", "moduleEnable: ['web:1']", "arches: [x86_64]", "noSources: true");
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("web-1-1.x86_64")
            .add("web-2-1.x86_64")
            .with("modules", modules));
    LockResult lock = lab.lock();
    assertThat(LockLab.nevras(lock, "x86_64", LockedFile.Kind.PACKAGE))
        .containsExactly("web-1-1.x86_64");
    assertThat(lock.content())
        .contains(
            "  module_metadata:\n  - url: https://cdn.example/x86_64/os/repodata/modules.txt\n"
                + "    repoid: os\n    size: "
                + modules.length()
                + "\n    checksum: sha256:");
  }

  @Test
  void warnsOfDefaultStreamsThatCannotBe() throws Exception {
    String modules =
        "document: modulemd\nversion: 2\ndata: {name: web, stream: '1', version: 1,"
            + " context: c0ffee00, arch: x86_64, summary: s, description: d,"
            + " license: {module: [MIT]}, dependencies: [{requires: {platform: [el9]}}]}\n"
            + "---\ndocument: modulemd-defaults\nversion: 1\n"
            + "data: {module: web, stream: '1', profiles: {}}\n";
    lab.input("packages: [lib]", "arches: [x86_64]", "noSources: true");
    lab.publish("x86_64", repository("x86_64").with("modules", modules));
    assertThat(lab.packages("x86_64")).containsExactly("lib-1:3-1.x86_64");
    assertThat(lab.context.reported()).extracting(Diagnostic::code).containsExactly("rpm.modules");
  }

  @Test
  void saysThatNoModuleHasTheName() throws Exception {
    lab.input("packages: [app]", "moduleEnable: ['web:1']", "arches: [x86_64]");
    lab.publish("x86_64", repository("x86_64"));
    assertThat(lab.failure()).startsWith("rpm.modules rpms.in.yaml:7: x86_64:").contains("web:1");
  }

  @Test
  void installsTheMembersOfAGroup() throws Exception {
    String comps =
        "<comps><group><id>web</id><name>Web</name><packagelist>"
            + "<packagereq type=\"mandatory\">lib</packagereq>"
            + "<packagereq type=\"optional\">docs</packagereq></packagelist></group></comps>";
    lab.input("packages: ['@web']", "arches: [x86_64]", "noSources: true");
    lab.publish("x86_64", repository("x86_64").with("group", comps));
    assertThat(lab.packages("x86_64")).containsExactly("lib-1:3-1.x86_64");
  }

  @Test
  void readsRepoFilesOfTheProjectAndOfServers() throws Exception {
    lab.write("repos/a.repo", "[a]\nname=a\nbaseurl=https://a.example/$releasever/\n");
    lab.context.page(
        "https://list.example/b.repo", "[b]\nbaseurl=https://b.example/\nexcludepkgs=two*\n");
    lab.write(
        "rpms.in.yaml",
        "contentOrigin:\n  repofiles: [repos/a.repo, 'https://list.example/b.repo']\n"
            + "context: {bare: true}\npackages: [one, two]\narches: [x86_64]\nreleasever: '9'\n");
    new PublishedRepository().add("two-1-1.noarch").publish(lab.context, "https://a.example/9");
    new PublishedRepository()
        .add("one-1-1.noarch")
        .add("two-2-1.noarch")
        .publish(lab.context, "https://b.example");
    assertThat(lab.packages("x86_64")).containsExactly("one-1-1.noarch", "two-1-1.noarch");
  }

  @Test
  void saysWhatToDoInsteadOfGit() throws Exception {
    lab.write(
        "rpms.in.yaml",
        "contentOrigin:\n  repofiles:\n  - {giturl: 'https://g.example/r', gitref: main, file: a}\n"
            + "context: {bare: true}\npackages: [one]\narches: [x86_64]\n");
    assertThat(lab.failure()).startsWith("rpm.in-unsupported").contains("copy the .repo file");
  }

  @Test
  void leavesOutWhatCannotBeHadWhenThatIsNoFailure() throws Exception {
    lab.input("packages: [lib, gone, broken]", "arches: [x86_64]", "strict: false");
    lab.publish("x86_64", repository("x86_64").add("broken-1-1.x86_64", "requires:gone"));
    assertThat(lab.packages("x86_64")).containsExactly("lib-1:3-1.x86_64");
    assertThat(lab.context.reported())
        .filteredOn(found -> found.code().equals("rpm.left-out"))
        .extracting(Diagnostic::message)
        .containsExactly("x86_64: what cannot be had is left out: gone, broken");
  }

  @Test
  void needsAnArchitecture() throws Exception {
    lab.input("packages: [app]");
    assertThat(lab.failure()).startsWith("rpm.arch").contains("arches");
  }

  @Test
  void keepsTheOtherArchitecturesAsTheyAre() throws Exception {
    lab.input("packages: [app]", "arches: [x86_64, aarch64]", "noSources: true");
    lab.publish("x86_64", repository("x86_64")).publish("aarch64", repository("aarch64"));
    String before = lab.lockAndWrite().content();
    lab.publish("x86_64", repository("x86_64").add("app-3-1.x86_64"));
    lab.publish("aarch64", repository("aarch64").add("app-3-1.aarch64"));
    String after = lab.option("arches", List.of("x86_64")).lock().content();
    assertThat(after).contains("app-3-1.x86_64.rpm").doesNotContain("app-3-1.aarch64.rpm");
    assertThat(after.substring(0, after.indexOf("- arch: x86_64")))
        .isEqualTo(before.substring(0, before.indexOf("- arch: x86_64")));
  }

  @Test
  void saysInWordsWhatChanges() throws Exception {
    lab.input("packages: [app]", "arches: [x86_64]", "noSources: true");
    lab.publish("x86_64", repository("x86_64"));
    assertThat(lab.lockAndWrite().summary()).startsWith("x86_64 (new):\n  added    app.x86_64 2-1");
    assertThat(lab.lock().summary()).isEmpty();
    lab.publish(
        "x86_64",
        new PublishedRepository()
            .add("app-3-1.x86_64", "requires:lib", "requires:more")
            .add("lib-1:2-1.x86_64")
            .add("more-1-1.noarch"));
    assertThat(lab.lock().summary())
        .isEqualTo(
            """
            x86_64:
              up       app.x86_64 2-1 -> 3-1
              removed  docs.noarch 1-1
              down     lib.x86_64 1:3-1 -> 1:2-1
              added    more.noarch 1-1""");
  }
}
