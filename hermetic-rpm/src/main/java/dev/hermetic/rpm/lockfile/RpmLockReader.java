package dev.hermetic.rpm.lockfile;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads {@code rpms.lock.yaml}, version 1. Keys that are not known are ignored, as the tools that
 * write and read this file do.
 */
public final class RpmLockReader {
  private static final Pattern ARCH = Pattern.compile("[A-Za-z0-9_]{1,32}");

  private final RelPath file;
  private final Problems problems = new Problems();
  private final SortedMap<String, List<LockedFile>> arches = new TreeMap<>();

  private RpmLockReader(RelPath file) {
    this.file = file;
  }

  /**
   * Reads a file of the source tree.
   *
   * @throws LockfileException the only fault, with its line
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   * @throws IOException when the file cannot be read
   */
  public static RpmLock read(SourceTree source, RelPath path) throws IOException {
    SourceFile text = SourceFile.read(source, path, YamlReader.MAX_BYTES);
    return new RpmLock(path, text.sha256(), parse(path, text.text()));
  }

  /**
   * Parses the text of a lock: the files of each architecture in their order.
   *
   * @throws LockfileException the only fault, with its line
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   */
  public static SortedMap<String, List<LockedFile>> parse(RelPath path, String text) {
    RpmLockReader reader = new RpmLockReader(path);
    Fields root = Fields.of(path, YamlReader.read(path, text), "the lockfile");
    requireOne(root, "lockfileVersion", "1");
    requireOne(root, "lockfileVendor", "redhat");
    if (!root.has("arches")) {
      throw root.missing("arches");
    }
    for (YamlNode node : root.listing("arches")) {
      reader.problems.check(() -> reader.arch(Fields.of(path, node, "an entry of 'arches'")));
    }
    reader.problems.throwIfAny();
    return Collections.unmodifiableSortedMap(reader.arches);
  }

  private static void requireOne(Fields root, String key, String only) {
    String value = root.required(key);
    if (!value.equals(only)) {
      throw LockfileException.of(
          "rpm.version",
          root.at(key),
          "'" + key + "' is " + PrintableText.quoted(value) + ", but only '" + only + "' is known",
          "create the lock with a tool that writes version 1");
    }
  }

  private void arch(Fields group) {
    String arch = group.required("arch");
    if (!ARCH.matcher(arch).matches()) {
      throw LockfileException.of(
          "rpm.arch",
          group.at("arch"),
          "'arch' is " + PrintableText.quoted(arch) + ", which is not an architecture",
          "write one such as x86_64");
    }
    List<LockedFile> files = arches.computeIfAbsent(arch, a -> new ArrayList<>());
    Location at = group.at();
    int before = files.size();
    entries(group, "packages", new LockedFileReader(file, arch, LockedFile.Kind.PACKAGE), files);
    entries(group, "source", new LockedFileReader(file, arch, LockedFile.Kind.SOURCE), files);
    if (files.size() == before && !group.has("packages") && !group.has("source")) {
      problems.add(
          LockfileException.of(
              "lockfile.missing-key",
              at,
              arch + " has neither 'packages' nor 'source'",
              "add one of them, if only as an empty list"));
    }
    entries(
        group, "module_metadata", new LockedFileReader(file, arch, LockedFile.Kind.MODULES), files);
  }

  private void entries(Fields group, String key, LockedFileReader reader, List<LockedFile> files) {
    for (YamlNode node : group.listing(key)) {
      problems.check(() -> files.add(reader.read(node)));
    }
  }
}
