package dev.hermetic.testkit.architecture.samples.few_parameters;

final class Sample {
  int sum(int a, int b, int c, int d, int e, int f) {
    return a + b + c + d + e + f;
  }
}
