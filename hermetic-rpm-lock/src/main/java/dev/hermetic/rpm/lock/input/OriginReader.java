package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code contentOrigin}. */
final class OriginReader {
  private static final Set<String> VARIABLES = Set.of("varsFromImage", "varsFromContainerfile");
  private static final Set<String> OURS = Set.of("repoid", "skipIfUnavailable");
  private static final Set<String> KINDS = Set.of("repos", "repofiles", "composes");

  private final RelPath file;
  private final Problems problems;
  private final ContainerfileSpecReader specs;
  private final List<RepoOrigin> origins = new ArrayList<>();

  OriginReader(RelPath file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.specs = new ContainerfileSpecReader(file, problems);
  }

  List<RepoOrigin> read(YamlNode node) {
    Fields origin = Fields.of(file, node, "'contentOrigin'");
    origin.refuseOthers(problems, KINDS);
    // The order of the kinds is the order in which the repositories are loaded.
    for (String kind : origin.keys()) {
      if (kind.equals("composes")) {
        problems.add(Unsupported.composes(origin.at(kind)));
      } else if (KINDS.contains(kind)) {
        problems.check(() -> entries(origin, kind));
      }
    }
    if (origin.keys().isEmpty()) {
      throw origin.missing("repos");
    }
    return origins;
  }

  private void entries(Fields origin, String kind) {
    for (YamlNode node : origin.listing(kind)) {
      problems.check(() -> origins.add(kind.equals("repos") ? repository(node) : file(node)));
    }
  }

  private RepoOrigin repository(YamlNode node) {
    Fields fields = Fields.of(file, node, "an entry of 'repos'");
    String id = fields.required("repoid");
    Map<String, LocatedText> options = new LinkedHashMap<>();
    for (String key : fields.keys()) {
      if (!VARIABLES.contains(key) && !OURS.contains(key)) {
        fields.node(key).ifPresent(value -> options.put(key, option(value, key)));
      }
    }
    fields
        .flag("skipIfUnavailable")
        .ifPresent(
            skip ->
                options.put(
                    "skip_if_unavailable",
                    new LocatedText(fields.at("skipIfUnavailable"), skip.toString())));
    if (!options.containsKey("baseurl")
        && !options.containsKey("metalink")
        && !options.containsKey("mirrorlist")) {
      throw LockfileException.of(
          "lockfile.missing-key",
          fields.at(),
          "the repository '" + id + "' has no address",
          "add 'baseurl', 'metalink' or 'mirrorlist'");
    }
    return new RepoOrigin.Repository(new RepoSection(fields.at(), id, options), varsFrom(fields));
  }

  private LocatedText option(YamlNode node, String key) {
    Location at = new Location(file, node.line());
    if (node instanceof YamlNode.Listing list) {
      List<String> texts = new ArrayList<>();
      list.items().forEach(item -> texts.add(Values.text(file, item, key).text()));
      return new LocatedText(at, String.join("\n", texts));
    }
    if (node instanceof YamlNode.Scalar scalar) {
      return new LocatedText(at, scalar.text());
    }
    throw LockfileException.of(
        "lockfile.type", at, "'" + key + "' must be text or a list, but here is " + node.kind());
  }

  private RepoOrigin file(YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      LocatedText location = Values.text(file, node, "repofiles");
      return new RepoOrigin.File(location, java.util.Optional.empty(), VarsFrom.NOTHING);
    }
    Fields fields = Fields.of(file, node, "an entry of 'repofiles'");
    if (fields.has("giturl")) {
      fields.refuseOthers(
          problems,
          Set.of(
              "giturl",
              "gitref",
              "file",
              "skipIfUnavailable",
              "varsFromImage",
              "varsFromContainerfile"));
      return new RepoOrigin.Git(
          Values.required(fields, "giturl"),
          Values.required(fields, "gitref"),
          Values.required(fields, "file"),
          fields.flag("skipIfUnavailable"),
          varsFrom(fields));
    }
    fields.refuseOthers(
        problems,
        Set.of("location", "skipIfUnavailable", "varsFromImage", "varsFromContainerfile"));
    return new RepoOrigin.File(
        Values.required(fields, "location"), fields.flag("skipIfUnavailable"), varsFrom(fields));
  }

  private VarsFrom varsFrom(Fields fields) {
    return new VarsFrom(
        Values.optional(fields, "varsFromImage"), specs.read(fields, "varsFromContainerfile"));
  }
}
