package dev.hermetic.core.internal.engine;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of the output and the artifacts that it is. They are one file when a strong digest
 * proves it, or when they come from the same place and nothing that is known of them contradicts;
 * what each demands of the bytes adds up.
 */
final class SharedFile {
  private final String ecosystem;
  private final Artifact first;
  private ExpectedDigests expected;
  private OptionalLong size;

  /** All of them in their order, once there are several. */
  private @Nullable Set<Artifact> several;

  /**
   * A file of one artifact.
   *
   * @param ecosystem whose layout placed it
   */
  SharedFile(String ecosystem, Artifact first) {
    this.ecosystem = ecosystem;
    this.first = first;
    this.expected = first.expected();
    this.size = first.size();
  }

  /**
   * Lets another artifact be this file, too.
   *
   * @return why it cannot be, empty when it is
   */
  Optional<String> share(Artifact another) {
    Optional<ExpectedDigests> merged = expected.merge(another.expected());
    if (merged.isEmpty()) {
      return Optional.of("would share one file, but their digests contradict each other");
    }
    if (size.isPresent() && another.size().isPresent() && !size.equals(another.size())) {
      return Optional.of("would share one file, but their sizes differ");
    }
    if (!expected.sharesStrongDigest(another.expected()) && !hasLocatorOf(another)) {
      return Optional.of(
          "would share one file, but come from different places, and no digest proves that they"
              + " are the same");
    }
    expected = merged.get();
    size = size.isPresent() ? size : another.size();
    if (!another.equals(first)) {
      several = several == null ? new LinkedHashSet<>(List.of(first)) : several;
      several.add(another);
    }
    return Optional.empty();
  }

  private boolean hasLocatorOf(Artifact another) {
    for (SafeUri locator : another.locators()) {
      if (first.locators().contains(locator)) {
        return true;
      }
    }
    return false;
  }

  /** The artifact whose demands contradict another's; the first when no single one does. */
  Artifact opponent(Artifact another) {
    for (Artifact artifact : artifacts()) {
      if (artifact.expected().merge(another.expected()).isEmpty()) {
        return artifact;
      }
    }
    return first;
  }

  /** The ecosystem whose layout placed it. */
  String ecosystem() {
    return ecosystem;
  }

  /** What the bytes must be for all of its artifacts. */
  ExpectedDigests expected() {
    return expected;
  }

  /** The first artifact, with the demands of all. */
  Artifact artifact() {
    if (expected.equals(first.expected()) && size.equals(first.size())) {
      return first;
    }
    Artifact.Builder artifact = first.toBuilder().expect(expected);
    size.ifPresent(artifact::size);
    return artifact.build();
  }

  /** All artifacts that are this file, as their resolvers gave them. */
  List<Artifact> artifacts() {
    return several == null ? List.of(first) : List.copyOf(several);
  }

  @Override
  public String toString() {
    return first.toString();
  }
}
