package dev.hermetic.rpm.solve;

import dev.hermetic.rpm.groups.GroupCatalog;
import dev.hermetic.rpm.groups.InstallList;
import dev.hermetic.rpm.modules.ModuleStreams;
import dev.hermetic.rpm.modules.ModuleTroubles;
import dev.hermetic.rpm.modules.PlatformId;
import dev.hermetic.rpm.modules.RepositoryModules;
import dev.hermetic.rpm.repodata.Comps;
import dev.hermetic.rpm.solve.ModularUniverse.Asked;
import dev.hermetic.rpm.solve.pool.ArchPolicy;
import dev.hermetic.rpm.solve.pool.PackagePool;
import dev.hermetic.rpm.solve.pool.PoolBuilder;
import dev.hermetic.rpm.solve.pool.Repository;
import dev.hermetic.rpm.solve.problems.Explanation;
import dev.hermetic.rpm.solve.request.Excludes;
import dev.hermetic.rpm.solve.request.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares our answers about modules and groups with dnf's. */
final class ModularAgreement {
  final List<String> mismatches = new ArrayList<>();
  final Map<String, Integer> stages = new TreeMap<>();
  int sameWords;
  final List<String> otherWords = new ArrayList<>();
  private String words = "";

  void compare(String label, ModularUniverse universe, JsonNode answers) throws IOException {
    for (int i = 0; i < universe.requests.size(); i++) {
      Asked asked = universe.requests.get(i);
      JsonNode answer = answers.get(i);
      String theirs =
          answer.get("stage").asString()
              + " before "
              + names(answer.get("before"))
              + " active "
              + names(answer.get("active"))
              + " install "
              + (answer.has("install") ? names(answer.get("install")) : "-");
      words = "";
      String ours;
      try {
        ours = ours(universe, asked);
      } catch (RuntimeException | StackOverflowError broken) {
        ours = broken + " at " + List.of(broken.getStackTrace()).subList(0, 6);
      }
      String said = answer.path("problem").asString("");
      if (!ours.equals(theirs)) {
        mismatches.add(
            label
                + " #"
                + i
                + " "
                + asked
                + "\n  dnf:  "
                + theirs
                + "\n  ours: "
                + ours
                + "\n  said: "
                + said
                + "\n  we:   "
                + words);
      } else {
        stages.merge(answer.get("stage").asString(), 1, Integer::sum);
        words(label + " #" + i, said);
      }
    }
  }

  private void words(String label, String said) {
    if (!said.contains("Problem") || words.isEmpty()) {
      return;
    }
    if (sentences(said).equals(sentences(words))) {
      sameWords++;
    } else {
      otherWords.add(label + "\n" + said + "\nours:\n" + words);
    }
  }

  /** Problems and sentences as sets: their order depends on numbers that nobody sees. */
  private static TreeSet<String> sentences(String text) {
    TreeSet<String> sentences = new TreeSet<>();
    for (String line : text.substring(Math.max(0, text.indexOf(" Problem"))).split("\n")) {
      sentences.add(line.replaceFirst("^ Problem[ 0-9]*: |^  - ", ""));
    }
    sentences.remove("");
    return sentences;
  }

  private static TreeSet<String> names(JsonNode list) {
    TreeSet<String> names = new TreeSet<>();
    list.forEach(name -> names.add(name.asString()));
    return names;
  }

  private String ours(ModularUniverse universe, Asked asked) throws IOException {
    List<ModularRepository> ordered =
        universe.repositories.stream()
            .sorted(
                Comparator.comparingInt((ModularRepository one) -> one.made.priority)
                    .thenComparingInt(one -> one.made.cost))
            .toList();
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of("x86_64"));
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
    InstallList.Outcome outcome =
        new InstallList(pool, request, streams, new GroupCatalog(comps), "x86_64")
            .install(asked.install());
    before += streams.active() + " install ";
    if (!outcome.isGood()) {
      words = outcome.modules().text();
      return "mark " + before + "-";
    }
    Solution solution = Solution.of(pool, request.jobs(false), request.settings(asked.weak()));
    if (!solution.isSolved()) {
      words = Explanation.text(solution.search());
      return "solve " + before + "-";
    }
    TreeSet<String> names = new TreeSet<>();
    for (int p : solution.installs()) {
      names.add(pool.nevra(p) + "@" + pool.repository(p).id());
    }
    return "done " + before + names;
  }

  private boolean failed(ModuleTroubles troubles) {
    words = troubles.text();
    return !troubles.isEmpty();
  }

  /** Compares many universes: the first seed, how many, a directory, and flavours. */
  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    for (int f = 3; f < args.length; f++) {
      Path home = Files.createTempDirectory(Path.of(args[2]), "dnf");
      ModularUniverse.Flavour flavour = ModularUniverse.Flavour.valueOf(args[f]);
      ModularAgreement agreement = new ModularAgreement();
      try (ModularOracle oracle = new ModularOracle(home)) {
        for (long s = seed; s < seed + count; s++) {
          ModularUniverse universe = new ModularUniverse(s, flavour);
          agreement.compare(flavour + " " + s, universe, oracle.ask(universe));
        }
      }
      agreement.mismatches.stream().limit(6).forEach(System.out::println);
      agreement.otherWords.stream().limit(3).forEach(System.out::println);
      System.out.println(
          flavour
              + ": agreed "
              + agreement.stages
              + ", mismatches "
              + agreement.mismatches.size()
              + ", explained alike "
              + agreement.sameWords
              + ", not "
              + agreement.otherWords.size());
    }
  }
}
