package dev.hermetic.testkit.architecture.samples.packages_have_no_cycles.below;

import dev.hermetic.testkit.architecture.samples.packages_have_no_cycles.Sample;

public final class Other {
  Class<?> above = Sample.class;
}
