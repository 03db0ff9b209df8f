package dev.hermetic.rpm.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.rpm.fixtures.RpmTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that rpmbuild has built, compared with what rpm says about them. */
@Tag("native-client")
final class RealPackagesTest {
  private static final String SPEC =
      """
      Name: tangled
      Version: 1.0~rc1^git7
      Release: 3.lab
      Epoch: 2
      Summary: Zusammenfassung mit Umläuten
      License: MIT AND Apache-2.0
      URL: https://tangled.example/
      Vendor: Lab
      Packager: Someone <someone@lab.example>
      Provides: tangle = 2:5, virtual
      Requires: base >= 1:2-3, other < 9
      Requires(pre): shadow
      Requires(post): (systemd if systemd-core)
      Conflicts: foe = 3
      Obsoletes: ancient <= 0.9
      Recommends: nice
      Suggests: maybe > 1
      Supplements: (a and b)
      Enhances: friend
      %description
      More than
      one line.
      %install
      mkdir -p %{buildroot}/etc/tangled %{buildroot}/usr/bin %{buildroot}/opt/deep/er
      echo x > %{buildroot}/etc/tangled/tangled.conf
      echo yy > %{buildroot}/usr/bin/tangled
      ln -s tangled %{buildroot}/usr/bin/link
      echo deep > "%{buildroot}/opt/deep/er/a file"
      %post
      echo done
      %files
      %dir /etc/tangled
      %config(noreplace) /etc/tangled/tangled.conf
      /usr/bin/*
      "/opt/deep/er/a file"
      %ghost /var/log/tangled.log
      %changelog
      * Tue Jan 02 2024 Second <second@lab.example> - 1.0-2
      - newer, äöü
      * Mon Jan 01 2024 First <first@lab.example> - 1.0-1
      - older
      """;

  @TempDir static Path home;
  private static RpmTools rpm;
  private static List<Path> built;

  @BeforeAll
  static void build() throws Exception {
    RpmTools.need("rpmbuild", "rpm");
    rpm = new RpmTools(home);
    built = rpm.build(SPEC);
  }

  @Test
  void readsWhatRpmSaysInOneLine() throws Exception {
    RpmPackage read = read(built.get(0));
    String format =
        "%{name}|%{epoch}|%{version}|%{release}|%{arch}|%{summary}|%{license}|%{url}|%{vendor}|"
            + "%{packager}|%{group}|%{buildhost}|%{sourcerpm}|%{buildtime}|%{size}|"
            + "%{payloadcompressor}|%{sigmd5}|%{archivesize}|%{description}";
    Nevra nevra = read.nevra();
    List<String> ours =
        List.of(
            nevra.name(),
            "" + nevra.evr().epoch(),
            nevra.evr().version(),
            "" + nevra.evr().release(),
            nevra.arch(),
            read.summary().orElseThrow(),
            read.license().orElseThrow(),
            read.url().orElseThrow(),
            read.vendor().orElseThrow(),
            read.packager().orElseThrow(),
            read.group().orElseThrow(),
            read.buildHost().orElseThrow(),
            read.sourceRpm().orElseThrow(),
            "" + read.buildTime().orElseThrow(),
            "" + read.installedSize(),
            read.payloadCompressor().orElseThrow(),
            read.md5().orElseThrow().hex(),
            "" + read.archiveSize(),
            read.description().orElseThrow());
    assertThat(String.join("|", ours)).isEqualTo(query(format, built.get(0)));
  }

  @Test
  void readsDependenciesOfEveryKind() throws Exception {
    RpmPackage read = read(built.get(0));
    for (DependencyKind kind : DependencyKind.values()) {
      String tag = kind.name().substring(0, kind.name().length() - 1);
      String format = "[%{" + tag + "NAME}|%{" + tag + "FLAGS}|%{" + tag + "VERSION}\\n]";
      List<String> ours = new ArrayList<>();
      for (Dependency dependency : read.dependencies(kind)) {
        ours.add(dependency.name() + "|" + dependency.flags() + "|" + dependency.version());
      }
      assertThat(ours).as("%s", kind).isNotEmpty();
      assertThat(ours).isEqualTo(query(format, built.get(0)).lines().toList());
    }
  }

  @Test
  void readsFilesWithModesFlagsAndSizes() throws Exception {
    List<String> ours = new ArrayList<>();
    RpmPackage read = read(built.get(0));
    for (RpmFile file : read.files()) {
      ours.add(file.path() + "|" + file.mode() + "|" + file.flags() + "|" + file.size());
    }
    assertThat(ours)
        .hasSize(read.fileCount())
        .isEqualTo(
            query("[%{FILENAMES}|%{FILEMODES}|%{FILEFLAGS}|%{FILESIZES}\\n]", built.get(0))
                .lines()
                .toList());
    assertThat(read.files())
        .filteredOn(RpmFile::isGhost)
        .extracting(RpmFile::path)
        .containsExactly("/var/log/tangled.log");
    assertThat(read.files())
        .filteredOn(RpmFile::isDirectory)
        .extracting(RpmFile::path)
        .containsExactly("/etc/tangled");
  }

  @Test
  void readsTheChangelogNewestFirst() throws Exception {
    assertThat(read(built.get(0)).changelog())
        .extracting(ChangelogEntry::author, ChangelogEntry::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "Second <second@lab.example> - 1.0-2", "- newer, äöü"),
            org.assertj.core.groups.Tuple.tuple("First <first@lab.example> - 1.0-1", "- older"));
  }

  @Test
  void knowsSourcePackages() throws Exception {
    RpmPackage source = read(built.get(1));
    assertThat(source.isSource()).isTrue();
    assertThat(source.nevra()).hasToString("tangled-2:1.0~rc1^git7-3.lab.src");
    assertThat(source.sourceRpm()).isEmpty();
    assertThat(source.files()).extracting(RpmFile::path).containsExactly("test.spec");
  }

  @Test
  void checksDigestsOfHeaderAndPayload() throws Exception {
    assertThat(read(built.get(0)).matchedDigests())
        .containsExactly("header SHA-1", "header SHA-256", "payload SHA-256");
    try (InputStream in = Files.newInputStream(built.get(0))) {
      assertThat(RpmReader.readWithMd5(in, "tangled.rpm").matchedDigests())
          .contains("header and payload MD5");
    }
  }

  @Test
  void stopsBeforeThePayloadWhenAsked() throws Exception {
    try (InputStream in = Files.newInputStream(built.get(0))) {
      RpmPackage read = RpmReader.readHeader(in, "tangled.rpm");
      long left = in.readAllBytes().length;
      assertThat(read.headerRange().end() + left).isEqualTo(Files.size(built.get(0)));
      assertThat(read.matchedDigests()).containsExactly("header SHA-1", "header SHA-256");
    }
  }

  private static RpmPackage read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return RpmReader.read(in, file.getFileName().toString());
    }
  }

  private static String query(String format, Path file) throws Exception {
    return rpm.run("rpm", "-qp", "--qf", format, file.toString());
  }
}
