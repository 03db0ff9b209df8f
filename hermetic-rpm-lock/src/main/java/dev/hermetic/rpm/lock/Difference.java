package dev.hermetic.rpm.lock;

import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.version.Evr;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What changes between two locks, in lines for people: for each architecture, sorted by name. */
final class Difference {
  private final List<String> lines = new ArrayList<>();

  private Difference() {}

  /** The lines; empty when no package changes. */
  static String of(
      SortedMap<String, List<LockedFile>> before, SortedMap<String, List<LockedFile>> after) {
    Difference difference = new Difference();
    SortedSet<String> arches = new TreeSet<>(before.keySet());
    arches.addAll(after.keySet());
    for (String arch : arches) {
      difference.arch(arch, before.get(arch), after.get(arch));
    }
    return String.join("\n", difference.lines);
  }

  private void arch(
      String arch,
      @org.jspecify.annotations.Nullable List<LockedFile> before,
      @org.jspecify.annotations.Nullable List<LockedFile> after) {
    List<String> changes = new ArrayList<>();
    for (LockedFile.Kind kind : LockedFile.Kind.values()) {
      changes(
          kind,
          byName(kind, before == null ? List.of() : before),
          byName(kind, after == null ? List.of() : after),
          changes);
    }
    if (!changes.isEmpty()) {
      String note = before == null ? " (new)" : after == null ? " (no longer locked)" : "";
      lines.add(arch + note + ":");
      changes.forEach(change -> lines.add("  " + change));
    }
  }

  /** Versions by name; packages of several architectures stand side by side. */
  private static SortedMap<String, SortedSet<String>> byName(
      LockedFile.Kind kind, List<LockedFile> files) {
    SortedMap<String, SortedSet<String>> byName = new TreeMap<>();
    for (LockedFile file : files) {
      if (file.kind() == kind) {
        boolean modules = kind == LockedFile.Kind.MODULES;
        String arch = kind == LockedFile.Kind.PACKAGE ? "." + file.name().arch() : "";
        String name = modules ? file.repoid().orElse("") : file.name().name() + arch;
        String version = modules ? file.fileName() : file.name().evr();
        byName.computeIfAbsent(name, n -> new TreeSet<>()).add(version);
      }
    }
    return byName;
  }

  private static void changes(
      LockedFile.Kind kind,
      SortedMap<String, SortedSet<String>> before,
      SortedMap<String, SortedSet<String>> after,
      List<String> changes) {
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    String what =
        switch (kind) {
          case PACKAGE -> "";
          case SOURCE -> "source ";
          case MODULES -> "modules of ";
        };
    for (String name : names) {
      SortedSet<String> old = before.getOrDefault(name, new TreeSet<>());
      SortedSet<String> now = after.getOrDefault(name, new TreeSet<>());
      if (old.equals(now)) {
        continue;
      }
      if (old.isEmpty()) {
        changes.add("added    " + what + name + " " + String.join(", ", now));
      } else if (now.isEmpty()) {
        changes.add("removed  " + what + name + " " + String.join(", ", old));
      } else {
        String arrow = String.join(", ", old) + " -> " + String.join(", ", now);
        changes.add(direction(old, now, kind) + what + name + " " + arrow);
      }
    }
  }

  private static String direction(
      SortedSet<String> old, SortedSet<String> now, LockedFile.Kind kind) {
    if (kind == LockedFile.Kind.MODULES || old.size() != 1 || now.size() != 1) {
      return "changed  ";
    }
    int order = Evr.parse(now.first()).compareTo(Evr.parse(old.first()));
    return order > 0 ? "up       " : order < 0 ? "down     " : "changed  ";
  }
}
