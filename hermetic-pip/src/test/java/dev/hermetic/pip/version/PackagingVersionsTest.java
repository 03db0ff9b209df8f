package dev.hermetic.pip.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.PackagingOracle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions and specifiers mean what they mean to Python's packaging library. */
@Tag("native-client")
class PackagingVersionsTest {
  @TempDir Path scratch;

  @Test
  void readsAndNormalizesVersionsAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomVersions random = new RandomVersions(1);
    for (int i = 0; i < 15_000; i++) {
      oracle.ask(q -> version(q[1]), "version", random.chance(50) ? random.valid() : random.any());
    }
    oracle.compare(scratch);
  }

  @Test
  void ordersVersionsAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomVersions random = new RandomVersions(2);
    for (int i = 0; i < 15_000; i++) {
      boolean close = random.chance(60);
      String left = close ? random.closeLocal() : random.valid();
      String right = close ? random.closeLocal() : random.valid();
      oracle.ask(
          q -> Integer.toString(Integer.signum(parse(q[1]).compareTo(parse(q[2])))),
          "compare",
          left,
          right);
    }
    oracle.compare(scratch);
  }

  @Test
  void readsSpecifiersAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomVersions random = new RandomVersions(3);
    for (int i = 0; i < 15_000; i++) {
      String text = random.chance(30) ? random.specifiers() : random.anySpecifiers();
      oracle.ask(q -> specifiers(q[1]), "specifiers", text);
    }
    oracle.compare(scratch);
  }

  @Test
  void decidesAlikeWhichVersionsSatisfySpecifiers() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomVersions random = new RandomVersions(4);
    for (int i = 0; i < 30_000; i++) {
      String text = random.specifiers();
      String candidate = random.chance(85) ? random.closeLocal() : random.valid();
      oracle.ask(q -> contains(q[1], q[2]), "contains", text, candidate);
    }
    oracle.compare(scratch);
  }

  @Test
  void choosesAlikeAmongPrereleases() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomVersions random = new RandomVersions(5);
    for (int i = 0; i < 5_000; i++) {
      List<String> candidates = new ArrayList<>();
      while (random.chance(80)) {
        candidates.add(random.closeLocal());
      }
      String text = random.chance(90) ? random.specifiers() : "";
      oracle.ask(q -> select(q[1], q[2]), "select", text, String.join(" ", candidates));
    }
    oracle.compare(scratch);
  }

  @Test
  void findsAlikeThatNothingCanSatisfySpecifiers() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomVersions random = new RandomVersions(6);
    for (int i = 0; i < 10_000; i++) {
      String text = random.specifiers() + "," + random.specifiers();
      if (!text.contains("===")) {
        oracle.ask(
            q -> Boolean.toString(SpecifierSet.parse(q[1]).toRanges().isEmpty()), "empty", text);
      }
    }
    assertThat(oracle.size()).isGreaterThan(3_000);
    oracle.compare(scratch);
  }

  private static Version parse(String text) {
    return Version.parse(text);
  }

  private static String version(String text) {
    Optional<Version> version = Version.tryParse(text);
    return version
        .map(
            v ->
                String.join(
                    " ",
                    v.toString(),
                    v.publicVersion().toString(),
                    v.baseVersion().toString(),
                    v.local().orElse("None"),
                    Boolean.toString(v.isPrerelease()),
                    Boolean.toString(v.isPostrelease()),
                    Boolean.toString(v.isDevrelease())))
        .orElse("invalid");
  }

  private static String specifiers(String text) {
    try {
      SpecifierSet set = SpecifierSet.parse(text);
      return set + " " + set.namesPrerelease();
    } catch (InputException e) {
      return "invalid";
    }
  }

  private static String contains(String text, String candidate) {
    SpecifierSet set = SpecifierSet.parse(text);
    Version version = parse(candidate);
    return Boolean.toString(set.contains(version, true)) + set.contains(version, false);
  }

  private static String select(String text, String candidates) {
    List<Version> versions = new ArrayList<>();
    for (String candidate : candidates.split(" ")) {
      if (!candidate.isEmpty()) {
        versions.add(parse(candidate));
      }
    }
    return SpecifierSet.parse(text).filter(versions).stream()
        .map(Version::toString)
        .collect(Collectors.joining(" "));
  }
}
