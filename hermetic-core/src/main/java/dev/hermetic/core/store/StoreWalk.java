package dev.hermetic.core.store;

import dev.hermetic.core.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Walks over sharded directories, in order. */
final class StoreWalk {
  private static final Pattern SHARD = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern REST = Pattern.compile("[0-9a-f]+");

  private StoreWalk() {}

  /** The digests that files of a directory are named by; other names are not the store's. */
  static List<Digest> digests(Path subdirectory, Digest.Algorithm algorithm) throws IOException {
    List<Digest> digests = new ArrayList<>();
    for (Path shard : list(subdirectory)) {
      if (SHARD.matcher(name(shard)).matches()) {
        for (Path file : list(shard)) {
          digest(algorithm, name(shard), name(file)).ifPresent(digests::add);
        }
      }
    }
    return digests;
  }

  private static Optional<Digest> digest(Digest.Algorithm algorithm, String shard, String rest) {
    return REST.matcher(rest).matches() && rest.length() == 2 * algorithm.length() - 2
        ? Optional.of(new Digest(algorithm, shard + rest))
        : Optional.empty();
  }

  /** The entries of a directory, sorted; none when there is no such directory. */
  static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  static void checkInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while walking over the store");
    }
  }
}
