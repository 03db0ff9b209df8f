package dev.hermetic.pip.wheel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes wheels that installers take; each holds a file that says which wheel it came from. */
final class TinyWheel {
  private TinyWheel() {}

  /** The file of an installed package that holds the name of its wheel. */
  static String witness(String name) {
    return name + "_wheel.txt";
  }

  static void write(Path directory, WheelName wheel) throws IOException {
    Files.createDirectories(directory);
    String name = wheel.name().escaped();
    String info = name + "-" + wheel.version() + ".dist-info/";
    String metadata =
        "Metadata-Version: 2.1\nName: " + wheel.name() + "\nVersion: " + wheel.version() + "\n";
    StringBuilder about = new StringBuilder("Wheel-Version: 1.0\nRoot-Is-Purelib: false\n");
    wheel.tags().forEach(tag -> about.append("Tag: ").append(tag).append('\n'));
    String witness = witness(name);
    String record =
        String.join(",,\n", witness, info + "METADATA", info + "WHEEL", info + "RECORD");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve(wheel.fileName())))) {
      add(zip, witness, wheel.fileName());
      add(zip, info + "METADATA", metadata);
      add(zip, info + "WHEEL", about.toString());
      add(zip, info + "RECORD", record + ",,\n");
    }
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
