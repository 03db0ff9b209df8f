package dev.hermetic.pip;

import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.testkit.EcosystemContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** What every ecosystem keeps, kept by this one. */
class PipContractTest extends EcosystemContract {
  private static final String URL = "https://files.example/";

  @TempDir Path project = Path.of("unset");

  @Override
  protected Resolver resolver() {
    return new PipResolver();
  }

  @Override
  protected CacheLayout layout() {
    return new PipLayout();
  }

  @Override
  protected Path sample() {
    StringBuilder lock = new StringBuilder("lock-version = \"1.0\"\ncreated-by = \"test\"\n");
    content()
        .forEach(
            (url, bytes) ->
                lock.append("\n[[packages]]\nname = \"")
                    .append(url.substring(URL.length()).split("-")[0])
                    .append("\"\nversion = \"1.0\"\nwheels = [{url = \"")
                    .append(url)
                    .append("\", hashes = {sha256 = \"")
                    .append(TestWheel.sha256(bytes))
                    .append("\"}}]\n"));
    try {
      Files.writeString(project.resolve("pylock.toml"), lock);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    return project;
  }

  @Override
  protected Map<String, byte[]> content() {
    Map<String, byte[]> content = new TreeMap<>();
    for (String name : new String[] {"one", "two"}) {
      content.put(
          URL + name + "-1.0-py3-none-any.whl", TestWheel.wheel(name, "1.0", "py3-none-any"));
    }
    return content;
  }
}
