package dev.hermetic.rpm.lock.rpmdb;

import dev.hermetic.rpm.fixtures.RpmTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A system whose packages the real rpm has installed, in its database only. */
public final class InstalledRoot {
  private static final String SPEC =
      """
      Name: lab-release
      Version: 9.4
      Release: 2
      Epoch: 1
      Summary: a
      License: MIT
      Vendor: Lab
      Provides: system-release = 9.4-2
      Provides: system-release(releasever) = 9
      Provides: base-module(platform:el9)
      Requires: /bin/sh
      Requires: lab-files >= 1:9
      Requires: (lab-files if lab-none)
      Recommends: lab-nice
      Suggests: lab-maybe
      Supplements: lab-super
      Enhances: lab-enhanced
      Conflicts: lab-foe < 2
      Obsoletes: lab-old < 3-1
      %description
      a
      %package -n lab-files
      Summary: many files
      %description -n lab-files
      many files
      %install
      mkdir -p %buildroot/usr/share/lab %buildroot/usr/bin
      for i in $(seq 1 2000); do echo > %buildroot/usr/share/lab/a-file-with-a-longer-name-$i; done
      echo > %buildroot/usr/bin/lab
      %files
      /usr/bin/lab
      %files -n lab-files
      /usr/share/lab
      """;

  private final RpmTools tools;
  private final Path root;

  private InstalledRoot(RpmTools tools, Path root) {
    this.tools = tools;
    this.root = root;
  }

  /** Builds packages and installs them, besides {@code more} packages of one file each. */
  public static InstalledRoot make(Path directory, int more) throws Exception {
    RpmTools tools = new RpmTools(directory.resolve("home"));
    List<Path> packages = new ArrayList<>(tools.build(SPEC));
    if (more > 0) {
      packages.addAll(tools.build(many(more)));
    }
    packages.removeIf(file -> file.toString().endsWith(".src.rpm"));
    InstalledRoot installed = new InstalledRoot(tools, directory.resolve("root"));
    Files.createDirectories(installed.root);
    installed.install(packages);
    return installed;
  }

  private static String many(int count) {
    StringBuilder spec =
        new StringBuilder("Name: lab-many\nVersion: 1\nRelease: 1\nSummary: a\nLicense: MIT\n");
    spec.append("%description\na\n");
    for (int i = 0; i < count; i++) {
      spec.append("%package p").append(i).append("\nSummary: a\n%description p");
      spec.append(i).append("\na\n%files p").append(i).append('\n');
    }
    return spec.toString();
  }

  private void install(List<Path> packages) throws Exception {
    List<String> command = rpm("-i", "--justdb", "--nodeps", "--noscripts", "--ignorearch");
    packages.forEach(file -> command.add(file.toString()));
    tools.run(command.toArray(String[]::new));
  }

  private List<String> rpm(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "rpm",
                "--root",
                root.toString(),
                "--dbpath",
                "/var/lib/rpm",
                "--define",
                "_pkgverify_level none"));
    command.addAll(List.of(more));
    return command;
  }

  /** The root of the system. */
  public Path root() {
    return root;
  }

  /** Where the database is. */
  public Path database() {
    return root.resolve("var/lib/rpm");
  }

  /** What the real rpm says, sorted. */
  public List<String> query(String format) throws Exception {
    String output = tools.run(rpm("-qa", "--qf", format).toArray(String[]::new));
    return output.lines().filter(line -> !line.startsWith("warning:")).sorted().toList();
  }

  RpmTools tools() {
    return tools;
  }
}
