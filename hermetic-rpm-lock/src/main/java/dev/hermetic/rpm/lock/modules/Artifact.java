package dev.hermetic.rpm.lock.modules;

import org.jspecify.annotations.Nullable;

/**
 * A package of a module.
 *
 * @param name its name
 * @param arch its architecture
 * @param nevra {@code name-[epoch:]version-release.arch}, an epoch of 0 left out
 */
record Artifact(String name, String arch, String nevra) {
  /** What {@code name-[epoch:]version-release.arch} says, null when it is nothing like that. */
  static @Nullable Artifact parse(String text) {
    int dot = text.lastIndexOf('.');
    int release = dot < 0 ? -1 : text.lastIndexOf('-', dot);
    int version = release < 0 ? -1 : text.lastIndexOf('-', release - 1);
    if (version <= 0 || dot == text.length() - 1) {
      return null;
    }
    String name = text.substring(0, version);
    String rest = text.substring(version + 1);
    String plain = rest.startsWith("0:") ? rest.substring(2) : rest;
    return new Artifact(name, text.substring(dot + 1), name + "-" + plain);
  }

  boolean isSource() {
    return arch.equals("src") || arch.equals("nosrc");
  }
}
