package dev.hermetic.core;

/**
 * Something the policy in force does not allow: an unpinned artifact, a forbidden host or scheme, a
 * size over the cap.
 */
public final class PolicyException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private PolicyException(Builder parts) {
    super(parts);
  }

  /** Starts a failure. */
  public static Builder builder(String code) {
    return new Builder(code);
  }

  @Override
  public PolicyException at(Location where) {
    return copyTo(builder(code())).near(where).build();
  }

  @Override
  public PolicyException about(String thing) {
    return copyTo(builder(code())).subject(thing).build();
  }

  /** Collects the parts of a failure; not thread-safe. */
  public static final class Builder extends HermeticException.Builder<PolicyException, Builder> {
    private Builder(String code) {
      super(code);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    public PolicyException build() {
      return new PolicyException(this);
    }
  }
}
