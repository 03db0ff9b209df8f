package dev.hermetic.examples;

import dev.hermetic.core.Prefetch;
import java.nio.file.Path;

/** Prints the module that discovery runs in, then the ecosystems that it finds. */
final class ListEcosystems {
  private ListEcosystems() {}

  public static void main(String[] args) {
    System.out.println(Prefetch.class.getModule());
    try (Prefetch prefetch = Prefetch.create(Path.of(args[0]))) {
      prefetch.ecosystems().forEach(System.out::println);
    }
  }
}
