package dev.hermetic.generic;

import dev.hermetic.core.spi.CacheLayout;

/** Puts each file at {@code deps/generic/<filename>}; builds find it there by themselves. */
public final class GenericLayout implements CacheLayout {
  /** A layout. */
  public GenericLayout() {}

  @Override
  public String ecosystem() {
    return GenericResolver.ECOSYSTEM;
  }
}
