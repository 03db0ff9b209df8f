package dev.hermetic.core.internal.http;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import dev.hermetic.core.spi.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The built-in fetcher for {@code file} (RFC 8089), usable only where the policy allows it. */
public final class FileFetcher implements Fetcher {
  private static final int BUFFER = 64 * 1024;

  /** A fetcher. */
  public FileFetcher() {}

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public void fetch(SafeUri locator, ContentSink sink, FetchContext context) throws IOException {
    LocatorGate.check(locator, context.policy());
    Path file = path(locator);
    // A device or pipe would never end.
    if (!Files.isRegularFile(file)) {
      throw missing(locator, "there is no such regular file");
    }
    if (context.range().isPresent()) {
      throw FetchException.builder("fetch.no-range")
          .subject(locator.toString())
          .message(locator + ": given only whole")
          .build();
    }
    sink.declareSize(Files.size(file));
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = sink.restart()) {
      int n;
      while ((n = in.read(buffer)) >= 0) {
        out.write(buffer, 0, n);
      }
    }
  }

  private static Path path(SafeUri locator) {
    try {
      return Path.of(UriText.ascii(locator.uri()));
    } catch (IllegalArgumentException | FileSystemNotFoundException notLocal) {
      throw missing(locator, "this is not a path of this machine");
    }
  }

  private static FetchException missing(SafeUri locator, String problem) {
    return FetchException.builder("fetch.not-found")
        .subject(locator.toString())
        .message(locator + ": " + problem)
        .build();
  }
}
