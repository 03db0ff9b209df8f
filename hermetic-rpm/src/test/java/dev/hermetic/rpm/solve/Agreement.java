package dev.hermetic.rpm.solve;

import dev.hermetic.rpm.solve.MadeUniverse.Asked;
import dev.hermetic.rpm.solve.pool.ArchPolicy;
import dev.hermetic.rpm.solve.pool.PackagePool;
import dev.hermetic.rpm.solve.pool.PoolBuilder;
import dev.hermetic.rpm.solve.pool.Repository;
import dev.hermetic.rpm.solve.request.Request;
import dev.hermetic.rpm.solve.rules.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares our answers with dnf's. */
final class Agreement {
  final List<String> mismatches = new ArrayList<>();
  int solved;
  int unsolved;
  int unknown;

  private static PackagePool pool(MadeUniverse universe) throws IOException {
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of("x86_64"));
    if (!universe.installed.packages.isEmpty()) {
      builder.add(Repository.installed(), universe.installed.table());
    }
    for (MadeRepository repository : universe.repositories) {
      builder.add(
          Repository.configured(repository.id, repository.priority, repository.cost),
          repository.table());
    }
    return builder.build();
  }

  void compare(String label, MadeUniverse universe, JsonNode answers) throws IOException {
    for (int i = 0; i < universe.requests.size(); i++) {
      String theirs = theirs(answers.get(i));
      String ours;
      try {
        ours = ours(universe, universe.requests.get(i));
      } catch (RuntimeException | StackOverflowError broken) {
        ours = broken + " at " + List.of(broken.getStackTrace()).subList(0, 6);
      }
      if (!ours.equals(theirs)) {
        mismatches.add(
            label + " #" + i + " " + universe.requests.get(i) + "\n  dnf:  " + theirs
                + "\n  ours: " + ours
                + "\n  said: " + answers.get(i).path("problem").asString(""));
      } else if (theirs.startsWith("install")) {
        solved++;
      } else if (theirs.equals("unsolvable")) {
        unsolved++;
      } else {
        unknown++;
      }
    }
  }

  private static String theirs(JsonNode answer) {
    if (!answer.get("ok").asBoolean()) {
      return answer.get("problem").asString().startsWith("marking: ") ? "unknown" : "unsolvable";
    }
    return "install " + names(answer.get("install")) + " remove " + names(answer.get("remove"));
  }

  private static TreeSet<String> names(JsonNode list) {
    TreeSet<String> names = new TreeSet<>();
    list.forEach(name -> names.add(name.asString()));
    return names;
  }

  private static String ours(MadeUniverse universe, Asked asked) throws IOException {
    PackagePool pool = pool(universe);
    Request request = new Request(pool, asked.best());
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
    Solution solution = Solution.of(pool, request.jobs(asked.erasing()), new Settings(asked.weak()));
    if (!solution.isSolved()) {
      return "unsolvable";
    }
    return "install " + names(pool, solution.installs()) + " remove " + names(pool, solution.removals());
  }

  private static TreeSet<String> names(PackagePool pool, int[] packages) {
    TreeSet<String> names = new TreeSet<>();
    for (int p : packages) {
      names.add(pool.nevra(p) + "@" + pool.repository(p).id());
    }
    return names;
  }

  /** Compares many universes: the first seed, how many, and flavours. */
  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    Path home = Files.createTempDirectory(Path.of(args[2]), "dnf");
    for (int f = 3; f < args.length; f++) {
      MadeUniverse.Flavour flavour = MadeUniverse.Flavour.valueOf(args[f]);
      Agreement agreement = new Agreement();
      try (DnfOracle oracle = new DnfOracle(home)) {
        for (long s = seed; s < seed + count; s++) {
          MadeUniverse universe = new MadeUniverse(s, flavour);
          agreement.compare(flavour + " " + s, universe, oracle.ask(universe));
        }
      }
      agreement.mismatches.stream().limit(8).forEach(System.out::println);
      System.out.println(
          flavour + ": solved " + agreement.solved + ", unsolvable " + agreement.unsolved
              + ", unknown " + agreement.unknown + ", mismatches " + agreement.mismatches.size());
    }
  }
}
