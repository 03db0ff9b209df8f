package dev.hermetic.core.spi;

import dev.hermetic.core.SafeUri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registry, or why there is none. Immutable. */
public final class RegistryAnswer {
  private final @Nullable SafeUri uri;
  private final String problem;

  private RegistryAnswer(@Nullable SafeUri uri, String problem) {
    this.uri = uri;
    this.problem = problem;
  }

  /** A registry. */
  public static RegistryAnswer of(SafeUri uri) {
    return new RegistryAnswer(uri, "");
  }

  /**
   * No registry.
   *
   * @param problem why, as a clause: {@code npm was asked and did not answer in 30 s}; empty when
   *     nobody was asked
   */
  public static RegistryAnswer none(String problem) {
    return new RegistryAnswer(null, problem);
  }

  /** The registry; empty when there is none. */
  public Optional<SafeUri> uri() {
    return Optional.ofNullable(uri);
  }

  /** Why there is none, as a clause; empty when nobody was asked. */
  public Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  @Override
  public String toString() {
    return uri == null ? "none: " + problem : uri.toString();
  }
}
