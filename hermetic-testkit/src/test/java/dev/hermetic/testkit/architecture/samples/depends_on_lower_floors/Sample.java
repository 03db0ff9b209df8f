package dev.hermetic.testkit.architecture.samples.depends_on_lower_floors;

import dev.hermetic.testkit.FakeRegistry;

final class Sample {
  final Class<?> above = FakeRegistry.class;
}
