import static dev.hermetic.core.Digest.Algorithm.SHA256;

import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.rpm.file.RpmReader;
import dev.hermetic.rpm.repodata.Compression;
import dev.hermetic.rpm.repodata.EntryMapping;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageList;
import dev.hermetic.rpm.repodata.PackageOrigin;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.RepodataFile;
import dev.hermetic.rpm.repodata.RepodataWriter;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One piece of work in one process: {@code read PRIMARY TIMES} reads a list of packages, {@code
 * write DIRECTORY OUT TIMES} writes the metadata of a directory, digests included.
 */
public final class RepodataSpeed {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });

  private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[1 << 20]);

  private RepodataSpeed() {}

  public static void main(String[] args) throws Exception {
    int times = Integer.parseInt(args[args.length - 1]);
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      int packages =
          args[0].equals("read") ? read(Path.of(args[1])) : write(Path.of(args[1]), Path.of(args[2]));
      System.out.println(
          args[0] + " " + packages + " packages " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }

  private static int read(Path primary) throws Exception {
    try (InputStream in = Files.newInputStream(primary)) {
      return RepodataFile.read(RelPath.of("primary.xml"), in, PackageTable::read).size();
    }
  }

  private static int write(Path directory, Path out) throws Exception {
    Files.createDirectories(out);
    File[] rpms = directory.toFile().listFiles((all, name) -> name.endsWith(".rpm"));
    Arrays.sort(rpms);
    RepodataWriter writer =
        new RepodataWriter(
            name -> Files.newOutputStream(out.resolve(name)), Compression.GZIP, "1", 0);
    writer.packages(
        new PackageList() {
          @Override
          public int size() {
            return rpms.length;
          }

          @Override
          public long weight(int index) {
            return rpms[index].length();
          }

          @Override
          public PackageEntry entry(int index) throws IOException {
            return RepodataSpeed.entry(rpms[index]);
          }
        },
        RepodataSpeed::each);
    writer.finish();
    return rpms.length;
  }

  /** As the engine does: the calling thread takes part. */
  private static void each(int count, LayoutContext.Work work) throws IOException {
    AtomicInteger next = new AtomicInteger();
    Runnable round =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              work.on(i);
            }
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < THREADS; i++) {
      others.add(POOL.submit(round));
    }
    round.run();
    for (Future<?> other : others) {
      try {
        other.get();
      } catch (Exception failed) {
        throw new IOException(failed);
      }
    }
  }

  private static PackageEntry entry(File rpm) throws IOException {
    byte[] bytes = BUFFERS.get();
    int length;
    try (InputStream in = new FileInputStream(rpm)) {
      length = in.readNBytes(bytes, 0, bytes.length);
      if (in.read() >= 0) {
        throw new IOException(rpm + " is larger than expected");
      }
    }
    PackageOrigin origin =
        new PackageOrigin(
            rpm.getName(), Digest.of(SHA256, hash(bytes, length)), length, 0);
    return EntryMapping.entry(
        RpmReader.readChecked(new ByteArrayInputStream(bytes, 0, length), rpm.getName()), origin);
  }

  private static byte[] hash(byte[] bytes, int length) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes, 0, length);
      return sha256.digest();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
