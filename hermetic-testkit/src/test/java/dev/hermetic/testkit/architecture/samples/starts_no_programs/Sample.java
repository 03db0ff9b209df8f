package dev.hermetic.testkit.architecture.samples.starts_no_programs;

import java.io.IOException;

final class Sample {
  Process start() throws IOException {
    return new ProcessBuilder("true").start();
  }
}
