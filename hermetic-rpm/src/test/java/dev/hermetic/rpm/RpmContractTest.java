package dev.hermetic.rpm;

import com.google.common.hash.Hashing;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.Resolver;
import dev.hermetic.rpm.fixtures.PackageBytes;
import dev.hermetic.testkit.EcosystemContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

final class RpmContractTest extends EcosystemContract {
  private static final String URL = "https://cdn.example/os/";
  private static final String MODULES = "0f-modules.yaml";

  @TempDir Path project;

  @Override
  protected Resolver resolver() {
    return new RpmResolver();
  }

  @Override
  protected CacheLayout layout() {
    return new RpmLayout();
  }

  @Override
  protected PackageInput input() {
    Map<String, Object> options = Map.of("base_provides", List.of("libc.so.6*"));
    return new PackageInput("rpm", RelPath.ROOT, Options.of(options));
  }

  @Override
  protected Path sample() {
    StringBuilder lock = new StringBuilder(RpmLab.HEAD);
    for (String arch : List.of("aarch64", "x86_64")) {
      lock.append("- arch: ").append(arch).append("\n  packages:\n");
      content()
          .forEach(
              (url, bytes) -> {
                lock.append(url.endsWith(MODULES) ? "  module_metadata:\n" : "");
                lock.append("  - url: ").append(url).append("\n    repoid: os-$basearch\n");
                lock.append("    checksum: sha256:").append(Hashing.sha256().hashBytes(bytes));
                lock.append("\n    size: ").append(bytes.length).append("\n");
              });
    }
    try {
      Files.writeString(project.resolve("rpms.lock.yaml"), lock);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    return project;
  }

  @Override
  protected Map<String, byte[]> content() {
    Map<String, byte[]> content = new TreeMap<>();
    content.put(URL + "made-1.0-2.noarch.rpm", PackageBytes.of(PackageBytes.header().build()));
    byte[] other = PackageBytes.header().text(1014, "Apache-2.0").build();
    content.put(URL + "other-1.0-2.noarch.rpm", PackageBytes.of(other));
    byte[] modules = "---\ndocument: x\n...\n".getBytes(StandardCharsets.UTF_8);
    content.put(URL + "z/" + MODULES, modules);
    return content;
  }
}
