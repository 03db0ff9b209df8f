package dev.hermetic.core.store;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that staged bytes wait in, used again and again: as many as there were stagings at one
 * time. They lie outside of the heap, where the kernel reads them without another copy.
 * Thread-safe.
 */
final class Buffers {
  /** The size of a buffer, and so of the largest content that needs no file before it is whole. */
  static final int SIZE = 256 * 1024;

  private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

  /** An empty buffer. */
  ByteBuffer take() {
    @Nullable ByteBuffer buffer = idle.pollFirst();
    return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
  }

  /** Takes back a buffer that nobody uses any more. */
  void giveBack(ByteBuffer buffer) {
    idle.addFirst(buffer);
  }
}
