package dev.hermetic.pip.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file read in large pieces, the last one kept; no more than a given number of bytes in all, so
 * that a hostile archive cannot make us fetch without end.
 */
final class PieceChannel implements SeekableByteChannel {
  private final Bytes bytes;
  private final long size;
  private final int piece;
  private long left;
  private long position;
  private byte[] held = new byte[0];
  private long heldFrom;
  private boolean open = true;

  PieceChannel(Bytes bytes, int piece, long most) throws IOException, InterruptedException {
    this.bytes = bytes;
    try {
      this.size = bytes.size();
    } catch (IOException failure) {
      throw new SourceFailure(failure.getMessage(), failure);
    }
    this.piece = piece;
    this.left = most;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position < heldFrom || position >= heldFrom + held.length) {
      load(target.remaining());
    }
    int at = (int) (position - heldFrom);
    int count = Math.min(held.length - at, target.remaining());
    target.put(held, at, count);
    position += count;
    return count;
  }

  private void load(int wanted) throws IOException {
    // The directory of a zip file lies at its end and is read first.
    long from = size - position <= piece ? Math.max(0, size - piece) : position;
    int length = (int) Math.min(size - from, Math.max(piece, Math.min(wanted, left)));
    if (length > left) {
      throw new SourceFailure("too much of the file would have to be read", null);
    }
    left -= length;
    try {
      held = bytes.read(from, length);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new SourceFailure("cancelled", cancelled);
    } catch (IOException failure) {
      throw new SourceFailure(failure.getMessage(), failure);
    }
    if (held.length != length) {
      throw new SourceFailure("the file is shorter than it was said to be", null);
    }
    heldFrom = from;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
