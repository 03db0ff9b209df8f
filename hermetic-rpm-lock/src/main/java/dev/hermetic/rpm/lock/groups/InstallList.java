package dev.hermetic.rpm.lock.groups;

import dev.hermetic.rpm.lock.modules.ModuleErrors;
import dev.hermetic.rpm.lock.modules.ModuleInstalls;
import dev.hermetic.rpm.lock.modules.ModuleStreams;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.request.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Asks for a list of packages, modules, groups and environments in the order in which DNF 4 does:
 * packages first, then modules, then groups. For one thread.
 */
public final class InstallList {
  private final PackagePool pool;
  private final Request request;
  private final ModuleStreams streams;
  private final GroupCatalog catalog;
  private final String baseArch;

  /**
   * Asks nothing yet.
   *
   * @param streams filters the pool, and again when a module is installed
   * @param baseArch the architecture of members that are wanted for the main one only
   */
  public InstallList(
      PackagePool pool,
      Request request,
      ModuleStreams streams,
      GroupCatalog catalog,
      String baseArch) {
    this.pool = pool;
    this.request = request;
    this.streams = streams;
    this.catalog = catalog;
    this.baseArch = baseArch;
  }

  /**
   * What came of a list.
   *
   * @param unmatched what nothing fits, as it was asked for
   * @param modules what went wrong with modules; what matched no module may be a group and is not
   *     in it
   * @param missing members of groups that no repository has, a reason to warn
   */
  public record Outcome(List<String> unmatched, ModuleErrors modules, List<String> missing) {
    /** Copies the lists. */
    public Outcome {
      unmatched = List.copyOf(unmatched);
      missing = List.copyOf(missing);
    }

    /** Whether all that was asked for means something and can be asked for. */
    public boolean isGood() {
      return unmatched.isEmpty() && modules.isEmpty();
    }
  }

  /**
   * Asks.
   *
   * @param specs packages; {@code @module[:stream][/profile]}, {@code @group}, {@code
   *     @environment}, groups and environments by id, name or pattern
   */
  public Outcome install(List<String> specs) {
    List<String> unmatched = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (String spec : new LinkedHashSet<>(specs)) {
      if (spec.startsWith("@")) {
        groups.add(spec.substring(1));
      } else if (!request.install(spec)) {
        unmatched.add(spec);
      }
    }
    if (groups.isEmpty()) {
      ModuleErrors none = new ModuleErrors(List.of(), List.of(), List.of(), "", List.of());
      return new Outcome(unmatched, none, List.of());
    }
    ModuleErrors troubles = new ModuleInstalls(streams, pool, request).install(groups);
    GroupInstalls installs = new GroupInstalls(catalog, request, baseArch);
    for (String spec : troubles.unmatched()) {
      if (!installs.add(spec)) {
        unmatched.add("@" + spec);
      }
    }
    ModuleErrors failures =
        new ModuleErrors(
            List.of(),
            troubles.failed(),
            troubles.messages(),
            troubles.headline(),
            troubles.problems());
    return new Outcome(unmatched, failures, installs.ask());
  }
}
