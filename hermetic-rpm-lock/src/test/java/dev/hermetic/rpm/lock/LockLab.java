package dev.hermetic.rpm.lock;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LockResult;
import dev.hermetic.rpm.lock.origin.PublishedRepository;
import dev.hermetic.rpm.lockfile.LockedFile;
import dev.hermetic.rpm.lockfile.RpmLockReader;
import dev.hermetic.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A project with an input, and repositories that only it can see. */
final class LockLab {
  static final String BASE = "https://cdn.example/$basearch/os";

  private final Path directory;
  final FakeContext context;
  private final Map<String, Object> options = new TreeMap<>();

  LockLab(Path directory) {
    this.directory = directory;
    this.context = new FakeContext(directory);
  }

  /** An input with one repository, a bare context and the given lines. */
  LockLab input(String... lines) throws IOException {
    String head =
        "contentOrigin:\n  repos:\n  - repoid: os\n    baseurl: "
            + BASE
            + "\ncontext: {bare: true}\n";
    return write("rpms.in.yaml", head + String.join("\n", lines) + "\n");
  }

  LockLab write(String file, String text) throws IOException {
    Files.createDirectories(directory.resolve(file).getParent());
    Files.writeString(directory.resolve(file), text);
    return this;
  }

  /** Publishes the repository of an architecture. */
  LockLab publish(String arch, PublishedRepository repository) {
    repository.publish(context, BASE.replace("$basearch", arch));
    return this;
  }

  LockLab option(String name, Object value) {
    options.put(name, value);
    return this;
  }

  LockResult lock() throws Exception {
    return Locking.lock(new PackageInput("rpm", RelPath.ROOT, Options.of(options)), context);
  }

  /** Locks and writes, as core does. */
  LockResult lockAndWrite() throws Exception {
    LockResult result = lock();
    write(result.path().value(), result.content());
    return result;
  }

  /** What is locked for an architecture, as {@code name-evr.arch}. */
  List<String> packages(String arch) throws Exception {
    return nevras(lock(), arch, LockedFile.Kind.PACKAGE);
  }

  static List<String> nevras(LockResult lock, String arch, LockedFile.Kind kind) {
    return RpmLockReader.parse(lock.path(), lock.content()).getOrDefault(arch, List.of()).stream()
        .filter(file -> file.kind() == kind)
        .map(f -> f.name().name() + "-" + f.name().evr() + "." + f.name().arch())
        .sorted()
        .toList();
  }

  /** The failure, each with its code. */
  String failure() {
    try {
      lock();
      return "";
    } catch (PrefetchFailedException several) {
      return several.failures().stream().map(LockLab::text).collect(Collectors.joining("\n"));
    } catch (HermeticException known) {
      return text(known);
    } catch (Exception other) {
      throw new AssertionError(other);
    }
  }

  private static String text(HermeticException failure) {
    return failure.code() + " " + failure.getMessage() + " " + failure.hints();
  }
}
