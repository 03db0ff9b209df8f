package dev.hermetic.testkit.architecture.samples.signatures_are_our_own;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

public final class Sample {
  public List<ArchRule> rules() {
    return List.of();
  }
}
