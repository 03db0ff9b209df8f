package dev.hermetic.pip.pylock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.RelPath;
import dev.hermetic.pip.PackagingOracle;
import dev.hermetic.pip.requirement.MarkerEnvironment;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Tag;
import dev.hermetic.pip.wheel.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks are accepted, kept and chosen from as by Python's packaging library. */
@org.junit.jupiter.api.Tag("native-client")
class PackagingPylockTest {
  private static final RelPath FILE = RelPath.of("pylock.toml");
  private static final String HEX = "ab".repeat(32);
  private static final List<Target> TARGETS =
      List.of(
          Target.parse("cp312-linux-x86_64-glibc2.28"),
          Target.parse("cp39-linux-aarch64-glibc2.34"),
          Target.parse("cp311-windows-x86_64"));

  /** What we refuse on purpose: a lock with it could not be checked, or would not be portable. */
  private static final Map<String, String> STRICTER =
      Map.ofEntries(
          Map.entry("a negative size", wheel("size = -1, hashes = { sha256 = \"" + HEX + "\" }")),
          Map.entry("a malformed hash", wheel("hashes = { sha256 = \"xyz\" }")),
          Map.entry("no hash that can be checked", wheel("hashes = { blake9 = \"xyz\" }")),
          Map.entry(
              "two hashes of one algorithm",
              wheel("hashes = { sha256 = \"" + HEX + "\", SHA256 = \"" + HEX + "\" }")),
          Map.entry(
              "a relative URL",
              wheel("hashes = { sha256 = \"" + HEX + "\" }").replace("https://files.example/", "")),
          Map.entry(
              "a URL that is none",
              wheel("hashes = { sha256 = \"" + HEX + "\" }").replace("files.example/", "a b/")),
          Map.entry("a deep table", head("packages = []\nx = " + "[".repeat(40) + "]".repeat(40))),
          Map.entry("an archive without a name", archive("https://files.example/")),
          Map.entry("an archive of a hidden name", archive("https://files.example/.x.zip")));

  @TempDir Path scratch;

  private static String head(String more) {
    return "lock-version = \"1.0\"\ncreated-by = \"test\"\n" + more + "\n";
  }

  private static String wheel(String more) {
    return head(
        "[[packages]]\nname = \"demo\"\nwheels = [{ url ="
            + " \"https://files.example/demo-1.0-py3-none-any.whl\", "
            + more
            + " }]");
  }

  private static String archive(String url) {
    return head(
        "[[packages]]\nname = \"demo\"\narchive = { url = \"%s\", hashes = { sha256 = \"%s\" } }"
            .formatted(url, HEX));
  }

  private static Optional<Pylock> read(String text) {
    try {
      return Optional.of(new PylockReader(FILE).read(text));
    } catch (HermeticException refused) {
      return Optional.empty();
    }
  }

  @Test
  void acceptsAndRejectsAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomLocks random = new RandomLocks(31);
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = RandomLocks.toml(random.lock());
      String ours = read(text).isPresent() ? "valid" : "invalid";
      valid += ours.equals("valid") ? 1 : 0;
      oracle.ask(question -> ours, "pylock", text);
    }
    assertThat(valid).isBetween(5_000, 15_000);
    oracle.compare(scratch);
  }

  @Test
  void writesLocksThatSayTheSame() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomLocks random = new RandomLocks(32);
    for (int i = 0; i < 6_000; i++) {
      String text = RandomLocks.toml(random.lock());
      read(text).ifPresent(lock -> oracle.ask(q -> "true", "samelock", text, lock.toToml()));
    }
    assertThat(oracle.size()).isGreaterThan(1_500);
    oracle.compare(scratch);
  }

  @Test
  void choosesAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomLocks random = new RandomLocks(33);
    for (int i = 0; i < 4_000; i++) {
      String text = RandomLocks.toml(random.lock());
      Target target = random.pick(TARGETS);
      boolean extra = random.chance(30);
      boolean group = random.chance(30);
      Optional<Pylock> lock = read(text);
      if (lock.isPresent() && offers(lock.get(), extra, group)) {
        oracle.ask(
            q -> choice(lock.get(), target, extra, group),
            "lockselect",
            text,
            joined(target.markerEnvironment()),
            target.tags().stream().map(Tag::toString).collect(Collectors.joining(" ")),
            extra ? "a" : "",
            group ? "docs" : "-");
      }
    }
    assertThat(oracle.size()).isGreaterThan(1_000);
    oracle.compare(scratch);
  }

  /** What a lock does not offer is refused by us and, from its next version on, by the library. */
  private static boolean offers(Pylock lock, boolean extra, boolean group) {
    return (!extra || lock.extras().isPresent()) && (!group || lock.dependencyGroups().isPresent());
  }

  private static String choice(Pylock lock, Target target, boolean extra, boolean group) {
    try {
      PylockSelection selection = PylockSelection.of(FILE, lock);
      selection = extra ? selection.withExtras(List.of(PackageName.of("a"))) : selection;
      selection = group ? selection.withGroups(List.of(PackageName.of("docs")), false) : selection;
      List<String> chosen = new ArrayList<>();
      for (LockedPackage each : selection.packages(target.markerEnvironment())) {
        String file = selection.file(each, target).map(LockedFile::fileName).orElse("");
        chosen.add(
            each.name()
                + ":"
                + (each.wheels().isEmpty() && each.sdist().isEmpty() ? kind(each) : file));
      }
      return String.join(" ", chosen);
    } catch (HermeticException refused) {
      return "error";
    }
  }

  private static String kind(LockedPackage each) {
    if (each.vcs().isPresent()) {
      return "PackageVcs";
    }
    return each.directory().isPresent() ? "PackageDirectory" : "PackageArchive";
  }

  private static String joined(MarkerEnvironment environment) {
    return environment.values().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("|"));
  }

  @Test
  void refusesOnPurposeWhatTheLibraryAccepts() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    List<String> accepted = new ArrayList<>();
    STRICTER.forEach(
        (what, text) -> {
          if (read(text).isPresent()) {
            accepted.add(what);
          }
          oracle.ask(question -> "valid", "pylock", text);
        });
    assertThat(accepted).isEmpty();
    oracle.compare(scratch);
  }
}
