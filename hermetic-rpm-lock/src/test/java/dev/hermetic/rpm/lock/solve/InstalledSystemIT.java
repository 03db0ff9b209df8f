package dev.hermetic.rpm.lock.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.fixtures.RpmTools;
import dev.hermetic.rpm.lock.rpmdb.DatabaseBytes;
import dev.hermetic.rpm.lock.rpmdb.DatabaseFormat;
import dev.hermetic.rpm.lock.rpmdb.InstalledRoot;
import dev.hermetic.rpm.lock.rpmdb.PackageDatabase;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.request.Request;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a system that rpm has installed the same is chosen as dnf chooses there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstalledSystemIT {
  private static final String SPEC =
      """
      Name: app
      Version: 1
      Release: 1
      Summary: a
      License: MIT
      %description
      a
      %files
      """;
  private static final List<String> MORE =
      List.of(
          "file|Requires: /usr/share/lab/a-file-with-a-longer-name-7",
          "nofile|Requires: /usr/share/lab/no-such-file",
          "newer|Requires: lab-release >= 1:10",
          "same|Requires: system-release(releasever) = 9",
          "old|Provides: lab-old = 2-1",
          "foe|Provides: lab-foe = 1",
          "nice|Provides: lab-nice",
          "super|Supplements: lab-release",
          "instead|Obsoletes: lab-files\nProvides: lab-files = 1:99",
          "rich|Requires: (app-file if lab-release)");
  private static final String DNF =
      """
      import dnf, logging, sys
      logging.disable(logging.CRITICAL)
      base = dnf.Base()
      conf = base.conf
      conf.installroot, conf.cachedir, repo, spec = sys.argv[1:5]
      conf.logdir = conf.persistdir = conf.cachedir
      conf.reposdir, conf.plugins, conf.module_platform_id = [], False, 'platform:lab'
      conf.substitutions['arch'] = conf.substitutions['basearch'] = 'x86_64'
      conf.substitutions['releasever'] = '9'
      base.repos.add_new_repo('lab', conf, baseurl=['file://' + repo])
      base.fill_sack(load_system_repo=True, load_available_repos=True)
      try:
          base.upgrade(spec[1:]) if spec.startswith('^') else base.install(spec)
          base.resolve(allow_erasing=False)
          chosen = base.transaction.install_set if base.transaction else []
          print(' '.join(sorted(str(p) for p in chosen)))
      except dnf.exceptions.Error:
          print('impossible')
      """;

  private RpmTools tools;
  private Path work;
  private Path repository;
  private Path root;
  private PackagePool pool;

  @BeforeAll
  void install(@TempDir Path directory) throws Exception {
    RpmTools.need("rpm", "rpmbuild", "createrepo_c");
    RpmTools.needPythonModule("dnf");
    work = directory;
    tools = new RpmTools(directory.resolve("home"));
    InstalledRoot installed = InstalledRoot.make(directory.resolve("system"), 0);
    root = installed.root();
    repository = Files.createDirectories(directory.resolve("repo"));
    StringBuilder spec = new StringBuilder(SPEC);
    for (String line : MORE) {
      String[] parts = line.split("[|]");
      spec.append("%package ").append(parts[0]).append("\nSummary: a\n").append(parts[1]);
      spec.append("\n%description ").append(parts[0]).append("\na\n%files ");
      spec.append(parts[0]).append('\n');
    }
    addAll(tools.build(spec.toString()));
    addAll(
        tools.build(
            SPEC.replace("app", "lab-release").replace("Version: 1", "Epoch: 1\nVersion: 10")));
    addAll(
        tools.build(
            SPEC.replace("app", "lab-files").replace("Version: 1", "Epoch: 1\nVersion: 9.5")));
    tools.run("createrepo_c", "--quiet", "--compress-type", "gz", repository.toString());
    // Where rpm on this root keeps its database, for dnf.
    Files.writeString(directory.resolve("home/.rpmmacros"), "%_dbpath /var/lib/rpm\n");
    Files.writeString(directory.resolve("ask.py"), DNF);
    pool = pool(installed.database().resolve("rpmdb.sqlite"));
  }

  private void addAll(List<Path> packages) throws Exception {
    for (Path file : packages) {
      if (!file.toString().endsWith(".src.rpm")) {
        Files.copy(file, repository.resolve(file.getFileName().toString()));
      }
    }
  }

  private PackagePool pool(Path database) throws Exception {
    PackageTable system;
    try (InputStream in = Files.newInputStream(database)) {
      system =
          PackageTable.of(
              PackageDatabase.read(
                  DatabaseFormat.SQLITE, DatabaseBytes.read(in, "rpmdb.sqlite"), null),
              RelPath.of("rpmdb"));
    }
    Path primary;
    try (Stream<Path> files = Files.list(repository.resolve("repodata"))) {
      primary =
          files
              .filter(file -> file.toString().endsWith("primary.xml.gz"))
              .findFirst()
              .orElseThrow();
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(primary))) {
      PackageTable available = PackageTable.read(in, RelPath.of("primary.xml"));
      return new PoolBuilder(ArchPolicy.of("x86_64"))
          .add(Repository.installed(), system)
          .add(Repository.configured("lab", 99, 1000), available)
          .build();
    }
  }

  private String ours(String spec) {
    Request request = new Request(pool, false);
    boolean known =
        spec.startsWith("^") ? request.upgrade(spec.substring(1)) : request.install(spec);
    Solution solution = Solution.of(pool, request.jobs(false), request.settings(true));
    if (!known || !solution.isSolved()) {
      return "impossible";
    }
    return String.join(
        " ", Arrays.stream(solution.installs()).mapToObj(pool::nevra).sorted().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app",
        "app-file",
        "app-nofile",
        "app-newer",
        "app-same",
        "app-old",
        "app-foe",
        "app-nice",
        "app-instead",
        "app-rich",
        "lab-release",
        "lab-nice",
        "lab-old",
        "^lab-release",
        "^lab-files"
      })
  void theSameIsChosen(String spec) throws Exception {
    String dnf =
        tools.run(
            "/usr/bin/python3",
            work.resolve("ask.py").toString(),
            root.toString(),
            work.resolve("cache").toString(),
            repository.toString(),
            spec);
    assertThat(ours(spec)).isEqualTo(dnf.strip());
  }

  @Test
  void whatIsInstalledCounts() {
    assertThat(ours("app-file")).isEqualTo("app-file-1-1.x86_64");
    assertThat(ours("app-nofile")).isEqualTo("impossible");
    assertThat(ours("app-newer")).contains("lab-release-1:10-1.x86_64");
    assertThat(ours("app-rich")).contains("app-file-1-1.x86_64");
  }
}
