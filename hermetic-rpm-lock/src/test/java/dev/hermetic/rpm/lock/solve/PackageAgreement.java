package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.lock.solve.MadeUniverse.Asked;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.problems.Explanation;
import dev.hermetic.rpm.lock.solve.request.Request;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares our choice of packages with dnf's. */
final class PackageAgreement extends Agreement<MadeUniverse> {
  private final MadeUniverse.Flavour flavour;

  PackageAgreement(MadeUniverse.Flavour flavour) {
    super("dnf_oracle.py");
    this.flavour = flavour;
  }

  @Override
  MadeUniverse world(long seed) {
    return new MadeUniverse(seed, flavour);
  }

  static PackagePool pool(MadeUniverse universe) throws IOException {
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of(universe.arch));
    if (!universe.installed.packages.isEmpty()) {
      builder.add(Repository.installed(), universe.installed.table());
    }
    for (MadeRepository repository : universe.ordered()) {
      builder.add(
          Repository.configured(repository.id, repository.priority, repository.cost),
          repository.table());
    }
    return builder.build();
  }

  @Override
  String theirs(JsonNode answer) {
    if (!answer.get("ok").asBoolean()) {
      return answer.get("problem").asString().startsWith("marking: ") ? "unknown" : "unsolvable";
    }
    return "install " + names(answer.get("install")) + " remove " + names(answer.get("remove"));
  }

  /** Problems and sentences as sets: their order depends on numbers that nobody sees. */
  @Override
  TreeSet<TreeSet<String>> sentences(String text) {
    TreeSet<TreeSet<String>> problems = new TreeSet<>(Comparator.comparing(TreeSet::toString));
    for (String problem : text.split("\n Problem[ 0-9]*: ")) {
      if (!problem.isBlank()) {
        problems.add(new TreeSet<>(List.of(problem.strip().split("\n  - "))));
      }
    }
    return problems;
  }

  @Override
  String ours(MadeUniverse universe, int request) throws IOException {
    return ours(universe, universe.requests.get(request));
  }

  private String ours(MadeUniverse universe, Asked asked) throws IOException {
    PackagePool pool = pool(universe);
    Request request = new Request(pool, asked.best());
    if (asked.allArches()) {
      request.allArches();
    }
    boolean known = true;
    for (String spec : asked.upgrade()) {
      known &= request.upgrade(spec);
    }
    for (String spec : asked.reinstall()) {
      known &= request.reinstall(spec);
    }
    for (String spec : asked.install()) {
      known &= request.install(spec);
    }
    if (!known) {
      return "unknown";
    }
    Solution solution =
        Solution.of(pool, request.jobs(asked.erasing()), request.settings(asked.weak()));
    if (!solution.isSolved()) {
      explain("\n" + String.join("\n", Explanation.lines(solution.search())));
      return "unsolvable";
    }
    return "install "
        + names(pool, solution.installs())
        + " remove "
        + names(pool, solution.removals());
  }

  @Override
  public String toString() {
    return flavour.toString();
  }
}
