package dev.hermetic.testkit.architecture.samples.writes_no_files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class Sample {
  void write(Path file) throws IOException {
    Files.writeString(file, "text");
  }
}
