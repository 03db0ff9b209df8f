package dev.hermetic.rpm.repodata;

import dev.hermetic.core.HermeticException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Remembers a failure of its own, which a parser would hide in one of another kind. */
final class SourceInput extends FilterInputStream {
  private @Nullable IOException failure;

  SourceInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException failed) {
      failure = failed;
      throw failed;
    }
  }

  /** Throws what really happened, where the parser's failure is only its consequence. */
  void rethrow(Exception parsers) throws IOException {
    if (failure != null) {
      throw failure;
    }
    for (Throwable cause = parsers; cause != null; cause = cause.getCause()) {
      if (cause instanceof HermeticException known) {
        throw known;
      }
    }
  }
}
