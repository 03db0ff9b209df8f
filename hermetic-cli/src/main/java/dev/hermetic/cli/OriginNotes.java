package dev.hermetic.cli;

import dev.hermetic.core.ConfiguredValue;
import dev.hermetic.core.ProgressListener;

/** Says where the configuration of a run came from, and nothing else. */
final class OriginNotes implements ProgressListener {
  private final Console console;

  OriginNotes(Console console) {
    this.console = console;
  }

  @Override
  public void configured(ConfiguredValue value) {
    console.note(value.toString());
  }
}
