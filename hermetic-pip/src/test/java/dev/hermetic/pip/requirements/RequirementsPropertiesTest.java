package dev.hermetic.pip.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** What holds for every requirements file, however strange. */
class RequirementsPropertiesTest {
  private static final RelPath FILE = RelPath.of("requirements.txt");

  private Path project = Path.of("");

  @BeforeTry
  void makeProject() throws IOException {
    project = Files.createTempDirectory("requirements");
  }

  @AfterTry
  void removeProject() throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Requirements read(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = project.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return Requirements.read(SourceTree.at(project), FILE, name -> Optional.empty());
  }

  @Property(tries = 300)
  void failsInNoOtherWayThanItSays(@ForAll byte[] content) throws IOException {
    Files.write(project.resolve("requirements.txt"), content);
    try {
      assertThat(Requirements.read(SourceTree.at(project), FILE, name -> Optional.empty()))
          .isNotNull();
    } catch (HermeticException refused) {
      assertThat(refused.code()).isNotEmpty();
    }
  }

  @Property(tries = 400)
  void findsEveryRequirementWhereItStands(@ForAll long seed) throws IOException {
    Map<String, String> files = new RandomRequirements(seed).project();
    Requirements requirements;
    try {
      requirements = read(files);
    } catch (HermeticException refused) {
      return;
    }
    for (RequirementsFile file : requirements.files()) {
      List<String> lines = file.content().text().lines().toList();
      for (RequirementLine line : file.requirements()) {
        Spans spans = line.spans();
        assertThat(spans.start()).isLessThan(spans.end());
        assertThat(line.location().line()).isBetween(1, lines.size() + 1);
        String url = file.content().text().substring(spans.start(), spans.end());
        if (!line.isEditable() && !spans.url().isEmpty() && !url.contains("\\")) {
          assertThat(url).isEqualTo(spans.url());
        }
      }
    }
  }

  @Property(tries = 400)
  void rewritesOnceAndKeepsEveryRequirement(@ForAll long seed) throws IOException {
    Map<String, String> files = new RandomRequirements(seed).project();
    Requirements before;
    try {
      before = read(files);
    } catch (HermeticException refused) {
      return;
    }
    for (RequirementsFile file : before.files()) {
      rewritten(file).ifPresent(text -> files.put(file.path().value(), text));
    }
    Requirements after = read(files);
    assertThat(after.all()).hasSameSizeAs(before.all());
    for (int i = 0; i < after.all().size(); i++) {
      RequirementLine old = before.all().get(i);
      RequirementLine now = after.all().get(i);
      assertThat(now.hashes()).isEqualTo(old.hashes());
      assertThat(now.name()).isEqualTo(old.name());
      assertThat(now.extras()).isEqualTo(old.extras());
      assertThat(now.markerText()).isEqualTo(old.markerText());
      assertThat(now.source()).isNotInstanceOf(RequirementSource.Vcs.class);
    }
    after.files().forEach(file -> assertThat(rewritten(file)).isEmpty());
  }

  private static Optional<String> rewritten(RequirementsFile file) {
    return RequirementsRewriter.rewrite(file, line -> Optional.of("deps/pip/x.tar.gz"))
        .map(template -> template.expand("/out"));
  }
}
