package dev.hermetic.cli;

import dev.hermetic.core.PrefetchPlan;

/** A plan in words. */
final class PlanText {
  private PlanText() {}

  /** {@code 12 files, at least 3.4 MiB}. */
  static String summary(PrefetchPlan plan) {
    int files = plan.placements().size();
    String count = files == 1 ? "1 file" : files + " files";
    String bytes = Printed.bytes(plan.leastBytes());
    if (plan.declaredBytes().isPresent()) {
      return "planned: " + count + ", " + bytes;
    }
    return "planned: " + count + (plan.leastBytes() == 0 ? "" : ", at least " + bytes);
  }

  /** One line of the plan: where a file will lie and where it comes from. */
  static String line(PrefetchPlan.Placement placement) {
    String from =
        placement.artifact().locators().isEmpty()
            ? "the store"
            : placement.artifact().locators().get(0).toString();
    return placement.path() + "  " + placement.artifact().display() + "  from " + from;
  }
}
