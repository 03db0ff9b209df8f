package dev.hermetic.core.internal.engine;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import dev.hermetic.core.spi.Fetcher;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Serves {@code mem://host/<content-id>}; {@code mem://host/missing-*} does not exist. */
final class MemoryFetcher implements Fetcher {
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile Runnable before = () -> {};
  volatile Consumer<String> arriving = id -> {};

  @Override
  public Set<String> schemes() {
    return Set.of("mem");
  }

  @Override
  public void fetch(SafeUri locator, ContentSink sink, FetchContext context) throws IOException {
    asked.add(locator.toString());
    before.run();
    String id = locator.uri().getPath().substring(1);
    arriving.accept(id);
    if (id.startsWith("missing")) {
      throw FetchException.builder("fetch.status")
          .subject(id)
          .message(id + ": not found")
          .status(404)
          .build();
    }
    try (OutputStream out = sink.restart()) {
      out.write(FakeEcosystem.content(id));
    }
  }
}
