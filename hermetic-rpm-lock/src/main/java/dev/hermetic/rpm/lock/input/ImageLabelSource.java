package dev.hermetic.rpm.lock.input;

import java.io.IOException;
import java.util.Map;

/** Tells the labels of an image; given by whoever can ask for them. */
@FunctionalInterface
public interface ImageLabelSource {
  /**
   * The labels of an image.
   *
   * @param image the name of the image, and where it is named
   * @throws IOException when it cannot be read
   * @throws InterruptedException when the run is cancelled
   */
  Map<String, String> of(LocatedText image) throws IOException, InterruptedException;
}
