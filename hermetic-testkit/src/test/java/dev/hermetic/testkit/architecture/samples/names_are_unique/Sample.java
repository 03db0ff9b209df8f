package dev.hermetic.testkit.architecture.samples.names_are_unique;

final class Sample {}
