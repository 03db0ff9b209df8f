package dev.hermetic.pip.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.pylock.LockedPackage;
import dev.hermetic.pip.pylock.Pylock;
import dev.hermetic.pip.pylock.PylockReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Locks in a directory of its own against an index that the test fills. */
abstract class LockingCase {
  static final String LINUX = "cp312-linux-x86_64";
  static final String OLD = "cp39-linux-x86_64";
  static final String WINDOWS = "cp312-windows-amd64";

  @TempDir Path root;
  FakeIndex index;
  final Map<String, Object> options = new HashMap<>(Map.of("targets", List.of(LINUX)));

  @BeforeEach
  void makeIndex() {
    index = new FakeIndex(root);
  }

  final void write(String file, String... lines) throws IOException {
    Files.writeString(root.resolve(file), String.join("\n", lines) + "\n");
  }

  final String lock() throws Exception {
    PackageInput input = new PackageInput("pip", RelPath.of("."), Options.of(options));
    String text = new Locking(input, index).lock().content();
    Files.writeString(root.resolve("pylock.toml"), text);
    return text;
  }

  final String lock(String... requirements) throws Exception {
    write("requirements.in", requirements);
    return lock();
  }

  final List<String> versions() throws Exception {
    Pylock lock =
        new PylockReader(RelPath.of("pylock.toml"))
            .read(Files.readString(root.resolve("pylock.toml")));
    return lock.packages().stream().map(LockingCase::text).toList();
  }

  private static String text(LockedPackage locked) {
    return locked.name()
        + "=="
        + locked.version().orElseThrow()
        + locked.marker().map(marker -> " ; " + marker).orElse("");
  }

  final void fails(String code, String... parts) {
    assertThatThrownBy(this::lock)
        .satisfies(e -> assertThat(((HermeticException) e).code()).isEqualTo(code))
        .message()
        .contains(parts);
  }
}
