package dev.hermetic.rpm.solve;

import dev.hermetic.rpm.solve.MadeUniverse.Asked;
import dev.hermetic.rpm.solve.pool.ArchPolicy;
import dev.hermetic.rpm.solve.pool.PackagePool;
import dev.hermetic.rpm.solve.pool.PoolBuilder;
import dev.hermetic.rpm.solve.pool.Repository;
import dev.hermetic.rpm.solve.request.Request;
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
  int sameWords;
  final List<String> otherWords = new ArrayList<>();
  private String words = "";

  static PackagePool pool(MadeUniverse universe) throws IOException {
    PoolBuilder builder = new PoolBuilder(ArchPolicy.of(universe.arch));
    if (!universe.installed.packages.isEmpty()) {
      builder.add(Repository.installed(), universe.installed.table());
    }
    List<MadeRepository> ordered =
        universe.repositories.stream()
            .sorted(
                java.util.Comparator.comparingInt((MadeRepository made) -> made.priority)
                    .thenComparingInt(made -> made.cost))
            .toList();
    for (MadeRepository repository : ordered) {
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
      words = "";
      try {
        ours = ours(universe, universe.requests.get(i));
      } catch (RuntimeException | StackOverflowError broken) {
        ours = broken + " at " + List.of(broken.getStackTrace()).subList(0, 6);
      }
      if (!ours.equals(theirs)) {
        mismatches.add(
            label
                + " #"
                + i
                + " "
                + universe.requests.get(i)
                + "\n  dnf:  "
                + theirs
                + "\n  ours: "
                + ours
                + "\n  said: "
                + answers.get(i).path("problem").asString(""));
      } else if (theirs.startsWith("install")) {
        solved++;
      } else if (theirs.equals("unsolvable")) {
        unsolved++;
        explain(label + " #" + i, answers.get(i).get("problem").asString());
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

  /** Problems and sentences as sets: their order depends on numbers that nobody sees. */
  private static TreeSet<TreeSet<String>> sentences(String text) {
    TreeSet<TreeSet<String>> problems =
        new TreeSet<>(java.util.Comparator.comparing(TreeSet::toString));
    for (String problem : text.split("\n Problem[ 0-9]*: ")) {
      if (!problem.isBlank()) {
        problems.add(new TreeSet<>(List.of(problem.strip().split("\n  - "))));
      }
    }
    return problems;
  }

  private void explain(String label, String theirs) {
    if (sentences(theirs).equals(sentences(words))) {
      sameWords++;
    } else {
      otherWords.add(label + theirs + "\nours:" + words);
    }
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
      words = dev.hermetic.rpm.solve.problems.Explanation.text(solution.search());
      return "unsolvable";
    }
    return "install "
        + names(pool, solution.installs())
        + " remove "
        + names(pool, solution.removals());
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
    for (int f = 3; f < args.length; f++) {
      Path home = Files.createTempDirectory(Path.of(args[2]), "dnf");
      MadeUniverse.Flavour flavour = MadeUniverse.Flavour.valueOf(args[f]);
      Agreement agreement = new Agreement();
      try (DnfOracle oracle = new DnfOracle(home)) {
        for (long s = seed; s < seed + count; s++) {
          MadeUniverse universe = new MadeUniverse(s, flavour);
          agreement.compare(flavour + " " + s, universe, oracle.ask(universe));
        }
      }
      agreement.mismatches.stream().limit(8).forEach(System.out::println);
      agreement.mismatches.forEach(
          m -> System.out.println("differs: " + m.substring(0, m.indexOf(" Asked"))));
      agreement.otherWords.stream().limit(3).forEach(System.out::println);
      System.out.println(
          flavour
              + ": solved "
              + agreement.solved
              + ", unsolvable "
              + agreement.unsolved
              + ", unknown "
              + agreement.unknown
              + ", mismatches "
              + agreement.mismatches.size()
              + ", explained alike "
              + agreement.sameWords
              + ", not "
              + agreement.otherWords.size());
    }
  }
}
