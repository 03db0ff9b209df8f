package dev.hermetic.rpm.locking;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.image.InstalledRelease;
import dev.hermetic.rpm.input.PlacedText;
import dev.hermetic.rpm.input.RepoSection;
import dev.hermetic.rpm.input.RpmsInput;
import dev.hermetic.rpm.input.Wanted;
import dev.hermetic.rpm.origin.Variables;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageTable;
import dev.hermetic.rpm.solve.request.Glob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes of the input what one architecture is to get. Thread-safe. */
final class PlanMaker {
  private final LockContext context;
  private final RpmsInput input;
  private final LockOptions options;
  private final Bases bases;

  PlanMaker(LockContext context, RpmsInput input, LockOptions options) {
    this.context = context;
    this.input = input;
    this.options = options;
    this.bases = new Bases(context, input, options);
  }

  /** The plan of an architecture, without pins. */
  ArchPlan plan(String arch) throws IOException, InterruptedException {
    Bases.Base base = bases.of(arch);
    Placeholders placeholders = bases.placeholders(arch);
    Optional<InstalledRelease> release = base.release();
    Optional<String> releasever =
        options
            .releasever()
            .or(() -> input.settings().releasever())
            .or(() -> release.flatMap(InstalledRelease::releasever));
    Variables variables = Variables.of(arch, releasever, options.vars());
    Wish wish = wish(arch, placeholders, base.packages());
    ArchPlan.How how =
        new ArchPlan.How(
            input.settings().allowErasing(),
            input.settings().weakDependencies(),
            input.settings().sources(),
            options.platform().or(() -> input.settings().modulePlatformId()));
    return new ArchPlan(
        arch, repositories(arch, placeholders, variables), base.packages(), wish, how, Map.of());
  }

  private List<EnabledRepository> repositories(
      String arch, Placeholders placeholders, Variables variables)
      throws IOException, InterruptedException {
    SectionReader reader = new SectionReader(variables);
    Map<String, EnabledRepository> enabled = new LinkedHashMap<>();
    for (RepoSection section : bases.sections(arch, placeholders)) {
      Optional<EnabledRepository> repository = reader.read(section);
      if (repository.isPresent()
          && enabled.putIfAbsent(repository.get().id(), repository.get()) != null) {
        throw new LockfileException(
            "rpm.repository",
            section.at(),
            "the repository '" + section.id() + "' is described twice",
            "remove one of them, or give it another id");
      }
    }
    if (enabled.isEmpty()) {
      throw new InputException(
          "rpm.repository",
          input.file() + ": no repository is enabled for " + arch,
          "add one under contentOrigin");
    }
    return List.copyOf(enabled.values());
  }

  private Wish wish(String arch, Placeholders placeholders, @Nullable PackageTable base)
      throws IOException {
    Wanted.OnArch wanted = input.wanted().on(arch, bases.more(arch));
    List<String> assumed =
        input.wanted().assumeProvides().stream().map(t -> placeholders.expand(t.text())).toList();
    Wish wish =
        new Wish(
            texts(wanted.install(), placeholders),
            texts(wanted.reinstall(), placeholders),
            texts(wanted.upgrade(), placeholders),
            texts(wanted.moduleEnable(), placeholders),
            texts(wanted.moduleDisable(), placeholders),
            assumed);
    List<PlacedText> matching = input.wanted().matchContextVersions();
    return matching.isEmpty() ? wish : wish.withInstall(matched(arch, wish.install(), base));
  }

  private static List<String> texts(List<PlacedText> placed, Placeholders placeholders) {
    return placed.stream().map(text -> placeholders.expand(text.text())).toList();
  }

  /** {@code matchContextVersions}: asks for the version that is installed. */
  private List<String> matched(String arch, List<String> specs, @Nullable PackageTable base) {
    if (base == null) {
      throw new LockfileException(
          "rpm.in-context",
          input.wanted().matchContextVersions().get(0).at(),
          "'matchContextVersions' needs a context with installed packages",
          "use an image or a Containerfile as the context");
    }
    List<Glob> globs =
        input.wanted().matchContextVersions().stream().map(t -> Glob.of(t.text())).toList();
    List<String> matched = new ArrayList<>();
    for (String spec : specs) {
      boolean concerned = globs.stream().anyMatch(glob -> glob.matches(spec));
      matched.add(concerned ? inContext(arch, spec, base) : spec);
    }
    return matched;
  }

  private String inContext(String arch, String spec, PackageTable base) {
    Glob glob = Glob.of(spec);
    Set<String> versions = new TreeSet<>();
    for (int row = 0; row < base.size(); row++) {
      if (glob.matches(base.text(row, PackageField.NAME))) {
        String epoch = base.text(row, PackageField.EPOCH);
        versions.add(
            (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
                + base.text(row, PackageField.VERSION)
                + "-"
                + base.text(row, PackageField.RELEASE));
      }
    }
    if (versions.size() > 1) {
      throw new InputException(
          "rpm.in-context",
          arch + ": '" + spec + "' is installed in several versions: " + String.join(", ", versions),
          "ask for one version, or take the name out of matchContextVersions");
    }
    if (versions.isEmpty()) {
      context.report(
          Diagnostic.warning(
              "rpm.not-installed",
              arch + ": '" + spec + "' is not installed, so that any version will do"));
      return spec;
    }
    return spec + "-" + versions.iterator().next();
  }
}
