package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code context}. */
final class ContextReader {
  private static final Set<String> KEYS =
      Set.of("image", "containerfile", "rpmOstreeTreefile", "localSystem", "bare", "flatpak");

  private final RelPath file;
  private final Problems problems;

  ContextReader(RelPath file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The context; empty when the mapping is. */
  Optional<InputContext> read(YamlNode node) {
    Fields fields = Fields.of(file, node, "'context'");
    fields.refuseOthers(problems, KEYS);
    List<InputContext.Family> families = families(fields);
    boolean flatpak = fields.flag("flatpak").orElse(false);
    if (families.size() > 1) {
      throw fault(fields.at(), "'context' names several contexts", "keep one of them");
    }
    if (families.isEmpty()) {
      return flatpak
          ? Optional.of(new InputContext(new InputContext.Beside(fields.at("flatpak")), true))
          : Optional.empty();
    }
    InputContext.Family family = families.get(0);
    if (flatpak
        && (family instanceof InputContext.Treefile
            || family instanceof InputContext.LocalSystem)) {
      throw fault(
          fields.at("flatpak"), "'flatpak' does not go with this context", "use bare or an image");
    }
    return Optional.of(new InputContext(family, flatpak));
  }

  private List<InputContext.Family> families(Fields fields) {
    List<InputContext.Family> found = new ArrayList<>();
    Values.optional(fields, "image")
        .ifPresent(image -> found.add(new InputContext.Image(image.at(), image.text())));
    new ContainerfileSpecReader(file, problems)
        .read(fields, "containerfile")
        .ifPresent(spec -> found.add(new InputContext.Containerfile(spec)));
    Values.optional(fields, "rpmOstreeTreefile")
        .ifPresent(
            path ->
                found.add(new InputContext.Treefile(path.at(), InputPaths.resolve(file, path))));
    localSystem(fields).ifPresent(found::add);
    if (fields.flag("bare").orElse(false)) {
      found.add(new InputContext.Bare(fields.at("bare")));
    }
    return found;
  }

  private Optional<InputContext.Family> localSystem(Fields fields) {
    Optional<LocatedText> text = Values.optional(fields, "localSystem");
    if (text.isEmpty() || text.get().text().equals("false")) {
      return Optional.empty();
    }
    Location at = text.get().at();
    return Optional.of(
        text.get().text().equals("true")
            ? new InputContext.LocalSystem(at, Optional.empty())
            : new InputContext.LocalSystem(at, Optional.of(InputPaths.resolve(file, text.get()))));
  }

  private static LockfileException fault(Location at, String message, String hint) {
    return LockfileException.of("rpm.in-context", at, message, hint);
  }
}
