package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.SourceTree;
import dev.hermetic.core.spi.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replaces {@code {key}} in an input by the values of its {@code variables}. */
public final class InputExpansion {
  private static final Set<String> ADDRESSES = Set.of("baseurl", "metalink", "mirrorlist");

  private final SourceTree source;
  private final ImageLabelSource labels;
  private final Map<String, Map<String, String>> known = new HashMap<>();
  private final Problems problems = new Problems();

  private InputExpansion(SourceTree source, ImageLabelSource labels) {
    this.source = source;
    this.labels = labels;
  }

  /**
   * The input with all values in their places: in names of packages, modules and capabilities, in
   * the image of the context, and in where repositories and {@code .repo} files lie. An input
   * without {@code variables} and {@code varsFrom…} asks for no labels.
   *
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.in-variable} when a key has no
   *     value, and with those of Containerfiles and variable files
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   * @throws IOException when a file or the labels cannot be read
   * @throws InterruptedException when the run is cancelled
   */
  public static RpmsInput expand(RpmsInput input, SourceTree source, ImageLabelSource labels)
      throws IOException, InterruptedException {
    return new InputExpansion(source, labels).expand(input);
  }

  private RpmsInput expand(RpmsInput input) throws IOException, InterruptedException {
    Variables base = Variables.NOTHING;
    for (VariableSource variables : input.variables()) {
      base = base.with(values(variables));
    }
    List<RepoOrigin> origins = new ArrayList<>();
    for (RepoOrigin origin : input.origins()) {
      Variables variables = base.with(labels(origin.varsFrom(), base));
      problems.check(() -> origins.add(origin(origin, variables)));
    }
    RequestedPackages wanted = wanted(input.wanted(), base);
    Optional<InputContext> context = context(input.context(), base);
    problems.throwIfAny();
    return new RpmsInput(
        input.file(),
        input.sha256(),
        origins,
        wanted,
        input.arches(),
        context,
        input.variables(),
        input.settings());
  }

  private Map<String, String> values(VariableSource variables)
      throws IOException, InterruptedException {
    if (variables instanceof VariableSource.File file) {
      return VariableFile.read(source, file.file());
    }
    if (variables instanceof VariableSource.Inline inline) {
      return inline.values();
    }
    if (variables instanceof VariableSource.Image image) {
      return labels(new LocatedText(image.at(), image.reference()));
    }
    return labels(
        StageBaseImage.find(
            source, ((VariableSource.Containerfile) variables).spec(), Optional.empty()));
  }

  private Map<String, String> labels(VarsFrom from, Variables base)
      throws IOException, InterruptedException {
    Map<String, String> values = new HashMap<>();
    if (from.image().isPresent()) {
      values.putAll(labels(base.replace(from.image().get())));
    }
    if (from.containerfile().isPresent()) {
      values.putAll(
          labels(StageBaseImage.find(source, from.containerfile().get(), Optional.empty())));
    }
    return values;
  }

  private Map<String, String> labels(LocatedText image) throws IOException, InterruptedException {
    Map<String, String> cached = known.get(image.text());
    if (cached == null) {
      cached = labels.of(image);
      known.put(image.text(), cached);
    }
    return cached;
  }

  private static RepoOrigin origin(RepoOrigin origin, Variables variables) {
    if (origin instanceof RepoOrigin.File file) {
      return new RepoOrigin.File(
          variables.replace(file.location()), file.skipIfUnavailable(), file.varsFrom());
    }
    if (origin instanceof RepoOrigin.Git git) {
      return new RepoOrigin.Git(
          variables.replace(git.url()),
          variables.replace(git.ref()),
          variables.replace(git.file()),
          git.skipIfUnavailable(),
          git.varsFrom());
    }
    RepoOrigin.Repository repository = (RepoOrigin.Repository) origin;
    RepoSection section = repository.section();
    Map<String, LocatedText> options = new LinkedHashMap<>();
    section
        .options()
        .forEach(
            (key, text) ->
                options.put(key, ADDRESSES.contains(key) ? variables.replace(text) : text));
    return new RepoOrigin.Repository(
        new RepoSection(section.at(), section.id(), options), repository.varsFrom());
  }

  private RequestedPackages wanted(RequestedPackages wanted, Variables variables) {
    return new RequestedPackages(
        names(wanted.install(), variables),
        names(wanted.upgrade(), variables),
        names(wanted.reinstall(), variables),
        names(wanted.moduleEnable(), variables),
        names(wanted.moduleDisable(), variables),
        texts(wanted.exclude(), variables),
        texts(wanted.assumeProvides(), variables),
        wanted.matchContextVersions());
  }

  private List<ArchedName> names(List<ArchedName> names, Variables variables) {
    List<ArchedName> replaced = new ArrayList<>();
    for (ArchedName name : names) {
      problems.check(
          () ->
              replaced.add(
                  new ArchedName(
                      name.at(),
                      variables.replace(name.placed()).text(),
                      name.only(),
                      name.not())));
    }
    return replaced;
  }

  private List<LocatedText> texts(List<LocatedText> texts, Variables variables) {
    List<LocatedText> replaced = new ArrayList<>();
    texts.forEach(text -> problems.check(() -> replaced.add(variables.replace(text))));
    return replaced;
  }

  private Optional<InputContext> context(Optional<InputContext> context, Variables variables) {
    if (context.isEmpty() || !(context.get().family() instanceof InputContext.Image image)) {
      return context;
    }
    List<InputContext> replaced = new ArrayList<>();
    problems.check(
        () -> {
          LocatedText name = variables.replace(new LocatedText(image.at(), image.reference()));
          replaced.add(
              new InputContext(
                  new InputContext.Image(image.at(), name.text()), context.get().flatpak()));
        });
    return replaced.stream().findFirst();
  }
}
