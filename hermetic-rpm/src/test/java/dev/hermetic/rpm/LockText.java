package dev.hermetic.rpm;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.hermetic.testkit.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a lock for files on disk, and serves them. */
final class LockText {
  private final FakeRegistry registry;
  private final SortedMap<String, SortedMap<String, StringBuilder>> arches = new TreeMap<>();

  LockText(FakeRegistry registry) {
    this.registry = registry;
  }

  LockText add(String arch, String list, String repoid, List<Path> files) throws IOException {
    for (Path file : files) {
      String name = file.getFileName().toString();
      add(arch, list, repoid, name, Files.readAllBytes(file));
    }
    return this;
  }

  LockText add(String arch, String list, String repoid, String name, byte[] bytes) {
    String path = "/" + repoid + "/" + name.replace("^", "%5E");
    arches
        .computeIfAbsent(arch, a -> new TreeMap<>(Map.of("packages", new StringBuilder())))
        .computeIfAbsent(list, l -> new StringBuilder())
        .append("  - url: " + registry.serve(path, bytes) + "\n    repoid: " + repoid)
        .append("\n    size: " + bytes.length)
        .append("\n    checksum: sha256:" + Hashing.sha256().hashBytes(bytes) + "\n");
    return this;
  }

  void write(Path directory) throws IOException {
    StringBuilder text = new StringBuilder(RpmLab.HEAD);
    arches.forEach(
        (arch, lists) -> {
          text.append("- arch: " + arch + "\n");
          lists.forEach(
              (list, entries) ->
                  text.append("  " + list + ":" + (entries.isEmpty() ? " []\n" : "\n" + entries)));
        });
    Files.createDirectories(directory);
    MoreFiles.asCharSink(
            directory.resolve("rpms.lock.yaml"), java.nio.charset.StandardCharsets.UTF_8)
        .write(text);
  }
}
