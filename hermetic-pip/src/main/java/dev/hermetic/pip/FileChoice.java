package dev.hermetic.pip;

import dev.hermetic.core.LockfileException;
import dev.hermetic.pip.wheel.BuildTag;
import dev.hermetic.pip.wheel.Target;
import dev.hermetic.pip.wheel.WheelName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which files of a package are fetched: for each target the one that pip and uv would take, or what
 * the options say instead. Never none: an entry that leaves a target without a file is a failure.
 */
final class FileChoice {
  /** The code of the failure of which a run needs to show one only. */
  static final String NO_TARGET = "pip.no-target";

  private static final Comparator<Offer> SDISTS =
      Comparator.comparing((Offer offer) -> offer.yanked().isPresent())
          .thenComparing(offer -> !offer.filename().endsWith(".tar.gz"))
          .thenComparing(offer -> !offer.filename().endsWith(".zip"))
          .thenComparing(Offer::filename);

  private static final Comparator<Offer> BUILDS =
      Comparator.comparing(
              (Offer offer) -> offer.wheel().flatMap(WheelName::build).orElse(null),
              Comparator.nullsFirst(Comparator.<BuildTag>naturalOrder()))
          .thenComparing(Offer::filename, Comparator.reverseOrder());

  private final PipOptions.Selection selection;

  FileChoice(PipOptions.Selection selection) {
    this.selection = selection;
  }

  /**
   * The files to fetch, empty when no target needs the package.
   *
   * @throws LockfileException with code {@code pip.no-file} or {@code pip.no-target}
   */
  Set<Offer> of(Wanted wanted) {
    Set<Offer> chosen = new LinkedHashSet<>();
    if (selection.allFiles()) {
      chosen.addAll(accepted(wanted));
      return required(wanted, chosen, "any environment");
    }
    if (selection.binary().isPresent()) {
      chosen.addAll(filtered(wanted, selection.binary().get()));
      return required(wanted, chosen, "the option 'binary'");
    }
    if (selection.targets().isEmpty()) {
      chosen.addAll(forAnyTarget(wanted));
      return required(wanted, chosen, "any environment");
    }
    for (Target target : selection.targets()) {
      if (wanted.appliesTo().test(target)) {
        Set<Offer> fitting = forTarget(wanted, target);
        chosen.addAll(required(wanted, fitting, target.toString()));
      }
    }
    return chosen;
  }

  private List<Offer> accepted(Wanted wanted) {
    PipOptions.Sdists sdists = selection.sdists();
    // A URL names one file, and which kind it is was chosen by whoever wrote it.
    boolean chosen = wanted.source().direct();
    boolean wheels = wanted.formats().wheels() && (chosen || sdists != PipOptions.Sdists.ONLY);
    boolean sources = wanted.formats().sdists() && sdists != PipOptions.Sdists.NEVER;
    return wanted.offers().stream().filter(o -> o.isWheel() ? wheels : sources).toList();
  }

  private Set<Offer> forTarget(Wanted wanted, Target target) {
    List<Offer> accepted =
        accepted(wanted).stream().filter(offer -> runsOn(offer, target)).toList();
    Optional<Offer> wheel = bestWheel(accepted, target);
    Optional<Offer> sdist = bestSdist(accepted);
    Set<Offer> chosen = new LinkedHashSet<>();
    wheel.ifPresent(chosen::add);
    if (wheel.isEmpty() || selection.sdists() == PipOptions.Sdists.ALSO) {
      sdist.ifPresent(chosen::add);
    }
    return chosen;
  }

  private static boolean runsOn(Offer offer, Target target) {
    return offer
        .requiresPython()
        .map(set -> set.contains(target.pythonVersion(), true))
        .orElse(true);
  }

  private static Optional<Offer> bestWheel(List<Offer> offers, Target target) {
    return offers.stream()
        .filter(offer -> offer.wheel().flatMap(wheel -> rank(wheel, target)).isPresent())
        .min(
            Comparator.comparing((Offer offer) -> offer.yanked().isPresent())
                .thenComparing(offer -> offer.wheel().orElseThrow(), target.preference()));
  }

  private static Optional<Integer> rank(WheelName wheel, Target target) {
    OptionalInt rank = target.rank(wheel);
    return rank.isPresent() ? Optional.of(rank.getAsInt()) : Optional.empty();
  }

  private static Optional<Offer> bestSdist(List<Offer> offers) {
    return offers.stream().filter(offer -> !offer.isWheel()).min(SDISTS);
  }

  /** Without targets only a choice that all targets would make alike can be made. */
  private List<Offer> forAnyTarget(Wanted wanted) {
    List<Offer> accepted = accepted(wanted);
    List<Offer> wheels = accepted.stream().filter(Offer::isWheel).toList();
    List<Offer> chosen = new ArrayList<>();
    if (wheels.isEmpty() || selection.sdists() == PipOptions.Sdists.ALSO) {
      bestSdist(accepted).ifPresent(chosen::add);
    }
    boolean alike = accepted.size() == 1 || wheels.stream().allMatch(Offer::isUniversal);
    if (!alike) {
      throw LockfileException.of(
          NO_TARGET,
          wanted.pinnedAt(),
          wanted.display()
              + " has files for several environments, and neither an option nor a lock names one",
          "name them with the option 'targets', for example cp312-linux-x86_64-glibc2.28",
          "or fetch every file with the option 'all-files'");
    }
    wheels.stream().max(BUILDS).ifPresent(chosen::add);
    return chosen;
  }

  /** As Hermeto: all wheels that pass and the sdist, or the sdist alone when none passes. */
  private static List<Offer> filtered(Wanted wanted, BinaryFilter filter) {
    if (wanted.source().direct()) {
      return wanted.offers();
    }
    List<Offer> chosen = new ArrayList<>();
    boolean wheels = filter.wantsWheels(wanted.name()) && wanted.formats().wheels();
    boolean sdists = !filter.wantsOnlyWheels(wanted.name()) && wanted.formats().sdists();
    if (wheels) {
      wanted.offers().stream()
          .filter(offer -> offer.wheel().filter(filter::accepts).isPresent())
          .forEach(chosen::add);
    }
    if (sdists) {
      bestSdist(wanted.offers()).ifPresent(chosen::add);
    }
    return chosen;
  }

  private static Set<Offer> required(Wanted wanted, Set<Offer> chosen, String target) {
    if (chosen.isEmpty()) {
      throw LockfileException.of(
          "pip.no-file",
          wanted.pinnedAt(),
          wanted.display()
              + " has no usable file for "
              + target
              + ": "
              + wanted.source().offered().get(),
          "lock it again for this environment",
          "or correct the options 'targets' and 'sdists'");
    }
    return chosen;
  }
}
