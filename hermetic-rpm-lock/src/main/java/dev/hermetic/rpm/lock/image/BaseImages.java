package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.image.LayerTree.Node;
import dev.hermetic.rpm.lock.rpmdb.DatabaseBytes;
import dev.hermetic.rpm.lock.rpmdb.DatabaseFormat;
import dev.hermetic.rpm.lock.rpmdb.PackageDatabase;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Reads what locking needs of base images, without a container runtime: from a registry, or from
 * what skopeo writes to disk. What follows from a manifest's digest is kept in the content store.
 * Thread-safe as its context is; several architectures may be read at once.
 */
public final class BaseImages {
  private static final String KEPT = "rpm/image/base/" + CachedBase.FORM + "/";
  private static final String PLATFORM = "PLATFORM_ID=";
  private static final int MAX_OS_RELEASE = 64 << 10;

  private final LockContext context;
  private final RelPath directory;
  private final ImageLimits limits;

  /**
   * Images for an input.
   *
   * @param directory what the paths of images on disk are relative to
   */
  public BaseImages(LockContext context, RelPath directory) {
    this(context, directory, ImageLimits.DEFAULT);
  }

  BaseImages(LockContext context, RelPath directory, ImageLimits limits) {
    this.context = context;
    this.directory = directory;
    this.limits = limits;
  }

  /**
   * The labels of an image; no layer is read.
   *
   * @param reference {@code registry.example/team/base:1@sha256:…}, or {@code oci:DIRECTORY},
   *     {@code oci-archive:FILE}, {@code dir:DIRECTORY} with paths in the source tree
   * @param arch the architecture as rpm names it
   * @throws InputException with code {@code rpm.image}, {@code rpm.image-malformed} or {@code
   *     rpm.image-platform}
   * @throws dev.hermetic.core.IntegrityException with code {@code rpm.image-digest}
   * @throws dev.hermetic.core.FetchException when a registry does not give it
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  public ImageLabels labels(String reference, String arch)
      throws IOException, InterruptedException {
    ImageReference image = ImageReference.parse(reference);
    OpenedImage opened = open(image, source(image), arch);
    return new ImageLabels(opened.digest(), opened.manifestDigest(), opened.labels());
  }

  /**
   * Labels and installed packages of an image.
   *
   * @throws InputException as {@link #labels}, and with code {@code rpm.image-rpmdb} when it has no
   *     database of packages, {@code rpm.rpmdb} or {@code rpm.malformed} when that is malformed
   * @throws dev.hermetic.core.IntegrityException with code {@code rpm.image-digest}
   * @throws dev.hermetic.core.FetchException when a registry does not give it
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  public ImageBase base(String reference, String arch) throws IOException, InterruptedException {
    ImageReference image = ImageReference.parse(reference);
    ImageSource source = source(image);
    OpenedImage opened = open(image, source, arch);
    String name = KEPT + arch + "/" + opened.manifestDigest();
    Optional<CachedBase> known = recall(name);
    CachedBase base;
    if (known.isPresent()) {
      base = known.get();
    } else {
      base = read(image, source, opened);
      byte[] bytes = base.bytes();
      if (bytes.length <= CachedBase.MAX_BYTES) {
        context.keep(name, bytes);
      }
    }
    PackageTable packages = PackageTable.of(base.packages(), RelPath.of("rpmdb"));
    return new ImageBase(
        opened.digest(),
        opened.manifestDigest(),
        opened.labels(),
        packages,
        InstalledRelease.of(packages).orPlatform(base.platform()));
  }

  /**
   * The packages that a database in the source tree says are installed.
   *
   * @param database the directory that holds {@code rpmdb.sqlite}, {@code Packages.db} or {@code
   *     Packages}, or the root of a system that has one of them
   * @throws InputException with code {@code rpm.image-rpmdb}, {@code rpm.rpmdb} or {@code
   *     rpm.malformed}
   * @throws IOException when reading fails
   */
  public InstalledBase installed(RelPath database) throws IOException {
    RelPath at = directory.resolve(database);
    for (DatabaseFormat format : DatabaseFormat.all()) {
      if (context.source().isFile(at.resolve(format.fileName()))) {
        return installed(at, format);
      }
    }
    for (String place : LayerTree.DATABASES) {
      for (DatabaseFormat format : DatabaseFormat.all()) {
        RelPath below = at.resolve(place);
        if (context.source().isFile(below.resolve(format.fileName()))) {
          return installed(below, format);
        }
      }
    }
    throw noDatabase(at.toString());
  }

  private InstalledBase installed(RelPath at, DatabaseFormat format) throws IOException {
    RelPath log = at.resolve(format.fileName() + DatabaseFormat.LOG);
    DatabaseBytes main = file(at.resolve(format.fileName()));
    boolean logged = format == DatabaseFormat.SQLITE && context.source().isFile(log);
    var entries = PackageDatabase.read(format, main, logged ? file(log) : null);
    PackageTable packages = PackageTable.of(entries, at);
    return new InstalledBase(packages, InstalledRelease.of(packages));
  }

  private DatabaseBytes file(RelPath path) throws IOException {
    try (InputStream in = Files.newInputStream(context.source().locate(path))) {
      return DatabaseBytes.read(in, path.value());
    }
  }

  private OpenedImage open(ImageReference image, ImageSource source, String arch)
      throws IOException, InterruptedException {
    return OpenedImage.open(image, source, ImagePlatform.of(arch), limits);
  }

  private ImageSource source(ImageReference image) throws IOException {
    return switch (image.transport()) {
      case REGISTRY -> new RegistrySource(image, context, limits);
      case DIRECTORY -> new DirectorySource(context.source(), path(image), limits);
      case OCI -> {
        RelPath root = path(image);
        yield new LayoutSource(
            image,
            file -> Files.newInputStream(context.source().locate(root.resolve(file))),
            limits);
      }
      case OCI_ARCHIVE -> {
        RelPath file = path(image);
        yield new LayoutSource(
            image, ArchiveFiles.open(context.source().locate(file), file), limits);
      }
    };
  }

  private RelPath path(ImageReference image) {
    return directory.resolve(RelPath.of(image.place()));
  }

  private Optional<CachedBase> recall(String name) throws IOException {
    Optional<byte[]> kept = context.recall(name, CachedBase.MAX_BYTES);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CachedBase.of(kept.get()));
    } catch (IOException damaged) {
      // It will be read and kept again.
      return Optional.empty();
    }
  }

  private CachedBase read(ImageReference image, ImageSource source, OpenedImage opened)
      throws IOException, InterruptedException {
    String subject = image.toString();
    LayerReader reader =
        new LayerReader(
            source,
            opened.manifest().layers(),
            subject,
            new Budget(subject, limits, context.cancellation()),
            limits);
    LayerTree tree = reader.tree();
    for (String place : LayerTree.DATABASES) {
      for (DatabaseFormat format : DatabaseFormat.all()) {
        String path = place + "/" + format.fileName();
        Optional<Node> main = tree.file(path);
        if (main.isPresent()) {
          Optional<Node> log = tree.file(path + DatabaseFormat.LOG);
          boolean logged = format == DatabaseFormat.SQLITE && log.isPresent();
          DatabaseBytes bytes = reader.read(main.get(), path);
          DatabaseBytes newer = logged ? reader.read(log.get(), path + DatabaseFormat.LOG) : null;
          return new CachedBase(platform(reader, tree), PackageDatabase.read(format, bytes, newer));
        }
      }
    }
    throw noDatabase("image '" + image + "'");
  }

  /** What the image's {@code os-release} says: {@code PLATFORM_ID="platform:el9"}. */
  private static String platform(LayerReader reader, LayerTree tree) throws InterruptedException {
    for (String path : LayerTree.OS_RELEASE) {
      Optional<Node> file = tree.file(path).filter(node -> node.size() <= MAX_OS_RELEASE);
      if (file.isPresent()) {
        DatabaseBytes bytes = reader.read(file.get(), path);
        if (bytes.size() > MAX_OS_RELEASE) {
          continue;
        }
        return new String(bytes.all(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith(PLATFORM))
            .map(line -> line.substring(PLATFORM.length()).replace("\"", "").replace("'", ""))
            .filter(value -> value.startsWith("platform:"))
            .map(value -> value.substring("platform:".length()).strip())
            .findFirst()
            .orElse("");
      }
    }
    return "";
  }

  private static InputException noDatabase(String where) {
    return InputException.of(
        "rpm.image-rpmdb",
        where + " holds no database of packages",
        "name a base with rpm packages, or lock with context.bare");
  }
}
