package dev.hermetic.testkit.architecture.samples.names_are_unique.again;

final class Sample {}
