package dev.hermetic.testkit.architecture.samples.leaves_the_process_alone;

final class Sample {
  String home() {
    return System.getenv("HOME");
  }
}
