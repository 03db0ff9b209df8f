package dev.hermetic.pip.lock.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The solver against every assignment of small universes. */
class SolverPropertiesTest {
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};

  private static TablePackageSource packageSource(long seed) {
    Random random = new Random(seed);
    int versions = 1 + random.nextInt(3);
    TablePackageSource packageSource =
        new TablePackageSource().put("root", 1, needs(random, versions, 3));
    for (String name : NAMES) {
      for (int version = 1; version <= versions; version++) {
        if (random.nextInt(8) > 0) {
          packageSource.put(name, version, needs(random, versions, 2));
        }
      }
    }
    return packageSource;
  }

  private static List<PackageSource.Dependency<String, Integer>> needs(
      Random random, int versions, int most) {
    List<PackageSource.Dependency<String, Integer>> needs = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      Ranges<Integer> range = Ranges.none();
      for (int version = 1; version <= versions; version++) {
        if (random.nextInt(5) < 2) {
          range = range.union(Ranges.exactly(version));
        }
      }
      needs.add(TablePackageSource.need(name, random.nextInt(6) == 0 ? Ranges.all() : range));
    }
    return needs;
  }

  private static boolean satisfiable(
      TablePackageSource packageSource, Map<String, Integer> chosen, int at) {
    if (at == NAMES.length) {
      return isValid(packageSource, chosen);
    }
    if (satisfiable(packageSource, chosen, at + 1)) {
      return true;
    }
    for (int version : packageSource.table().getOrDefault(NAMES[at], new TreeMap<>()).keySet()) {
      chosen.put(NAMES[at], version);
      if (satisfiable(packageSource, chosen, at + 1)) {
        return true;
      }
      chosen.remove(NAMES[at]);
    }
    return false;
  }

  private static boolean isValid(TablePackageSource packageSource, Map<String, Integer> chosen) {
    return chosen.entrySet().stream()
        .flatMap(e -> packageSource.table().get(e.getKey()).get(e.getValue()).stream())
        .allMatch(
            need ->
                chosen.containsKey(need.target())
                    && need.versions().contains(chosen.get(need.target())));
  }

  private static Set<String> reachable(
      TablePackageSource packageSource, Map<String, Integer> chosen) {
    Set<String> seen = new HashSet<>(Set.of("root"));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String name = open.pop();
      packageSource
          .table()
          .get(name)
          .get(chosen.get(name))
          .forEach(
              need -> {
                if (seen.add(need.target())) {
                  open.push(need.target());
                }
              });
    }
    return seen;
  }

  @Property(tries = 4000)
  void solvesExactlyWhatCanBeSolved(@ForAll long seed) throws Exception {
    TablePackageSource packageSource = packageSource(seed);
    Outcome<String, Integer> outcome = new Solver<>(packageSource, "root", 1).solve();
    boolean expected = satisfiable(packageSource, new HashMap<>(Map.of("root", 1)), 0);
    if (outcome instanceof Outcome.Solved<String, Integer> solved) {
      assertThat(isValid(packageSource, solved.versions())).isTrue();
      assertThat(solved.versions().keySet()).isEqualTo(reachable(packageSource, solved.versions()));
    }
    assertThat(outcome instanceof Outcome.Solved).isEqualTo(expected);
  }

  @Property(tries = 1000)
  void answersTheSameTwice(@ForAll long seed) throws Exception {
    assertThat(text(packageSource(seed))).isEqualTo(text(packageSource(seed)));
  }

  @Property(tries = 2000)
  void explainsWhateverCannotBeSolved(@ForAll long seed) throws Exception {
    Outcome<String, Integer> outcome = new Solver<>(packageSource(seed), "root", 1).solve();
    if (outcome instanceof Outcome.Unsolvable<String, Integer> unsolvable) {
      assertThat(sentences(unsolvable)).last().asString().endsWith("cannot be met.");
    }
  }

  private static String text(TablePackageSource packageSource) throws Exception {
    Outcome<String, Integer> outcome = new Solver<>(packageSource, "root", 1).solve();
    return outcome instanceof Outcome.Unsolvable<String, Integer> unsolvable
        ? sentences(unsolvable).toString()
        : outcome.toString();
  }

  private static List<String> sentences(Outcome.Unsolvable<String, Integer> unsolvable) {
    return unsolvable
        .conflict()
        .sentences(
            new Conflict.Wording<>() {
              @Override
              public String some(String subject, Ranges<Integer> versions) {
                return subject + " " + versions;
              }

              @Override
              public String root() {
                return "you";
              }
            });
  }
}
