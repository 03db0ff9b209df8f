package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.SourceFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the image that the wanted stage of a Containerfile begins with. */
public final class StageBaseImage {
  private static final int MAX_BYTES = 4 << 20;

  private final ContainerfileSpec spec;
  private final Stages stages;

  private StageBaseImage(ContainerfileSpec spec, Stages stages) {
    this.spec = spec;
    this.stages = stages;
  }

  /**
   * The name of the image, and the line of its {@code FROM}. {@code FROM} of an earlier stage is
   * that stage's image. Arguments have the values of {@code argFile}, else the defaults of {@code
   * ARG}s before the first {@code FROM}.
   *
   * @param arch the architecture of the target, for {@code TARGETARCH}; empty when there is none
   * @throws LockfileException with code {@code rpm.containerfile} when there is no such stage, an
   *     argument has no value, or the stage begins with nothing
   * @throws IOException when a file cannot be read
   */
  public static LocatedText find(SourceTree source, ContainerfileSpec spec, Optional<String> arch)
      throws IOException {
    Map<String, String> given =
        spec.argFile().isPresent() ? VariableFile.read(source, spec.argFile().get()) : Map.of();
    String text = SourceFile.read(source, spec.file(), MAX_BYTES).text();
    Stages stages = Stages.read(spec.file(), text, new BuildArguments(given, arch));
    LocatedText image = new StageBaseImage(spec, stages).image();
    if (image.text().equals("scratch")) {
      throw LockfileException.of(
          "rpm.containerfile",
          image.at(),
          "the stage begins from scratch, which is not an image",
          "write 'context: {bare: true}' to lock for an empty system");
    }
    return image;
  }

  private LocatedText image() {
    if (!spec.hasCondition()) {
      return stages.base(stages.count() - 1);
    }
    for (int i = 0; i < stages.count(); i++) {
      if (isWanted(i)) {
        return stages.base(i);
      }
    }
    throw LockfileException.of(
        "rpm.containerfile",
        spec.at(),
        "no stage of " + spec.file() + " is the wanted one",
        "compare stageNum, stageName and imagePattern with its FROM lines");
  }

  private boolean isWanted(int index) {
    return spec.stageNumber().orElse(0) == index + 1
        || spec.stageName().isPresent()
            && stages.name(index).filter(spec.stageName().get()::equalsIgnoreCase).isPresent()
        || spec.imagePattern().isPresent()
            && isFound(spec.imagePattern().get(), stages.base(index).text());
  }

  private boolean isFound(String pattern, String image) {
    try {
      return Pattern.compile(pattern).matcher(new BoundedText(image)).find();
    } catch (BoundedText.Exhausted | StackOverflowError tooHard) {
      throw LockfileException.of(
          "rpm.in-value",
          spec.at(),
          "'imagePattern' needs too much time to be found",
          tooHard,
          "write it without repetitions inside of repetitions");
    }
  }
}
