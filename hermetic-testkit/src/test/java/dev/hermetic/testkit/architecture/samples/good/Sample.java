package dev.hermetic.testkit.architecture.samples.good;

import dev.hermetic.core.SafeUri;
import dev.hermetic.testkit.architecture.samples.good.parts.Part;

/** Keeps every rule. */
public final class Sample {
  private final Part part = new Part();

  /** A text. */
  public String text(SafeUri uri) {
    return part.text(uri.toString());
  }
}
