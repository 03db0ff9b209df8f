package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.RpmReader;
import dev.hermetic.rpm.fixtures.RpmTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packages of every shape, built by rpmbuild, and their metadata. */
final class SpecLab {
  private static final String PLAIN =
      """
      Name: plain
      Version: 1
      Release: 1
      Summary: One file
      License: MIT
      BuildArch: noarch
      %description
      %files
      """;

  private static final String MARKUP =
      """
      Name: markup+x
      Epoch: 3
      Version: 1.0~rc1^git2
      Release: 2
      Summary: A "quoted" <summary> & ü 漢
      License: MIT and (GPL or "x")
      URL: https://markup.example/?a=1&b=2
      Vendor: V & Co
      Packager: P <p@markup.example>
      Group: System/Base
      %description
        indented
      tab\there & <there> 'apos' ]]> "quot"

      last %% line
      %changelog
      * Wed Jan 07 2026 C <c@markup.example> - 3
      - third
      * Mon Jan 05 2026 B <b@markup.example> - 2
      - second <one> & more
        continued
      * Mon Jan 05 2026 A U Thor <a@markup.example>
      - first
      * Mon Jan 05 2026 Z
      - oldest
      %files
      """;

  private static final String DEPENDENCIES =
      """
      Name: dependencies
      Version: 2
      Release: 1.el9
      Summary: Dependencies of every kind
      License: MIT
      Provides: cap = 1:2-3, cap(x) < 5, bare, /opt/provided
      Provides: self = 4
      BuildRequires: builder >= 3
      Requires: one >= 1:2-3, two < 2, three = 0:1, four > 1.0-1, five <= 5
      Requires: self = 4, self >= 3, bare
      Requires: /usr/bin/tool, /opt/tool, /opt/provided
      Requires: ((a or b) if c), (d with e >= 2)
      Requires: libc.so.6()(64bit), libc.so.6(GLIBC_2.4)(64bit), libc.so.6(GLIBC_2.34)(64bit)
      Requires: libc.so.6(GLIBC_2.14)(64bit), repeated, repeated >= 1
      Requires(pre): before, one >= 1:2-3
      Requires(post): after
      Requires(preun): preun
      Requires(postun): postun
      Requires(interp): interp
      Requires(pretrans): pretrans
      Requires(posttrans): posttrans
      Conflicts: enemy < 3, foe
      Obsoletes: old < 2, older <= 1:1-1
      Recommends: rec = 1, (x if y)
      Suggests: sug
      Supplements: sup >= 2
      Enhances: enh
      %description
      %pre
      exit 0
      %post -p /sbin/ldconfig
      %files
      """;

  private static final String FILES =
      """
      Name: files
      Version: 1
      Release: 1
      Summary: Files of every kind
      License: MIT
      Requires: /usr/bin/own, /usr/share/own
      %description
      %install
      mkdir -p %{buildroot}/etc/files %{buildroot}/usr/bin %{buildroot}/usr/lib %{buildroot}/usr/share/files
      for f in etc/files/a.conf etc/files/ghost usr/bin/own usr/lib/sendmail 'usr/share/files/a & <b>.txt' usr/share/own; do
        echo x > "%{buildroot}/$f"
      done
      ln -s own %{buildroot}/usr/bin/link
      mkdir %{buildroot}/etc/files/ghostdir %{buildroot}/usr/share/files/ü
      %files
      /etc/files/a.conf
      %dir /etc/files
      %ghost /etc/files/ghost
      %ghost %dir /etc/files/ghostdir
      /usr/bin/*
      /usr/lib/sendmail
      /usr/share/files
      /usr/share/own
      """;

  private static final int CHANGES = 14;

  private SpecLab() {}

  /** Builds them into one directory: binary packages of three architectures and sources. */
  static Path build(Path temp) throws Exception {
    RpmTools tools = new RpmTools(temp.resolve("home"));
    Path repo = Files.createDirectories(temp.resolve("repo"));
    for (String spec : List.of(PLAIN, MARKUP, DEPENDENCIES, FILES, longHistory())) {
      for (Path rpm : tools.build(spec)) {
        Files.move(rpm, repo.resolve(rpm.getFileName()));
      }
    }
    for (Path rpm : tools.build(FILES, "--target", "i686-linux")) {
      if (rpm.toString().endsWith("i686.rpm")) {
        Files.move(
            rpm, Files.createDirectories(repo.resolve("Packages/f")).resolve(rpm.getFileName()));
      }
    }
    return repo;
  }

  private static String longHistory() {
    StringBuilder spec =
        new StringBuilder(PLAIN.replace("plain", "history")).append("%changelog\n");
    for (int i = CHANGES; i > 0; i--) {
      spec.append("* Mon Jan 05 2026 Somebody - ").append(i).append("\n- change\n");
    }
    return spec.toString();
  }

  /** What we make of the packages of a directory, in createrepo_c's order. */
  static List<PackageEntry> entries(Path repo) throws Exception {
    List<PackageEntry> entries = new ArrayList<>();
    for (Path rpm : packages(repo)) {
      byte[] bytes = Files.readAllBytes(rpm);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      FileTime time = Files.getLastModifiedTime(rpm);
      PackageOrigin origin =
          new PackageOrigin(
              repo.relativize(rpm).toString(),
              Digest.of(Digest.Algorithm.SHA256, digest),
              bytes.length,
              time.toMillis() / 1000);
      try (InputStream in = Files.newInputStream(rpm)) {
        entries.add(EntryMapping.entry(RpmReader.readHeader(in, rpm.toString()), origin));
      }
    }
    return entries;
  }

  private static List<Path> packages(Path repo) throws IOException {
    try (Stream<Path> all = Files.walk(repo)) {
      return all.filter(path -> path.toString().endsWith(".rpm"))
          .sorted(java.util.Comparator.comparing((Path path) -> path.getFileName().toString()))
          .toList();
    }
  }

  static void write(Path repo, Path into, Compression compression) throws Exception {
    RepodataWriter writer =
        new RepodataWriter(
            name -> Files.newOutputStream(into.resolve(name)), compression, "1", 1_700_000_000);
    List<PackageEntry> entries = entries(repo);
    Documents.write(writer, entries);
    writer.finish();
  }

  /** Reads a repository: everything of primary with the files and changes of the other lists. */
  static List<PackageEntry> read(Path repo) throws Exception {
    Repomd repomd;
    try (InputStream in = Files.newInputStream(repo.resolve("repodata/repomd.xml"))) {
      repomd = RepomdReader.read(in, RelPath.of("repodata/repomd.xml"));
    }
    List<PackageEntry> primary = list(repo, repomd, "primary");
    List<PackageEntry> filelists = list(repo, repomd, "filelists");
    List<PackageEntry> other = list(repo, repomd, "other");
    List<PackageEntry> joined = new ArrayList<>();
    for (int i = 0; i < primary.size(); i++) {
      joined.add(join(primary.get(i), filelists.get(i), other.get(i)));
    }
    return joined;
  }

  static PackageEntry join(PackageEntry primary, PackageEntry filelist, PackageEntry other) {
    if (!primary.id().equals(filelist.id()) || !primary.id().equals(other.id())) {
      throw new AssertionError(primary.id() + ", " + filelist.id() + ", " + other.id());
    }
    PackageEntry.Builder joined =
        PackageEntry.builder(primary.id(), primary.location())
            .locationBase(primary.locationBase())
            .texts(primary.texts())
            .numbers(primary.numbers());
    for (var kind : dev.hermetic.rpm.file.DependencyKind.values()) {
      primary.dependencies(kind).forEach(entry -> joined.dependency(kind, entry));
    }
    filelist.files().forEach(joined::file);
    other.changes().forEach(joined::change);
    return joined.build();
  }

  private static List<PackageEntry> list(Path repo, Repomd repomd, String type) throws Exception {
    RepomdRecord record = repomd.record(type).orElseThrow();
    List<PackageEntry> entries = new ArrayList<>();
    try (InputStream in = Files.newInputStream(repo.resolve(record.location()))) {
      RepodataFile.<Void>read(
          record,
          in,
          (unpacked, file) -> {
            PackageEntryReader.read(unpacked, file, entries::add);
            return null;
          });
    }
    return entries;
  }
}
