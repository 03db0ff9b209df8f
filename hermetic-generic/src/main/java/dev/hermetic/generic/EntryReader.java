package dev.hermetic.generic;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one artifact of {@code artifacts.lock.yaml} or {@code artifacts.in.yaml}. */
final class EntryReader {
  private static final Set<String> MAVEN_KEYS =
      Set.of("type", "filename", "attributes", "checksum", "auth");

  // A lock must not be able to forge a request by naming these.
  private static final Set<String> RESERVED_HEADERS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "te",
          "upgrade",
          "expect",
          "range",
          "if-range",
          "accept-encoding");

  private final RelPath file;
  private final String urlKey;
  private final boolean authAllowed;

  /**
   * A reader.
   *
   * @param urlKey the key that holds the URL
   * @param authAllowed whether the format version knows {@code auth}
   */
  EntryReader(RelPath file, String urlKey, boolean authAllowed) {
    this.file = file;
    this.urlKey = urlKey;
    this.authAllowed = authAllowed;
  }

  /**
   * Reads a node.
   *
   * @throws InputException with file and line
   */
  ArtifactEntry read(YamlNode node) {
    Fields fields = Fields.of(file, node, "an artifact");
    boolean maven = fields.has("type");
    if (maven && !fields.requiredText("type").equals("maven")) {
      throw fields.fault(
          "generic.type", "type", "the only type is 'maven'", "remove 'type' for a plain URL");
    }
    fields.rejectUnknown(maven ? MAVEN_KEYS : Set.of(urlKey, "filename", "checksum", "auth"));
    Source source = maven ? maven(fields.nested("attributes")) : web(fields);
    return new ArtifactEntry(
        fields.at(), source, filename(fields, source), checksum(fields), auth(fields));
  }

  private Source web(Fields fields) {
    String url = fields.requiredText(urlKey);
    return fields.parse(urlKey, () -> WebSource.of(url));
  }

  /** Unknown attributes are ignored, as Hermeto does. */
  private static Source maven(Fields attributes) {
    String repository = attributes.requiredText("repository_url");
    String group = attributes.requiredText("group_id");
    String artifact = attributes.requiredText("artifact_id");
    String version = attributes.requiredText("version");
    MavenSource.Kind kind =
        new MavenSource.Kind(
            attributes.optionalText("type").orElse("jar"),
            attributes.optionalText("classifier").orElse(""));
    return attributes.parse(
        "artifact_id", () -> new MavenSource(repository, group, artifact, version, kind));
  }

  /** The given name, or the one that the source implies. */
  private RelPath filename(Fields fields, Source source) {
    String name = fields.optionalText("filename").orElseGet(source::defaultFilename);
    RelPath path = fields.parse("filename", () -> RelPath.of(name));
    if (path.isRoot()) {
      throw fields.fault(
          "generic.filename",
          "filename",
          "the artifact has no file name: its URL path ends in none",
          "add 'filename'");
    }
    return path;
  }

  private static Optional<Digest> checksum(Fields fields) {
    return fields
        .optionalText("checksum")
        .map(
            text ->
                fields.parse(
                    "checksum",
                    () -> text.contains(":") ? Digest.parse(text) : Digest.sha256(text)));
  }

  private Optional<Auth> auth(Fields fields) {
    if (!fields.has("auth")) {
      return Optional.empty();
    }
    if (!authAllowed) {
      throw fields.fault(
          "generic.auth",
          "auth",
          "'auth' needs version 2.0 of the lockfile",
          "set metadata.version to '2.0'");
    }
    Fields auth = fields.nested("auth");
    auth.rejectUnknown(Set.of("basic", "bearer"));
    if (auth.has("basic") == auth.has("bearer")) {
      throw fields.fault(
          "generic.auth", "auth", "'auth' needs exactly one of 'basic' and 'bearer'");
    }
    return Optional.of(
        auth.has("basic") ? basic(auth.nested("basic")) : bearer(auth.nested("bearer")));
  }

  private Auth basic(Fields basic) {
    basic.rejectUnknown(Set.of("username", "password"));
    return new Auth.Basic(
        basic.at(), basic.requiredText("username"), basic.requiredText("password"));
  }

  private Auth bearer(Fields bearer) {
    bearer.rejectUnknown(Set.of("header", "value"));
    String header = bearer.optionalText("header").orElse("Authorization");
    if (RESERVED_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
      throw bearer.fault(
          "generic.auth",
          "header",
          "the header field " + PrintableText.quoted(header) + " is reserved");
    }
    return new Auth.Bearer(bearer.at(), header, bearer.requiredText("value"));
  }
}
