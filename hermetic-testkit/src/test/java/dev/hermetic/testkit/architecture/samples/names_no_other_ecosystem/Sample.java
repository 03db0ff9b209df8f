package dev.hermetic.testkit.architecture.samples.names_no_other_ecosystem;

final class Sample {
  String ecosystem() {
    return "npm";
  }
}
