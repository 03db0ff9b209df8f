package dev.hermetic.generic;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One file of a Maven repository, in the default repository layout.
 *
 * @param repository the repository, as written
 * @param group the group id
 * @param artifact the artifact id
 * @param version the version
 * @param kind type and classifier
 */
record MavenSource(String repository, String group, String artifact, String version, Kind kind)
    implements Source {
  /** What a coordinate may hold, so that it is one path segment that needs no encoding. */
  private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9_.~+-]*");

  /** Types whose files have another extension than their name (Maven's artifact handlers). */
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "maven-plugin", "jar",
          "ejb", "jar",
          "ejb-client", "jar",
          "javadoc", "jar",
          "javadoc-source", "jar",
          "test-jar", "jar");

  /**
   * Which of the files of a version.
   *
   * @param type the type, {@code jar} by default
   * @param classifier the classifier, empty for none
   */
  record Kind(String type, String classifier) {}

  /**
   * Checks the coordinates.
   *
   * @throws InputException with code {@code generic.coordinate} or {@code input.uri}
   */
  MavenSource {
    check("artifact_id", artifact);
    check("version", version);
    check("type", kind.type());
    if (!kind.classifier().isEmpty()) {
      check("classifier", kind.classifier());
    }
    for (String segment : group.split("\\.", -1)) {
      check("group_id", segment);
    }
    SafeUri base = WebSource.of(repository).locator();
    if (base.uri().getRawQuery() != null || base.uri().getRawFragment() != null) {
      throw InputException.of(
          "input.uri", "the repository '" + base + "' has a query or a fragment", "remove it");
    }
  }

  @Override
  public SafeUri locator() {
    String base = repository.replaceFirst("/+$", "");
    return SafeUri.parse(
        String.join("/", base, group.replace('.', '/'), artifact, version, defaultFilename()));
  }

  @Override
  public String defaultFilename() {
    String classifier = kind.classifier().isEmpty() ? "" : "-" + kind.classifier();
    String extension = EXTENSIONS.getOrDefault(kind.type(), kind.type());
    return artifact + "-" + version + classifier + "." + extension;
  }

  @Override
  public Purl purl(RelPath filename, Digest checksum) {
    Map<String, String> qualifiers = new TreeMap<>();
    qualifiers.put("checksum", checksum.toString());
    qualifiers.put("repository_url", SafeUri.parse(repository).withoutUserInfo().toString());
    qualifiers.put("type", kind.type());
    if (!kind.classifier().isEmpty()) {
      qualifiers.put("classifier", kind.classifier());
    }
    return Purl.of("maven", group, artifact, version, qualifiers);
  }

  private static void check(String name, String value) {
    if (!COORDINATE.matcher(value).matches()) {
      throw InputException.of(
          "generic.coordinate",
          name + " " + PrintableText.quoted(value) + " is not a Maven coordinate",
          "use letters, digits and . _ - + ~ only");
    }
  }
}
