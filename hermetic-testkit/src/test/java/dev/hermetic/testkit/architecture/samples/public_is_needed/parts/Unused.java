package dev.hermetic.testkit.architecture.samples.public_is_needed.parts;

public final class Unused {}
