package dev.hermetic.rpm;

import com.google.common.hash.Hashing;
import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.rpm.signature.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The public keys that an input names, as text: binary ones are armoured (RFC 9580, section 6.2).
 *
 * @param armoured all of them, ASCII-armoured, one behind the other
 * @param sources the files they come from
 */
record Keyring(String armoured, SortedMap<RelPath, Digest> sources) {
  private static final int MAX_BYTES = 1 << 20;
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /**
   * Reads files of the source tree.
   *
   * @param directory what their paths are relative to
   * @throws dev.hermetic.core.LockfileException when one is missing
   * @throws dev.hermetic.core.InputException with code {@code rpm.key} when one holds no key
   */
  static Keyring read(SourceTree source, RelPath directory, List<String> files) throws IOException {
    StringBuilder armoured = new StringBuilder();
    SortedMap<RelPath, Digest> sources = new TreeMap<>();
    for (String file : files) {
      RelPath path = directory.resolve(file);
      byte[] bytes = source.read(path, MAX_BYTES);
      sources.put(path, Digest.sha256(Hashing.sha256().hashBytes(bytes).toString()));
      // Now, and not once for each package.
      TrustedKeys.read(bytes, path.value());
      // Some armours lack the final newline.
      armoured.append(text(bytes)).append('\n');
    }
    return new Keyring(armoured.toString(), Collections.unmodifiableSortedMap(sources));
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(TrustedKeys.BEGIN)
        ? text
        : TrustedKeys.BEGIN + "\n\n" + BASE64.encodeToString(bytes) + "\n" + TrustedKeys.END;
  }
}
