package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.LockOutcome;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.rpm.fixtures.RpmTools;
import dev.hermetic.rpm.lock.rpmdb.InstalledRoot;
import dev.hermetic.rpm.lockfile.RpmLockReader;
import dev.hermetic.testkit.FakeRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A system in an image, newer packages and others in a repository, and what dnf would choose. */
final class ImageLockLab implements AutoCloseable {
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
          "newer|Requires: lab-release >= 1:10",
          "same|Requires: system-release(releasever) = 9",
          "clash|Conflicts: lab-files",
          "super|Supplements: lab-release");

  /** Arguments: root, cache, directory of repositories, allowerasing, best; then what is wanted. */
  private static final String DNF =
      """
      import dnf, dnf.exceptions, dnf.rpm, logging, sys
      logging.disable(logging.CRITICAL)
      root, cache, repos, erasing, best = sys.argv[1:6]
      base = dnf.Base()
      conf = base.conf
      conf.installroot = root
      conf.cachedir = conf.logdir = conf.persistdir = cache
      conf.reposdir, conf.plugins, conf.best = [], False, best == 'true'
      conf.substitutions['arch'] = conf.substitutions['basearch'] = 'x86_64'
      release = conf.substitutions['releasever'] = dnf.rpm.detect_releasever(root)
      base.repos.add_new_repo('lab', conf, baseurl=[f'file://{repos}/r{release}/os'])
      base.fill_sack(load_system_repo=True, load_available_repos=True)
      ask = {'^': base.upgrade, '=': base.reinstall, '+': base.install}
      for sign in '^=+':
          for spec in sys.argv[6:]:
              if spec[0] == sign:
                  ask[sign](spec[1:])
      try:
          base.resolve(allow_erasing=erasing == 'true')
      except dnf.exceptions.DepsolveError:
          sys.exit(print('CHOSEN impossible'))
      for p in base.transaction.install_set if base.transaction else []:
          print('CHOSEN', f'{p.name}-{p.evr}.{p.arch}'.replace('-0:', '-'))
      """;

  private final Path work;
  private final RpmTools tools;
  private final InstalledRoot system;
  private final FakeRegistry server = FakeRegistry.start();

  ImageLockLab(Path work) throws Exception {
    RpmTools.need("rpm", "rpmbuild", "createrepo_c", "skopeo", "umoci", "docker-registry");
    RpmTools.needPythonModule("dnf");
    this.work = work;
    this.tools = new RpmTools(work.resolve("home"));
    this.system = InstalledRoot.make(work.resolve("system"), 0);
    publish();
    makeImage();
    // Where rpm on this root keeps its database, for dnf.
    Files.writeString(work.resolve("home/.rpmmacros"), "%_dbpath /var/lib/rpm\n");
    Files.writeString(work.resolve("ask.py"), DNF);
  }

  private void publish() throws Exception {
    Path repository = Files.createDirectories(work.resolve("repos/r9/os"));
    StringBuilder spec = new StringBuilder(SPEC);
    for (String line : MORE) {
      String[] parts = line.split("[|]");
      spec.append("%package ").append(parts[0]).append("\nSummary: a\n").append(parts[1]);
      spec.append("\n%description ").append(parts[0]).append("\na\n%files ");
      spec.append(parts[0]).append('\n');
    }
    List<Path> packages = new ArrayList<>(tools.build(spec.toString()));
    packages.addAll(tools.build(newer("lab-release", "10")));
    packages.addAll(tools.build(newer("lab-files", "9.5")));
    packages.addAll(files(work.resolve("system/home")));
    for (Path file : packages) {
      String name = file.getFileName().toString();
      if (name.endsWith(".rpm") && !name.endsWith(".src.rpm")) {
        Files.copy(file, repository.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    tools.run("createrepo_c", "--quiet", repository.toString());
    for (Path file : files(work.resolve("repos"))) {
      server.serve("/" + work.resolve("repos").relativize(file), Files.readAllBytes(file));
    }
  }

  private static String newer(String name, String version) {
    return SPEC.replace("app", name).replace("Version: 1", "Epoch: 1\nVersion: " + version);
  }

  private static List<Path> files(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void makeImage() throws Exception {
    String layout = work.resolve("layout").toString();
    String image = layout + ":base";
    tools.run("umoci", "init", "--layout", layout);
    tools.run("umoci", "new", "--image", image);
    String from = system.database().toString();
    tools.run("umoci", "insert", "--rootless", "--image", image, from, "/var/lib/rpm");
    List<String> config =
        new ArrayList<>(List.of("umoci", "config", "--image", image, "--architecture", "amd64"));
    for (String label : List.of("tree=os", "wanted=app-same")) {
      config.addAll(List.of("--config.label", label));
    }
    tools.run(config.toArray(String[]::new));
  }

  /** Copies the image, to where skopeo puts it. */
  void copy(String to) throws Exception {
    String from = "oci:" + work.resolve("layout") + ":base";
    tools.run("skopeo", "copy", "--insecure-policy", "-q", "--dest-tls-verify=false", from, to);
  }

  /** The digests of the image's layers. */
  List<String> layers() throws Exception {
    String from = "oci:" + work.resolve("layout") + ":base";
    String format = "{{range .Layers}}{{println .}}{{end}}";
    return tools
        .run("skopeo", "inspect", "--format", format, from)
        .lines()
        .filter(line -> line.startsWith("sha256:"))
        .toList();
  }

  /** A project whose input has these lines after the repository. */
  Path project(String name, String... lines) throws Exception {
    Path project = Files.createDirectories(work.resolve("projects").resolve(name));
    String address = server.url("/").toString() + "r$releasever/{tree}";
    String repository = "{repoid: lab, baseurl: '" + address + "'}";
    Files.writeString(
        project.resolve("rpms.in.yaml"),
        "contentOrigin: {repos: ["
            + repository
            + "]}\narches: [x86_64]\nnoSources: true\n"
            + String.join("\n", lines)
            + "\n");
    return project;
  }

  /** Locks with a store and maybe a registry. */
  LockOutcome lock(Path project, String store, RealRegistry... registries) throws Exception {
    Prefetch.Builder builder = Prefetch.builder().store(work.resolve(store));
    for (RealRegistry registry : registries) {
      builder.registry("oci/" + registry.authority(), registry.url());
    }
    LockRequest request =
        LockRequest.builder(project, PackageInput.of("rpm", "."))
            .policy(Policy.builder().allowPlainHttp(true).build())
            .networkMode(NetworkMode.ONLINE)
            .build();
    try (Prefetch prefetch = builder.build()) {
      return prefetch.lock(request);
    }
  }

  /** What the lock of a project has, sorted. */
  static List<String> locked(Path project) throws Exception {
    return RpmLockReader.read(SourceTree.at(project), RelPath.of("rpms.lock.yaml"))
        .arches()
        .getOrDefault("x86_64", List.of())
        .stream()
        .map(f -> f.name().name() + "-" + f.name().evr() + "." + f.name().arch())
        .sorted()
        .toList();
  }

  /**
   * What dnf chooses on the system that the image was made of, sorted: {@code ^} before what is to
   * be upgraded, {@code =} reinstalled, {@code +} installed. {@code impossible} where nothing can
   * be chosen.
   */
  List<String> chosen(boolean erasing, boolean best, String... wanted) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/python3",
                work.resolve("ask.py").toString(),
                system.root().toString(),
                work.resolve("cache").toString(),
                work.resolve("repos").toString(),
                Boolean.toString(erasing),
                Boolean.toString(best)));
    command.addAll(List.of(wanted));
    return tools
        .run(command.toArray(String[]::new))
        .lines()
        .filter(line -> line.startsWith("CHOSEN "))
        .map(line -> line.substring("CHOSEN ".length()))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
