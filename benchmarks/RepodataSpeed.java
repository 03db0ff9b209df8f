import dev.hermetic.core.Digest;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.file.RpmReader;
import dev.hermetic.rpm.repodata.Compression;
import dev.hermetic.rpm.repodata.EntryMapping;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageOrigin;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.repodata.RepodataFile;
import dev.hermetic.rpm.repodata.RepodataWriter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One piece of work in one process: {@code read PRIMARY TIMES} reads a list of packages, {@code
 * write DIRECTORY OUT TIMES} writes the metadata of a directory, digests included.
 */
public final class RepodataSpeed {
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
    List<Path> rpms;
    try (Stream<Path> all = Files.walk(directory)) {
      rpms =
          all.filter(path -> path.toString().endsWith(".rpm"))
              .sorted(Comparator.comparing((Path path) -> path.getFileName().toString()))
              .toList();
    }
    RepodataWriter writer =
        new RepodataWriter(
            name -> Files.newOutputStream(out.resolve(name)), Compression.GZIP, "1", 0);
    // Headers and digests on all processors, in order.
    List<PackageEntry> entries =
        rpms.parallelStream().map(rpm -> entry(directory, rpm)).toList();
    writer.packages(entries.size(), entries.iterator());
    writer.finish();
    return entries.size();
  }

  private static PackageEntry entry(Path directory, Path rpm) {
    try {
      byte[] bytes = Files.readAllBytes(rpm);
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      PackageOrigin origin =
          new PackageOrigin(
              directory.relativize(rpm).toString(),
              Digest.of(Digest.Algorithm.SHA256, sha256.digest(bytes)),
              bytes.length,
              0);
      return EntryMapping.entry(
          RpmReader.readHeader(new java.io.ByteArrayInputStream(bytes), rpm.toString()), origin);
    } catch (Exception failed) {
      throw new IllegalStateException(rpm.toString(), failed);
    }
  }
}
