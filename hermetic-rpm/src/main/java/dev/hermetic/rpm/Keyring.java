package dev.hermetic.rpm;

import com.google.common.hash.Hashing;
import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The public keys that an input names, as text.
 *
 * @param armoured all of them, ASCII-armoured, one behind the other
 * @param sources the files they come from
 */
record Keyring(String armoured, SortedMap<RelPath, Digest> sources) {
  private static final int MAX_BYTES = 1 << 20;

  /**
   * Reads files of the source tree.
   *
   * @param directory what their paths are relative to
   * @throws dev.hermetic.core.LockfileException when one is missing
   */
  static Keyring read(SourceTree source, RelPath directory, List<String> files) throws IOException {
    StringBuilder armoured = new StringBuilder();
    SortedMap<RelPath, Digest> sources = new TreeMap<>();
    for (String file : files) {
      RelPath path = directory.resolve(file);
      byte[] bytes = source.read(path, MAX_BYTES);
      sources.put(path, Digest.sha256(Hashing.sha256().hashBytes(bytes).toString()));
      // Some armours lack the final newline.
      armoured.append(new String(bytes, StandardCharsets.US_ASCII)).append('\n');
    }
    return new Keyring(armoured.toString(), Collections.unmodifiableSortedMap(sources));
  }
}
