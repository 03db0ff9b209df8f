package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The context that holds, and the packages that its files name. */
public final class ContextPackages {
  private static final int MAX_BYTES = 4 << 20;

  private ContextPackages() {}

  /**
   * The context of the input, or the Containerfile beside it when it names none.
   *
   * @throws LockfileException with code {@code rpm.in-context} when there is neither, {@code
   *     rpm.in-unsupported} when a Containerfile's packages would have to be found out
   */
  public static InputContext contextOf(SourceTree source, RpmsInput input) {
    Optional<InputContext> written = input.context();
    if (written.isPresent() && !(written.get().family() instanceof InputContext.Beside)) {
      return written.get();
    }
    boolean flatpak = written.map(InputContext::flatpak).orElse(false);
    Location at = written.map(one -> one.family().at()).orElse(Location.of(input.file()));
    return new InputContext(beside(source, input, at, flatpak), flatpak);
  }

  private static InputContext.Family beside(
      SourceTree source, RpmsInput input, Location at, boolean flatpak) {
    for (String name : List.of("Containerfile", "Dockerfile")) {
      RelPath file = input.file().parent().resolve(name);
      if (source.isFile(file)) {
        if (!flatpak && input.wanted().namesNoPackage()) {
          throw Unsupported.noPackages(at);
        }
        return new InputContext.Containerfile(ContainerfileSpec.lastStage(at, file));
      }
    }
    throw LockfileException.of(
        "rpm.in-context",
        at,
        "the input names no base in 'context', and no Containerfile lies beside it",
        "write 'context: {bare: true}' to lock for an empty system",
        "write 'context: {image: …}' to lock what comes on top of an image");
  }

  /**
   * The packages that the files of a context name, to be installed like those of the input: of a
   * treefile, or of {@code container.yaml} for flatpaks.
   *
   * @throws LockfileException with the line of the only fault
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   * @throws IOException when a file cannot be read
   */
  public static List<ArchedName> named(
      SourceTree source, RpmsInput input, InputContext context, String arch) throws IOException {
    List<ArchedName> named = new ArrayList<>();
    if (context.family() instanceof InputContext.Treefile treefile) {
      named.addAll(
          Treefile.packages(source, new Treefile.PlacedFile(treefile.at(), treefile.file()), arch));
    }
    if (context.flatpak()) {
      named.addAll(flatpak(source, input.file().parent().resolve("container.yaml")));
    }
    return named;
  }

  private static List<ArchedName> flatpak(SourceTree source, RelPath file) throws IOException {
    String text = SourceFile.read(source, file, MAX_BYTES).text();
    Fields root = Fields.of(file, YamlReader.read(file, text), "the file");
    Optional<YamlNode> node = root.node("flatpak");
    if (node.isEmpty()) {
      throw root.missing("flatpak");
    }
    Problems problems = new Problems();
    Fields flatpak = Fields.of(file, node.get(), "'flatpak'");
    List<ArchedName> packages =
        new RequestedPackagesReader(file, problems).names(flatpak, "packages", "platforms");
    problems.throwIfAny();
    return packages;
  }
}
