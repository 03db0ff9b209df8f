package dev.hermetic.testkit.architecture.samples.packages_are_null_marked;

final class Sample {}
