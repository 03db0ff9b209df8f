package dev.hermetic.rpm.lock;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work that runs on other threads, whose failures it throws as they are. */
final class Waiting {
  private Waiting() {}

  static <T> T on(Future<T> work) throws IOException, InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof IOException io) {
        throw io;
      } else if (cause instanceof InterruptedException stopped) {
        throw stopped;
      } else if (cause instanceof RuntimeException known) {
        throw known;
      } else if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }
}
