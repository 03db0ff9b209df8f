package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes small content into memory; a broken attempt begins anew. Used by one thread. */
final class MemorySink implements ContentSink {
  private final StagingSink.Limits limits;
  private final CancellationToken token;
  private @Nullable SafeUri uri;
  private Map<String, String> fields = Map.of();
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  MemorySink(StagingSink.Limits limits, CancellationToken token) {
    this.limits = limits;
    this.token = token;
  }

  /** Where the last redirect led, as far as the fetcher told. */
  Optional<SafeUri> uri() {
    return Optional.ofNullable(uri);
  }

  /** What the answer says about its content. */
  Map<String, String> fields() {
    return fields;
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  @Override
  public void described(SafeUri end, Map<String, String> told) {
    uri = end;
    fields = Map.copyOf(told);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public long offset() {
    return 0;
  }

  @Override
  public Optional<String> validator() {
    return Optional.empty();
  }

  @Override
  public void validator(String etagOrDate) {}

  @Override
  public void declareSize(long size) {
    limits.check(size, "has");
  }

  @Override
  public OutputStream append() {
    return restart();
  }

  @Override
  public OutputStream restart() {
    bytes = new ByteArrayOutputStream();
    return new Bounded(bytes);
  }

  private final class Bounded extends OutputStream {
    private final ByteArrayOutputStream out;

    Bounded(ByteArrayOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int from, int length) {
      token.throwIfCancelled();
      limits.check((long) out.size() + length, "sent");
      out.write(data, from, length);
    }
  }
}
