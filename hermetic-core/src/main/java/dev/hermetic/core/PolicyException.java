package dev.hermetic.core;

/**
 * Something the policy in force does not allow: an unpinned artifact, a forbidden host or scheme, a
 * size over the cap.
 */
public final class PolicyException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private PolicyException(Builder<?, ?> parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static PlainBuilder<PolicyException> builder(String code) {
    return new PlainBuilder<>(code, PolicyException::new);
  }

  @Override
  public PolicyException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public PolicyException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }
}
