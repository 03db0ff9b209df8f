package dev.hermetic.testkit.architecture.samples.failures_are_ours;

public final class Sample extends RuntimeException {
  private static final long serialVersionUID = 1;
}
