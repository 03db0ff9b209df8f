package dev.hermetic.testkit.architecture.samples.names_say_something;

final class Sample {
  static final class PathHelper {}
}
