package dev.hermetic.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.LockfileException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of the type {@code maven}. */
@Timeout(60)
class MavenEntriesTest extends ResolverLab {
  @Test
  void readsMavenCoordinates() throws IOException {
    Artifact artifact = only(maven("type: test-jar", "classifier: tests"));
    assertThat(artifact.locators())
        .extracting(Object::toString)
        .containsExactly("https://repo.example/m2/org/x/y/lib/1.0/lib-1.0-tests.jar");
    assertThat(place(artifact)).isEqualTo("lib-1.0-tests.jar");
    assertThat(decoded(artifact.purl()))
        .isEqualTo(
            "pkg:maven/org.x.y/lib@1.0?checksum="
                + ONE
                + "&classifier=tests&repository_url=https://repo.example/m2/&type=test-jar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom:pom",
        "jar:jar",
        "maven-plugin:jar",
        "ejb:jar",
        "ejb-client:jar",
        "javadoc:jar",
        "javadoc-source:jar",
        "test-jar:jar",
        "ear:ear",
        "rar:rar",
        "war:war",
        "tar.gz:tar.gz"
      })
  void mapsTheTypeToAnExtension(String pair) throws IOException {
    String[] parts = pair.split(":");
    assertThat(place(only(maven("type: " + parts[0])))).isEqualTo("lib-1.0." + parts[1]);
  }

  @Test
  void ignoresUnknownAttributes() throws IOException {
    assertThat(only(maven("note: hello"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "group_id: a..b",
        "group_id: a/b",
        "artifact_id: ..",
        "version: 1/2",
        "classifier: a%2f",
        "type: ../jar"
      })
  void refusesCoordinatesThatLeadElsewhere(String attribute) throws IOException {
    String lock =
        maven()
            .replaceAll("(?m)^ {6}" + attribute.split(":")[0] + ": .*", " ".repeat(6) + attribute);
    if (!lock.contains(attribute)) {
      lock = maven(attribute);
    }
    String text = lock;
    assertThatThrownBy(() -> resolve(text))
        .isInstanceOfSatisfying(
            LockfileException.class, e -> assertThat(e.code()).isEqualTo("generic.coordinate"));
  }
}
