package dev.hermetic.core;

/**
 * Artifacts or files that cannot lie where they would have to: collisions, or a path that serves as
 * file and directory.
 */
public final class LayoutException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private LayoutException(Builder parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static Builder builder(String code) {
    return new Builder(code);
  }

  @Override
  public LayoutException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public LayoutException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }

  /** Collects the parts of a failure; not thread-safe. */
  public static final class Builder extends HermeticException.Builder<LayoutException, Builder> {
    private Builder(String code) {
      super(code);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public LayoutException build() {
      return new LayoutException(this);
    }
  }
}
