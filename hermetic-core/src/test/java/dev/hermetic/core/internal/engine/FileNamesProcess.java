package dev.hermetic.core.internal.engine;

import dev.hermetic.core.HermeticException;
import java.nio.file.Path;

/** Does one thing in a prepared lab, {@code <directory> prefetch|audit}, and prints the result. */
final class FileNamesProcess {
  private FileNamesProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (Lab lab = new Lab(Path.of(arguments[0]))) {
      if (arguments[1].equals("prefetch")) {
        lab.run("x-one", ".");
      }
      String found = lab.prefetch.audit(lab.output).findings().toString();
      System.out.println(found.equals("[]") ? "clean" : found);
    } catch (HermeticException explained) {
      System.out.println(explained.code() + ": " + explained.getMessage());
    }
  }
}
