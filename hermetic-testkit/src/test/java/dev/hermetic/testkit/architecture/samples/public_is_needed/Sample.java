package dev.hermetic.testkit.architecture.samples.public_is_needed;

final class Sample {}
