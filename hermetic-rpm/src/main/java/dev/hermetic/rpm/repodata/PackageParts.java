package dev.hermetic.rpm.repodata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was read of a package before it is known which package it is. */
final class PackageParts {
  private final List<Consumer<PackageEntry.Builder>> parts = new ArrayList<>();

  int size() {
    return parts.size();
  }

  void add(Consumer<PackageEntry.Builder> part) {
    parts.add(part);
  }

  void addTo(PackageEntry.Builder builder) {
    parts.forEach(part -> part.accept(builder));
  }
}
