package dev.hermetic.pip.metadata;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.testkit.StrictResolveContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A context with one file, behind a server with or without range requests. */
final class RangeContext extends StrictResolveContext {
  private final byte[] content;
  private final boolean ranges;
  private final List<String> requests = new ArrayList<>();
  private boolean tellsSize = true;

  RangeContext(byte[] content, boolean ranges) {
    this.content = content;
    this.ranges = ranges;
  }

  RangeContext withoutSize() {
    tellsSize = false;
    return this;
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public byte[] fetch(SafeUri metadata, long maxBytes) {
    return content.clone();
  }

  @Override
  public Metadata fetch(MetadataRequest request) {
    requests.add(request.range().orElse("all"));
    if (request.range().isEmpty()) {
      return Metadata.of(content, request.uri(), Optional.empty());
    }
    if (!ranges) {
      throw FetchException.builder("fetch.no-range")
          .subject(request.uri().toString())
          .message("no ranges here")
          .build();
    }
    String[] ends = request.range().get().substring("bytes=".length()).split("-", -1);
    int from =
        ends[0].isEmpty()
            ? Math.max(0, content.length - Integer.parseInt(ends[1]))
            : Integer.parseInt(ends[0]);
    int to = ends[0].isEmpty() ? content.length : Integer.parseInt(ends[1]) + 1;
    byte[] part = Arrays.copyOfRange(content, from, Math.min(to, content.length));
    return Metadata.of(part, request.uri(), Optional.empty())
        .partOf(from, tellsSize ? content.length : -1);
  }
}
