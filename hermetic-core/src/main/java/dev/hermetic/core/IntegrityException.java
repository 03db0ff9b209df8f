package dev.hermetic.core;

/** Bytes that are not the pinned ones. */
public final class IntegrityException extends HermeticException {
  private static final long serialVersionUID = 2L;

  private final String expected;
  private final String actual;

  private IntegrityException(Builder parts) {
    super(parts);
    this.expected = parts.expected;
    this.actual = parts.actual;
  }

  /** Starts a failure. */
  public static Builder builder(String code) {
    return new Builder(code);
  }

  /** What the pin says, in the form the user wrote. */
  public String expected() {
    return expected;
  }

  /** What the bytes are, in the same form. */
  public String actual() {
    return actual;
  }

  @Override
  public IntegrityException at(Location where) {
    return copy().near(where).build();
  }

  @Override
  public IntegrityException about(String thing) {
    return copy().subject(thing).build();
  }

  private Builder copy() {
    return copyTo(builder(code())).expected(expected).actual(actual);
  }

  /** Collects the parts of a failure; not thread-safe. */
  public static final class Builder extends HermeticException.Builder<IntegrityException, Builder> {
    private String expected = "";
    private String actual = "";

    private Builder(String code) {
      super(code);
    }

    @Override
    Builder self() {
      return this;
    }

    /** Sets what the pin says, in the form the user wrote. */
    public Builder expected(String pinned) {
      expected = pinned;
      return this;
    }

    /** Sets what the bytes are, in the same form. */
    public Builder actual(String found) {
      actual = found;
      return this;
    }

    @Override
    public IntegrityException build() {
      return new IntegrityException(this);
    }
  }
}
