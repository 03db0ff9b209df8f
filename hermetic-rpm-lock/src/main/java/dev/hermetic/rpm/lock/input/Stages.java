package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.containerfile.Instruction;
import dev.hermetic.formats.containerfile.InstructionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stages of a Containerfile and the images that they begin with. */
final class Stages {
  private static final int MOST = 1000;

  private final List<Stage> stages = new ArrayList<>();
  private final BuildArguments arguments;

  private Stages(BuildArguments arguments) {
    this.arguments = arguments;
  }

  /**
   * One {@code FROM}.
   *
   * @param image the image or the earlier stage, as written
   * @param name the name of the stage
   */
  record Stage(LocatedText image, Optional<String> name) {}

  /**
   * The stages of a file.
   *
   * @throws LockfileException with code {@code rpm.containerfile} or {@code lockfile.containerfile}
   */
  static Stages read(RelPath file, String text, BuildArguments arguments) {
    Stages stages = new Stages(arguments);
    for (Instruction instruction : InstructionReader.read(file, text)) {
      if (instruction.keyword().equals("FROM")) {
        stages.add(stage(new Location(file, instruction.line()), instruction.rest()));
      } else if (instruction.keyword().equals("ARG") && stages.stages.isEmpty()) {
        arguments.declare(instruction.rest());
      }
    }
    if (stages.stages.isEmpty()) {
      throw LockfileException.of(
          "rpm.containerfile", Location.of(file), "the file has no FROM", "name a Containerfile");
    }
    return stages;
  }

  private void add(Stage stage) {
    if (stages.size() >= MOST) {
      throw LockfileException.of(
          "rpm.containerfile", stage.image().at(), "the file has more than " + MOST + " stages");
    }
    stages.add(stage);
  }

  private static Stage stage(Location at, String rest) {
    List<String> words = new ArrayList<>();
    for (String word : rest.split("[ \t]+", -1)) {
      if (!word.isEmpty() && !(words.isEmpty() && word.startsWith("--"))) {
        words.add(VariableFile.unquoted(word));
      }
    }
    boolean named = words.size() == 3 && words.get(1).equalsIgnoreCase("AS");
    if (words.size() != 1 && !named) {
      throw LockfileException.of(
          "rpm.containerfile",
          at,
          "FROM is not understood: " + PrintableText.quoted(rest),
          "write 'FROM image' or 'FROM image AS name'");
    }
    return new Stage(
        new LocatedText(at, words.get(0)), named ? Optional.of(words.get(2)) : Optional.empty());
  }

  int count() {
    return stages.size();
  }

  Optional<String> name(int index) {
    return stages.get(index).name();
  }

  /** The image that a stage begins with, through the stages that it is made from. */
  LocatedText base(int index) {
    LocatedText image = arguments.expand(stages.get(index).image());
    for (int earlier = index - 1; earlier >= 0; earlier--) {
      Optional<String> name = stages.get(earlier).name();
      if (name.isPresent() && name.get().equalsIgnoreCase(image.text())) {
        return base(earlier);
      }
    }
    return image;
  }
}
