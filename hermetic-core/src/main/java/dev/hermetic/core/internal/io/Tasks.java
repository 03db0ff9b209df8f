package dev.hermetic.core.internal.io;

import java.io.IOException;

/** Does work on many items, several at a time. */
@FunctionalInterface
public interface Tasks {
  /** Calls the task for every index below {@code count}; the first failure ends it. */
  void each(int count, Task task) throws IOException, InterruptedException;

  /** Work on one item. */
  @FunctionalInterface
  interface Task {
    /** Does it. */
    void run(int index) throws IOException, InterruptedException;
  }
}
