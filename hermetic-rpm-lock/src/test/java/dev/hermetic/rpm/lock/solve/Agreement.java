package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.lock.solve.pool.PackagePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Compares our answers with dnf's. The property {@code hermetic.rpm.universes} says how many
 * universes of a flavour are compared, {@code hermetic.rpm.seed} which is the first.
 */
abstract class Agreement<W extends MadeWorld> {
  final List<String> mismatches = new ArrayList<>();

  /** How often we agreed, by what came of a request. */
  final Map<String, Integer> outcomes = new TreeMap<>();

  /** Explanations of failures that are not dnf's. */
  final List<String> otherWords = new ArrayList<>();

  int sameWords;
  private final String script;
  private String words = "";

  /** Compares by a script that asks dnf. */
  Agreement(String script) {
    this.script = script;
  }

  /** Makes a world. */
  abstract W world(long seed);

  /** The answer of dnf as text; what came of the request is its first word. */
  abstract String theirs(JsonNode answer);

  /** Our answer to a request in the same form; explains failures. */
  abstract String ours(W world, int request) throws IOException;

  /** An explanation in a form that leaves out what depends on numbers that nobody sees. */
  abstract Object sentences(String text);

  /** Compares the first universes of one flavour. */
  final void compare(Path home, long seed, int count) throws IOException {
    try (DnfOracle oracle = new DnfOracle(home, script)) {
      for (long s = seed; s < seed + count; s++) {
        W world = world(s);
        compare(this + " " + s, world, oracle.ask(world));
      }
    }
  }

  /** The same, as many as the properties say. */
  final void compare(Path home, int usual) throws IOException {
    compare(
        home,
        Long.getLong("hermetic.rpm.seed", 1),
        Integer.getInteger("hermetic.rpm.universes", usual));
  }

  private void compare(String label, W world, JsonNode answers) {
    for (int i = 0; i < world.requests().size(); i++) {
      String theirs = theirs(answers.get(i));
      words = "";
      String ours = attempt(world, i);
      String said = answers.get(i).path("problem").asString("");
      if (ours.equals(theirs)) {
        outcomes.merge(theirs.split(" ")[0], 1, Integer::sum);
        compareWords(label + " #" + i, said);
      } else {
        mismatches.add(
            String.join(
                "\n",
                label + " #" + i + " " + world.requests().get(i),
                "  dnf:  " + theirs,
                "  ours: " + ours,
                "  said: " + said,
                "  we:   " + words));
      }
    }
  }

  private String attempt(W world, int request) {
    try {
      return ours(world, request);
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      return broken + " at " + List.of(broken.getStackTrace()).subList(0, 6);
    }
  }

  private void compareWords(String label, String said) {
    if (!said.contains("Problem") || words.isEmpty()) {
      return;
    }
    if (sentences(said).equals(sentences(words))) {
      sameWords++;
    } else {
      otherWords.add(label + "\n" + said + "\nours:\n" + words);
    }
  }

  /** Says why a request fails. */
  final void explain(String text) {
    words = text;
  }

  /** The texts of a list of JSON. */
  static TreeSet<String> names(JsonNode list) {
    TreeSet<String> names = new TreeSet<>();
    list.forEach(name -> names.add(name.asString()));
    return names;
  }

  /** Packages as the scripts name them. */
  static TreeSet<String> names(PackagePool pool, int[] packages) {
    TreeSet<String> names = new TreeSet<>();
    for (int p : packages) {
      names.add(pool.nevra(p) + "@" + pool.repository(p).id());
    }
    return names;
  }

  /** Compares many universes: the first seed, how many, a directory, and flavours. */
  public static void main(String[] args) throws IOException {
    for (int f = 3; f < args.length; f++) {
      Path home = Files.createTempDirectory(Path.of(args[2]), "dnf");
      Agreement<?> agreement = named(args[f]);
      agreement.compare(home, Long.parseLong(args[0]), Integer.parseInt(args[1]));
      agreement.report();
    }
  }

  private static Agreement<?> named(String flavour) {
    for (ModularUniverse.Flavour known : ModularUniverse.Flavour.values()) {
      if (known.name().equals(flavour)) {
        return new ModularAgreement(known);
      }
    }
    return new PackageAgreement(MadeUniverse.Flavour.valueOf(flavour));
  }

  private void report() {
    mismatches.stream().limit(8).forEach(System.out::println);
    mismatches.forEach(m -> System.out.println("differs: " + m.substring(0, m.indexOf(" Asked"))));
    otherWords.stream().limit(3).forEach(System.out::println);
    System.out.println(
        String.join(
            ", ",
            this + ": agreed " + outcomes,
            "mismatches " + mismatches.size(),
            "explained alike " + sameWords,
            "not " + otherWords.size()));
  }
}
