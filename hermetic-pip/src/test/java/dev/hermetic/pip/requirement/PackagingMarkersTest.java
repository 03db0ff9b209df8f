package dev.hermetic.pip.requirement;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.PackagingOracle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, markers and requirements mean what they mean to Python's packaging library. */
@Tag("native-client")
class PackagingMarkersTest {
  @TempDir Path scratch;

  @Test
  void evaluatesMarkersOfMetadataAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomMarkers random = new RandomMarkers(11);
    for (int i = 0; i < 20_000; i++) {
      ask(oracle, random, random.marker(2), "-");
    }
    oracle.compare(scratch);
  }

  @Test
  void evaluatesMarkersOfLocksAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomMarkers random = new RandomMarkers(12);
    for (int i = 0; i < 10_000; i++) {
      ask(oracle, random, random.marker(2), random.names());
    }
    oracle.compare(scratch);
  }

  @Test
  void acceptsAndRejectsMarkersAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomMarkers random = new RandomMarkers(13);
    for (int i = 0; i < 15_000; i++) {
      ask(oracle, random, random.anyMarker(), "-");
    }
    oracle.compare(scratch);
  }

  @Test
  void printsMarkersOfTheSameMeaning() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomMarkers random = new RandomMarkers(14);
    for (int i = 0; i < 10_000; i++) {
      String original = random.marker(3);
      oracle.ask(
          q -> evaluate(original, q[2], q[3], q[4]),
          "marker",
          Marker.parse(original).toString(),
          RandomMarkers.joined(random.environment()),
          random.names(),
          "-");
    }
    oracle.compare(scratch);
  }

  @Test
  void readsRequirementsAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomMarkers random = new RandomMarkers(15);
    for (int i = 0; i < 20_000; i++) {
      String environment = RandomMarkers.joined(random.environment());
      oracle.ask(q -> requirement(q[1], q[2]), "requirement", random.requirement(), environment);
    }
    oracle.compare(scratch);
  }

  @Test
  void normalizesNamesAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomMarkers random = new RandomMarkers(16);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder name = new StringBuilder();
      while (random.chance(85)) {
        name.append(random.pick(java.util.List.of("a", "B", "7", "-", "_", ".", "--", "é", "K")));
      }
      oracle.ask(
          q -> PackageName.isValid(q[1]) ? PackageName.of(q[1]).toString() : "invalid",
          "name",
          name.toString());
    }
    oracle.compare(scratch);
  }

  private static void ask(
      PackagingOracle oracle, RandomMarkers random, String text, String groups) {
    String environment = RandomMarkers.joined(random.environment());
    oracle.ask(
        q -> evaluate(q[1], q[2], q[3], q[4]), "marker", text, environment, random.names(), groups);
  }

  private static MarkerEnvironment environment(String joined) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : joined.split("\\|", -1)) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return MarkerEnvironment.of(values);
  }

  private static Set<PackageName> names(String joined) {
    return Arrays.stream(joined.split(" "))
        .filter(name -> !name.isEmpty())
        .map(PackageName::of)
        .collect(Collectors.toSet());
  }

  private static String evaluate(String text, String environment, String extras, String groups) {
    Marker marker;
    try {
      marker = Marker.parse(text);
    } catch (InputException e) {
      return "invalid";
    }
    return holds(marker, environment(environment), extras, groups);
  }

  private static String holds(
      Marker marker, MarkerEnvironment environment, String extras, String groups) {
    try {
      return Boolean.toString(
          groups.equals("-")
              ? marker.evaluate(environment, names(extras))
              : marker.evaluate(environment, names(extras), names(groups)));
    } catch (InputException e) {
      return e.code().equals("pip.marker-undefined") ? "undefined" : e.toString();
    }
  }

  private static String requirement(String text, String environment) {
    Requirement requirement;
    try {
      requirement = Requirement.parse(text);
    } catch (InputException e) {
      return "invalid";
    }
    String extras =
        requirement.extras().stream().map(PackageName::toString).collect(Collectors.joining(","));
    return String.join(
        "|",
        requirement.name().toString(),
        extras,
        requirement.specifiers().toString(),
        requirement.url().orElse("-"),
        requirement.marker().map(m -> holds(m, environment(environment), "", "-")).orElse("-"));
  }
}
