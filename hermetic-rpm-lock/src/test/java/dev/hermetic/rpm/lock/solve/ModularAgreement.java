package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.lock.groups.GroupCatalog;
import dev.hermetic.rpm.lock.groups.InstallList;
import dev.hermetic.rpm.lock.modules.ModuleErrors;
import dev.hermetic.rpm.lock.modules.ModuleStreams;
import dev.hermetic.rpm.lock.modules.PlatformId;
import dev.hermetic.rpm.lock.modules.RepositoryModules;
import dev.hermetic.rpm.lock.solve.ModularUniverse.Asked;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import dev.hermetic.rpm.lock.solve.pool.PoolBuilder;
import dev.hermetic.rpm.lock.solve.pool.Repository;
import dev.hermetic.rpm.lock.solve.problems.Explanation;
import dev.hermetic.rpm.lock.solve.request.Excludes;
import dev.hermetic.rpm.lock.solve.request.Request;
import dev.hermetic.rpm.repodata.Comps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares our answers about modules and groups with dnf's. */
final class ModularAgreement extends Agreement<ModularUniverse> {
  private final ModularUniverse.Flavour flavour;

  ModularAgreement(ModularUniverse.Flavour flavour) {
    super("modular_oracle.py");
    this.flavour = flavour;
  }

  @Override
  ModularUniverse world(long seed) {
    return new ModularUniverse(seed, flavour);
  }

  @Override
  String theirs(JsonNode answer) {
    return answer.get("stage").asString()
        + " before "
        + names(answer.get("before"))
        + " active "
        + names(answer.get("active"))
        + " install "
        + (answer.has("install")
            ? names(answer.get("install")) + " remove " + names(answer.get("remove"))
            : "-");
  }

  /** Problems and sentences as sets: their order depends on numbers that nobody sees. */
  @Override
  TreeSet<String> sentences(String text) {
    TreeSet<String> sentences = new TreeSet<>();
    for (String line : text.substring(Math.max(0, text.indexOf(" Problem"))).split("\n")) {
      sentences.add(line.replaceFirst("^ Problem[ 0-9]*: |^  - ", ""));
    }
    sentences.remove("");
    return sentences;
  }

  @Override
  String ours(ModularUniverse universe, int request) throws IOException {
    return ours(universe, universe.requests.get(request));
  }

  private String ours(ModularUniverse universe, Asked asked) throws IOException {
    List<ModularRepository> ordered = universe.ordered();
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of("x86_64"));
    if (!universe.base.installed.packages.isEmpty()) {
      builder.add(Repository.installed(), universe.base.installed.table());
    }
    List<RepositoryModules> modules = new ArrayList<>();
    List<Comps> comps = new ArrayList<>();
    for (ModularRepository one : ordered) {
      builder.add(
          Repository.configured(one.made.id, one.made.priority, one.made.cost), one.made.table());
      modules.add(one.readModules());
      if (one.comps.length() > 0) {
        comps.add(one.readComps());
      }
    }
    PackagePool pool = builder.build();
    Excludes excludes = new Excludes(pool);
    ordered.forEach(one -> excludes.add(one.made.id, one.exclude, one.include));
    excludes.apply();
    String platform = universe.platform.isEmpty() ? PlatformId.detect(pool) : universe.platform;
    ModuleStreams streams = new ModuleStreams(modules, ArchPolicy.of("x86_64"), platform);
    String before = "before " + streams.active() + " active ";
    if (!asked.disable().isEmpty() && failed(streams.disable(asked.disable()))) {
      return "disable " + before + streams.active() + " install -";
    }
    if (!asked.enable().isEmpty() && failed(streams.enable(asked.enable()))) {
      return "enable " + before + streams.active() + " install -";
    }
    streams.filter(pool);
    Request request = new Request(pool, asked.best());
    for (String spec : asked.base().upgrade()) {
      if (!request.upgrade(spec)) {
        return "mark " + before + streams.active() + " install -";
      }
    }
    for (String spec : asked.base().reinstall()) {
      if (!request.reinstall(spec)) {
        return "mark " + before + streams.active() + " install -";
      }
    }
    InstallList.Outcome outcome =
        new InstallList(pool, request, streams, new GroupCatalog(comps), "x86_64")
            .install(asked.install());
    before += streams.active() + " install ";
    if (!outcome.isGood()) {
      explain(text(outcome.modules()));
      return "mark " + before + "-";
    }
    Solution solution =
        Solution.of(pool, request.jobs(asked.base().erasing()), request.settings(asked.weak()));
    if (!solution.isSolved()) {
      explain("\n" + String.join("\n", Explanation.lines(solution.search())));
      return "solve " + before + "-";
    }
    return "done "
        + before
        + names(pool, solution.installs())
        + " remove "
        + names(pool, solution.removals());
  }

  private boolean failed(ModuleErrors troubles) {
    explain(text(troubles));
    return !troubles.isEmpty();
  }

  private static String text(ModuleErrors troubles) {
    List<String> lines = new ArrayList<>(List.of(troubles.headline()));
    lines.addAll(troubles.lines());
    return String.join("\n", lines);
  }

  @Override
  public String toString() {
    return flavour.toString();
  }
}
