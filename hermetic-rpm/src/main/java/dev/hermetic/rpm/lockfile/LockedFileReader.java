package dev.hermetic.rpm.lockfile;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.formats.yaml.Fields;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.rpm.lockfile.LockedFile.Kind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads one file of one architecture. */
final class LockedFileReader {
  // What dnf accepts as the id of a repository, without ':', which no Windows file name may hold.
  private static final Pattern REPOID = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

  private final RelPath file;
  private final String arch;
  private final Kind kind;

  LockedFileReader(RelPath file, String arch, Kind kind) {
    this.file = file;
    this.arch = arch;
    this.kind = kind;
  }

  LockedFile read(YamlNode node) {
    Fields fields = Fields.of(file, node, "a file of the lock");
    SafeUri url = fields.parse("url", () -> url(fields.required("url")));
    String name = fields.parse("url", () -> fileName(url));
    Optional<String> repoid = fields.optional("repoid").map(id -> repoid(fields, id));
    if (kind == Kind.MODULES && repoid.isEmpty()) {
      throw fields.missing("repoid");
    }
    PackageName written =
        PackageName.ofFile(name).or(fields.optional("name"), fields.optional("evr"));
    return new LockedFile(
        fields.at(),
        kind,
        arch,
        url,
        name,
        repoid,
        fields.optional("checksum").map(text -> fields.parse("checksum", () -> Digest.parse(text))),
        size(fields),
        written,
        fields.optional("sourcerpm"));
  }

  private static SafeUri url(String text) {
    // RFC 3986 has no other characters; java.net.URI alone would let invisible ones pass.
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 126) {
        throw InputException.of(
            "input.uri",
            "the URL " + PrintableText.quoted(text) + " holds characters that are not ASCII",
            "percent-encode them");
      }
    }
    return SafeUri.parse(UrlText.encoded(text));
  }

  /** Packages are named {@code gcc-c++}: whether their URL says {@code +} or {@code %2B}. */
  private String fileName(SafeUri url) {
    String path = Optional.ofNullable(url.uri().getRawPath()).orElse("");
    String raw = path.substring(path.lastIndexOf('/') + 1);
    RelPath checked = raw.isEmpty() ? RelPath.ROOT : RelPath.of(decoded(raw));
    boolean rpm = kind == Kind.MODULES || checked.name().endsWith(".rpm");
    if (checked.isRoot() || !checked.parent().isRoot() || !rpm) {
      throw InputException.of(
          "rpm.file-name",
          "the URL '" + url + "' ends in no usable file name",
          kind == Kind.MODULES ? "name a file" : "name a file that ends in .rpm");
    }
    return checked.value();
  }

  private static String decoded(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    String path = Optional.ofNullable(java.net.URI.create("x:/" + raw).getPath()).orElse("/");
    return path.substring(1);
  }

  private String repoid(Fields fields, String written) {
    String id = RepoVariables.expand(written, arch);
    boolean hidden = id.startsWith(".") || id.endsWith(".");
    if (!REPOID.matcher(id).matches() || id.equals("repos.d") || hidden) {
      throw LockfileException.of(
          "rpm.repoid",
          fields.at("repoid"),
          "'repoid' is " + PrintableText.quoted(written) + ", which cannot name a repository here",
          "use letters, digits, '.', '_' and '-', or $basearch and $arch");
    }
    return id;
  }

  private static OptionalLong size(Fields fields) {
    Optional<String> text = fields.optional("size");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!SIZE.matcher(text.get()).matches()) {
      throw LockfileException.of(
          "rpm.size",
          fields.at("size"),
          "'size' is not a number of bytes: " + PrintableText.quoted(text.get()));
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }
}
