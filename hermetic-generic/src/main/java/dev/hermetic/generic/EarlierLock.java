package dev.hermetic.generic;

import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lockfile that is being replaced: what each URL gave when it was locked. */
final class EarlierLock {
  private final Map<String, ArtifactEntry> byUrl = new HashMap<>();

  private EarlierLock(List<ArtifactEntry> entries) {
    entries.forEach(entry -> byUrl.putIfAbsent(key(entry), entry));
  }

  /** Reads the file; a missing one has locked nothing. */
  static EarlierLock read(SourceTree source, RelPath file) throws IOException {
    if (!source.isFile(file)) {
      return new EarlierLock(List.of());
    }
    return new EarlierLock(
        LockfileReader.read(file, SourceFile.read(source, file, YamlReader.MAX_BYTES).text()));
  }

  /** What was locked for the URL of an entry; a new URL is a new pin, whatever its file name. */
  Optional<ArtifactEntry> of(ArtifactEntry entry) {
    return Optional.ofNullable(byUrl.get(key(entry)));
  }

  private static String key(ArtifactEntry entry) {
    return entry.source().locator().uri().toString();
  }
}
