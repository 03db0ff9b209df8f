package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Problems;
import dev.hermetic.core.spi.SourceFile;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code rpms.in.yaml}: the keys of rpm-lockfile-prototype, and some of ours. Keys that are
 * not known are refused; all faults of the file are reported together.
 */
public final class RpmsInputReader {
  /** The largest input, in bytes. */
  static final int MAX_BYTES = 4 << 20;

  private static final Pattern ARCH = Pattern.compile("[A-Za-z0-9_]{1,32}");
  private static final Set<String> KEYS =
      Set.of(
          "contentOrigin",
          "packages",
          "reinstallPackages",
          "upgradePackages",
          "moduleEnable",
          "moduleDisable",
          "arches",
          "context",
          "packagesFromContainerfile",
          "excludePackages",
          "assumeProvides",
          "matchContextVersions",
          "allowerasing",
          "noSources",
          "installWeakDeps",
          "zchunk",
          "variables",
          "best",
          "strict",
          "multilibPolicy",
          "modulePlatformId",
          "releasever");

  private final RelPath file;
  private final Fields root;
  private final Problems problems = new Problems();

  private RpmsInputReader(RelPath file, Fields root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads a file of the source tree.
   *
   * @throws LockfileException the only fault, with its line
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   * @throws IOException when the file cannot be read
   */
  public static RpmsInput read(SourceTree source, RelPath file) throws IOException {
    SourceFile text = SourceFile.read(source, file, MAX_BYTES);
    Fields root = Fields.of(file, YamlReader.read(file, text.text()), "the input");
    return new RpmsInputReader(file, root).read(text);
  }

  private RpmsInput read(SourceFile text) {
    root.refuseOthers(problems, KEYS);
    List<RepoOrigin> origins = new ArrayList<>();
    problems.check(
        () -> {
          YamlNode node =
              root.node("contentOrigin").orElseThrow(() -> root.missing("contentOrigin"));
          origins.addAll(new OriginReader(file, problems).read(node));
        });
    RequestedPackages wanted = new RequestedPackagesReader(file, problems).read(root);
    List<String> arches = arches();
    List<InputContext> context = new ArrayList<>();
    problems.check(
        () ->
            root.node("context")
                .flatMap(node -> new ContextReader(file, problems).read(node))
                .ifPresent(context::add));
    List<VariableSource> variables = new ArrayList<>();
    problems.check(() -> variables.addAll(new VariableSourceReader(file, problems).read(root)));
    List<InputSettings> settings = new ArrayList<>();
    problems.check(() -> settings.add(settings()));
    if (root.has("packagesFromContainerfile")) {
      problems.add(Unsupported.packagesFromContainerfile(root.at("packagesFromContainerfile")));
    } else {
      context.forEach(found -> refuseNoPackages(found, wanted));
    }
    problems.throwIfAny();
    return new RpmsInput(
        file,
        text.sha256(),
        origins,
        wanted,
        arches,
        context.stream().findFirst(),
        variables,
        settings.get(0));
  }

  private void refuseNoPackages(InputContext context, RequestedPackages wanted) {
    boolean scans = context.family() instanceof InputContext.Containerfile && !context.flatpak();
    if (scans && wanted.namesNoPackage()) {
      problems.add(Unsupported.noPackages(context.family().at()));
    }
  }

  private List<String> arches() {
    Set<String> arches = new LinkedHashSet<>();
    problems.check(
        () -> {
          for (YamlNode node : root.listing("arches")) {
            problems.check(() -> arches.add(arch(Values.text(file, node, "arches"))));
          }
        });
    return new ArrayList<>(arches);
  }

  private static String arch(LocatedText arch) {
    if (!ARCH.matcher(arch.text()).matches()) {
      throw LockfileException.of(
          "rpm.arch",
          arch.at(),
          "'arches' has " + PrintableText.quoted(arch.text()) + ", which is not an architecture",
          "write one such as x86_64");
    }
    return arch.text();
  }

  private InputSettings settings() {
    // zchunk is for downloads of dnf: ours are of whole files, checked by their digests.
    root.flag("zchunk");
    return new InputSettings(
        root.flag("allowerasing").orElse(false),
        !root.flag("noSources").orElse(false),
        root.flag("installWeakDeps").orElse(true),
        root.flag("best").orElse(false),
        root.flag("strict").orElse(true),
        multilibAll(),
        root.optional("modulePlatformId"),
        root.optional("releasever"));
  }

  private boolean multilibAll() {
    Optional<String> policy = root.optional("multilibPolicy");
    if (policy.isPresent() && !policy.get().equals("all") && !policy.get().equals("best")) {
      throw LockfileException.of(
          "rpm.in-value",
          root.at("multilibPolicy"),
          "'multilibPolicy' is " + PrintableText.quoted(policy.get()),
          "write 'best' or 'all'");
    }
    return policy.isPresent() && policy.get().equals("all");
  }
}
