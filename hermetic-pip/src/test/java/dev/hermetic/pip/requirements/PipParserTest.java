package dev.hermetic.pip.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import dev.hermetic.pip.PackagingOracle;
import dev.hermetic.pip.requirement.MarkerEnvironment;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requirements files mean what they mean to a real pip. We refuse on purpose what pip takes without
 * honouring it; those reasons are listed here, and a second test shows that pip takes each.
 */
@Tag("native-client")
class PipParserTest {
  private static final RelPath FILE = RelPath.of("requirements.txt");
  private static final MarkerEnvironment LINUX =
      Target.parse("cp312-linux-x86_64-glibc2.28").markerEnvironment();
  private static final String ENVIRONMENT =
      LINUX.values().entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining("|"));

  /** What we refuse and pip does not, by a part of the message, with an example. */
  private static final Map<String, String> STRICTER =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("text follows the options", "--pre foo\n"),
              Map.entry("has an empty value", "--extra-index-url=\n"),
              Map.entry("belongs to no requirement", "--hash=sha256:" + "0".repeat(64) + "\n"),
              Map.entry("shares a line with", "-r more.txt --pre\n"),
              Map.entry("cannot stand behind a requirement", "foo==1.0 --pre\n"),
              Map.entry("an editable cannot have a hash", "-e ./local --hash=sha256:00\n"),
              Map.entry("cannot be honoured", "--find-links https://files.example/\n"),
              Map.entry("is malformed", "foo==1.0 --hash=sha256:00\n"),
              Map.entry(
                  "is not set",
                  "foo==${VERSION}\n".replace("==$", ">=1 ; os_name=='$").replace("}\n", "}'\n")),
              Map.entry("but the project has none of that name", "missing.zip\n"),
              Map.entry("is not an absolute URI", "foo @ g#it+https://git.example/foo\n"),
              Map.entry("names no package", "--no-binary a--\n"),
              Map.entry("is not a name of a wheel", "file:///srv/foo-1.0-py\t3-none-any.whl\n"),
              Map.entry("is not a valid URI", "foo @ https://files.example/a|b.whl\n")));

  @TempDir Path scratch;

  @Test
  void readsFilesAlike() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomRequirements random = new RandomRequirements(21);
    int refused = 0;
    for (int i = 0; i < 4_000; i++) {
      Map<String, String> files = random.project();
      String ours = read(scratch.resolve("p" + i % 8), files);
      if (STRICTER.keySet().stream().anyMatch(ours::contains)) {
        refused++;
      } else {
        String plain = ours.startsWith("error") ? "error" : ours;
        oracle.ask(question -> plain, "pipfile", joined(files), ENVIRONMENT);
      }
    }
    assertThat(refused).as("cases that pip would have to accept").isLessThan(1_000);
    oracle.compare(scratch);
  }

  @Test
  void refusesOnPurposeWhatPipTakesWithoutHonouringIt() throws Exception {
    PackagingOracle oracle = new PackagingOracle();
    RandomRequirements random = new RandomRequirements(22);
    List<String> honoured = new ArrayList<>();
    for (Map.Entry<String, String> each : STRICTER.entrySet()) {
      Map<String, String> files = random.project();
      files.put("requirements.txt", each.getValue());
      files.put("more.txt", "foo==1.0\n");
      String ours = read(scratch.resolve("s"), files);
      if (!ours.contains(each.getKey())) {
        honoured.add(each.getKey() + ": " + ours);
      }
      oracle.ask(question -> "accepted", "pipaccepts", joined(files), ENVIRONMENT);
    }
    assertThat(honoured).isEmpty();
    oracle.compare(scratch);
  }

  private static String joined(Map<String, String> files) {
    return files.entrySet().stream()
        .map(entry -> entry.getKey() + "\0" + entry.getValue())
        .collect(Collectors.joining("\0"));
  }

  private static String read(Path project, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = project.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    try {
      return printed(Requirements.read(SourceTree.at(project), FILE, name -> Optional.empty()));
    } catch (PrefetchFailedException several) {
      return "error "
          + several.failures().stream()
              .map(HermeticException::getMessage)
              .collect(Collectors.joining("; "));
    } catch (HermeticException one) {
      return "error " + one.getMessage();
    }
  }

  private static String printed(Requirements requirements) {
    List<String> out = new ArrayList<>();
    requirements.all().forEach(line -> out.add(printed(line)));
    out.add(String.join(" ", requirements.indexes(List.of("https://default.example/simple/"))));
    out.add(Boolean.toString(requirements.has(PipOption.REQUIRE_HASHES)));
    for (String name : List.of("foo", "bar", "other")) {
      BinaryRules rules = requirements.binaryRules();
      PackageName of = PackageName.of(name);
      out.add(Boolean.toString(rules.allowsWheel(of)) + rules.allowsSdist(of));
    }
    return String.join("\n", out);
  }

  private static String printed(RequirementLine line) {
    return String.join(
        "|",
        line.location().toString(),
        Boolean.toString(line.isEditable()) + line.isConstraint(),
        line.name().map(PackageName::toString).orElse(""),
        line.extras().stream().map(PackageName::toString).sorted().collect(Collectors.joining(",")),
        printed(line.source()),
        line.marker().map(m -> Boolean.toString(m.evaluate(LINUX, Set.of()))).orElse("-"),
        line.hashes().stream().map(Object::toString).sorted().collect(Collectors.joining(" ")));
  }

  private static String printed(RequirementSource source) {
    if (source instanceof RequirementSource.Index index) {
      return index.specifiers().toString();
    }
    if (source instanceof RequirementSource.Url url) {
      return url.url().uri().toString();
    }
    if (source instanceof RequirementSource.Vcs vcs) {
      return vcs.url().system()
          + "+"
          + vcs.url().repository()
          + vcs.url().revision().map(revision -> "@" + revision).orElse("")
          + " "
          + vcs.url().subdirectory().orElse("None");
    }
    String path = ((RequirementSource.Local) source).path();
    return "local " + ProjectFiles.within(RelPath.ROOT, path).orElseThrow();
  }
}
