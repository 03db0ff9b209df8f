package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Credentials;
import dev.hermetic.core.LockRequest;
import dev.hermetic.core.NetworkMode;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.core.spi.Locker;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads images as a locker does, through the real core: its network, its store, its policy. */
final class ImageProbe {
  final Map<String, SafeUri> registries = new TreeMap<>();
  Credentials credentials = Credentials.none();
  Policy policy = Policy.builder().allowPlainHttp(true).build();
  NetworkMode mode = NetworkMode.ONLINE;
  ImageLimits limits = ImageLimits.DEFAULT;

  private final Path directory;

  ImageProbe(Path directory) {
    this.directory = directory;
  }

  /** The source tree. */
  Path source() throws IOException {
    return Files.createDirectories(directory.resolve("source"));
  }

  private interface Work<T> {
    T with(BaseImages images) throws IOException, InterruptedException;
  }

  ImageBase base(String reference, String arch) throws Exception {
    return run(images -> images.base(reference, arch));
  }

  ImageLabels labels(String reference, String arch) throws Exception {
    return run(images -> images.labels(reference, arch));
  }

  InstalledBase installed(String database) throws Exception {
    return run(images -> images.installed(RelPath.of(database)));
  }

  private <T> T run(Work<T> work) throws Exception {
    Probe<T> probe = new Probe<>(work, limits);
    Prefetch.Builder builder =
        Prefetch.builder()
            .store(directory.resolve("store"))
            .discovery(false)
            .credentials(credentials)
            .locker(probe);
    registries.forEach(builder::registry);
    try (Prefetch prefetch = builder.build()) {
      LockRequest request =
          LockRequest.builder(source(), PackageInput.of("x-probe", "."))
              .policy(policy)
              .networkMode(mode)
              .build();
      prefetch.lock(request);
    }
    T result = probe.result;
    if (result == null) {
      throw new AssertionError("the locker was not asked");
    }
    return result;
  }

  /** {@code name-epoch:version-release.arch} of all packages, sorted. */
  static List<String> nevras(PackageTable table) {
    List<String> all = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      all.add(
          table.text(row, PackageField.NAME)
              + "-"
              + table.text(row, PackageField.EPOCH)
              + ":"
              + table.text(row, PackageField.VERSION)
              + "-"
              + table.text(row, PackageField.RELEASE)
              + "."
              + table.text(row, PackageField.ARCH));
    }
    return all.stream().sorted().toList();
  }

  private static final class Probe<T> implements Locker {
    private final Work<T> work;
    private final ImageLimits limits;
    private @Nullable T result;

    Probe(Work<T> work, ImageLimits limits) {
      this.work = work;
      this.limits = limits;
    }

    @Override
    public String ecosystem() {
      return "x-probe";
    }

    @Override
    public LockResult lock(PackageInput input, LockContext context)
        throws IOException, InterruptedException {
      result = work.with(new BaseImages(context, input.path(), limits));
      return LockResult.of(RelPath.of("probe.lock"), "read\n");
    }
  }
}
