package dev.hermetic.rpm.lock;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.image.BaseImages;
import dev.hermetic.rpm.lock.image.InstalledRelease;
import dev.hermetic.rpm.lock.input.ContextPackages;
import dev.hermetic.rpm.lock.input.DnfVariables;
import dev.hermetic.rpm.lock.input.InputContext;
import dev.hermetic.rpm.lock.input.InputExpansion;
import dev.hermetic.rpm.lock.input.InputSettings;
import dev.hermetic.rpm.lock.input.LocatedText;
import dev.hermetic.rpm.lock.input.RepoList;
import dev.hermetic.rpm.lock.input.RepoSection;
import dev.hermetic.rpm.lock.input.RepoSettings;
import dev.hermetic.rpm.lock.input.RepoSettingsReader;
import dev.hermetic.rpm.lock.input.RequestedPackages;
import dev.hermetic.rpm.lock.input.RpmsInput;
import dev.hermetic.rpm.lock.solve.request.Glob;
import dev.hermetic.rpm.repodata.PackageField;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes of the input what one architecture is to get. Thread-safe. */
final class PlanMaker {
  private final LockContext context;
  private final LockOptions options;
  private final RpmsInput input;
  private final InputContext wanted;
  private final List<RepoSection> sections;
  private final BaseImageResolver bases;

  /**
   * Reads what all architectures have in common.
   *
   * @param anyArch the architecture whose labels of images count
   */
  PlanMaker(LockContext context, LockOptions options, RpmsInput written, String anyArch)
      throws IOException, InterruptedException {
    this.context = context;
    this.options = options;
    BaseImages images = new BaseImages(context, written.file().parent());
    this.input =
        InputExpansion.expand(
            written, context.source(), image -> images.labels(image.text(), anyArch).labels());
    this.wanted = ContextPackages.contextOf(context.source(), input);
    this.sections = new Sections(context).of(input);
    this.bases = new BaseImageResolver(context, input.file().parent(), wanted, options.rpmdb());
  }

  /** The plan of an architecture, without pins. */
  ArchPlan plan(String arch) throws IOException, InterruptedException {
    BaseImageResolver.Base base = bases.of(arch);
    Optional<InstalledRelease> release = base.release();
    InputSettings settings = input.settings();
    Optional<String> releasever =
        options
            .releasever()
            .or(settings::releasever)
            .or(() -> release.flatMap(InstalledRelease::releasever));
    ArchPlan.How how =
        new ArchPlan.How(
            settings.allowErasing(),
            settings.weakDependencies(),
            settings.sources(),
            settings.strict(),
            settings.best(),
            settings.multilibAll(),
            options.platform().or(settings::modulePlatformId));
    return new ArchPlan(
        arch,
        repositories(arch, DnfVariables.of(arch, releasever, options.vars())),
        base.packages(),
        request(arch, base.packages()),
        how,
        Map.of());
  }

  private List<RepoSettings> repositories(String arch, DnfVariables variables) {
    RepoList enabled = RepoSettingsReader.read(sections, variables);
    enabled.findings().forEach(context::report);
    if (enabled.repositories().isEmpty()) {
      throw LockfileException.of(
          "rpm.repository",
          Location.of(input.file()),
          "no repository is enabled for " + arch,
          "add one under contentOrigin");
    }
    return enabled.repositories();
  }

  private PackageRequest request(String arch, @Nullable PackageTable base) throws IOException {
    RequestedPackages.OnArch asked =
        input.wanted().on(arch, ContextPackages.named(context.source(), input, wanted, arch));
    PackageRequest request =
        PackageRequest.of(asked, input.wanted().assumeProvides(), Location.of(input.file()));
    boolean matching = !input.wanted().matchContextVersions().isEmpty();
    return matching ? request.withInstall(matched(arch, asked.install(), base)) : request;
  }

  /** {@code matchContextVersions}: asks for the version that is installed. */
  private List<String> matched(String arch, List<LocatedText> specs, @Nullable PackageTable base) {
    if (base == null) {
      throw LockfileException.of(
          "rpm.in-context",
          input.wanted().matchContextVersions().get(0).at(),
          "'matchContextVersions' needs a context with installed packages",
          "use an image or a Containerfile as the context");
    }
    List<Glob> globs =
        input.wanted().matchContextVersions().stream().map(t -> Glob.of(t.text())).toList();
    List<String> matched = new ArrayList<>();
    for (LocatedText spec : specs) {
      boolean concerned = globs.stream().anyMatch(glob -> glob.matches(spec.text()));
      matched.add(concerned ? inContext(arch, spec, base) : spec.text());
    }
    return matched;
  }

  private String inContext(String arch, LocatedText asked, PackageTable base) {
    String spec = asked.text();
    Set<String> versions = versions(Glob.of(spec), base);
    if (versions.size() > 1) {
      throw LockfileException.of(
          "rpm.in-context",
          asked.at(),
          arch
              + ": '"
              + spec
              + "' is installed in several versions: "
              + String.join(", ", versions),
          "ask for one version, or take the name out of matchContextVersions");
    }
    if (versions.isEmpty()) {
      context.report(
          Diagnostic.warning(
                  "rpm.not-installed",
                  arch + ": '" + spec + "' is not installed, so that any version will do")
              .at(asked.at()));
      return spec;
    }
    return spec + "-" + versions.iterator().next();
  }

  private static Set<String> versions(Glob name, PackageTable base) {
    Set<String> versions = new TreeSet<>();
    for (int row = 0; row < base.size(); row++) {
      if (name.matches(base.text(row, PackageField.NAME))) {
        String epoch = base.text(row, PackageField.EPOCH);
        versions.add(
            (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
                + base.text(row, PackageField.VERSION)
                + "-"
                + base.text(row, PackageField.RELEASE));
      }
    }
    return versions;
  }
}
