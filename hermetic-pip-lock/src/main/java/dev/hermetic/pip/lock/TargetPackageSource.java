package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.lock.solve.PackageSource;
import dev.hermetic.pip.lock.solve.Ranges;
import dev.hermetic.pip.metadata.CoreMetadata;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What exists for one target environment, as the solver asks for it. */
final class TargetPackageSource implements PackageSource<Node, Version> {
  /** The only version of the root. */
  static final Version ROOT_VERSION = Version.parse("0");

  // Real applications need some hundreds of steps for each package; this is a hostile index.
  private static final int MOST_STEPS = 2_000_000;

  private final Candidates offers;
  private final DependencyProvider needed;
  private final Map<PackageName, Version> pins;
  private final ResolveContext context;
  private int steps;

  /**
   * A package source.
   *
   * @param pins what an earlier lock has there, tried first
   */
  TargetPackageSource(
      Candidates offers,
      DependencyProvider needed,
      Map<PackageName, Version> pins,
      ResolveContext context) {
    this.offers = offers;
    this.needed = needed;
    this.pins = pins;
    this.context = context;
  }

  @Override
  public Optional<Version> choose(Node subject, Ranges<Version> versions)
      throws IOException, InterruptedException {
    return offers.best(offers.project(subject.project()), versions, pins.get(subject.project()));
  }

  @Override
  public String reason(Node subject, Ranges<Version> versions) {
    return offers.faults(subject.project(), versions);
  }

  @Override
  public Needs<Node, Version> needs(Node subject, Version version)
      throws IOException, InterruptedException {
    if (subject.equals(Node.ROOT)) {
      return Needs.of(needed.root());
    }
    PackageName name = subject.project();
    CoreMetadata metadata;
    try {
      metadata = offers.metadata(name, version);
      if (metadata.requiresPython().isPresent()
          && !offers.targetEnvironment().allows(metadata.requiresPython().get())) {
        return Needs.unusable("it requires Python " + metadata.requiresPython().get());
      }
      List<Dependency<Node, Version>> all = new ArrayList<>();
      PackageName extra = subject.extra();
      if (extra != null) {
        all.add(
            new Dependency<>(Node.of(name), only(subject, version), true, name + "==" + version));
      }
      all.addAll(needed.of(metadata, extra == null ? Set.of() : Set.of(extra)));
      return Needs.of(all);
    } catch (InputException unusable) {
      return Needs.unusable(String.valueOf(unusable.getMessage()));
    }
  }

  @Override
  public Ranges<Version> only(Node subject, Version version) {
    return subject.equals(Node.ROOT)
        ? Ranges.exactly(version)
        : offers.known(subject.project()).only(version);
  }

  @Override
  public Object family(Node subject) {
    return Objects.requireNonNullElse(subject.name(), Node.ROOT);
  }

  @Override
  public void step() {
    context.cancellation().throwIfCancelled();
    if (++steps > MOST_STEPS) {
      throw InputException.of(
          "pip.too-hard",
          offers.targetEnvironment() + ": no versions were found within " + MOST_STEPS + " steps",
          "pin some of the packages, or give lower bounds");
    }
  }
}
