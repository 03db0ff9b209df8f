package dev.hermetic.core;

/**
 * Artifacts or files that cannot lie where they would have to: collisions, or a path that serves as
 * file and directory.
 */
public final class LayoutException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private LayoutException(Builder<?, ?> parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static PlainBuilder<LayoutException> builder(String code) {
    return new PlainBuilder<>(code, LayoutException::new);
  }

  @Override
  public LayoutException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public LayoutException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }
}
