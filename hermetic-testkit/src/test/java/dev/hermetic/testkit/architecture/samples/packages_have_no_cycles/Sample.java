package dev.hermetic.testkit.architecture.samples.packages_have_no_cycles;

import dev.hermetic.testkit.architecture.samples.packages_have_no_cycles.below.Other;

public final class Sample {
  final Other other = new Other();
}
