package dev.hermetic.rpm.lock.modules;

import dev.hermetic.rpm.repodata.Modules;
import java.util.List;

/** A stream's build as the choice among modules sees it: a package of a made-up repository. */
final class Build {
  private final Modules.Stream stream;
  private final String context;

  /**
   * A build.
   *
   * @param context its own context, or what it requires: builds of one stream that require the same
   *     replace each other
   */
  Build(Modules.Stream stream, String context) {
    this.stream = stream;
    this.context = context;
  }

  String name() {
    return stream.name();
  }

  String stream() {
    return stream.stream();
  }

  Modules.Stream metadata() {
    return stream;
  }

  String nameStream() {
    return stream.name() + ":" + stream.stream();
  }

  /** The name of the made-up package. */
  String packageName() {
    return nameStream() + ":" + context;
  }

  long version() {
    return stream.version().isEmpty() ? 0 : Long.parseUnsignedLong(stream.version());
  }

  String arch() {
    return stream.arch().isEmpty() ? "noarch" : stream.arch();
  }

  /** {@code name:stream:version:context.arch}. */
  String text() {
    return nameStream()
        + ":"
        + Long.toUnsignedString(version())
        + ":"
        + stream.context()
        + "."
        + arch();
  }

  List<String> artifacts() {
    return stream.artifacts();
  }
}
