package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.version.SpecifierSet;
import dev.hermetic.pip.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code METADATA} and {@code PKG-INFO}. */
public final class CoreMetadataReader {
  /** The most a file of metadata may have; the largest known have a few hundred KiB. */
  public static final int MAX_BYTES = 16 << 20;

  private static final Pattern FORMAT = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

  private CoreMetadataReader() {}

  /**
   * Reads metadata.
   *
   * @param origin what the text is, for messages: {@code flask-3.0-py3-none-any.whl}
   * @throws InputException with code {@code pip.metadata} when the text is no core metadata, states
   *     no name or version, or has a major version we do not know
   */
  public static CoreMetadata read(byte[] content, String origin) {
    if (content.length > MAX_BYTES) {
      throw Malformed.metadata(origin, "the metadata are larger than " + MAX_BYTES + " bytes");
    }
    // Old files hold Latin-1 in fields we do not read; replacement characters are harmless there.
    String text = new String(content, StandardCharsets.UTF_8);
    HeaderFields fields =
        HeaderFields.read(text.startsWith("\uFEFF") ? text.substring(1) : text, origin);
    String format = fields.one("Metadata-Version", origin);
    Matcher parts = FORMAT.matcher(format);
    // "Automated tools should fail if the major version is greater than the highest they know."
    if (!parts.matches() || Integer.parseInt(parts.group(1)) > 2) {
      throw Malformed.metadata(origin, "Metadata-Version '" + format + "' is not known");
    }
    return new CoreMetadata(
        format,
        parsed(() -> PackageName.of(fields.one("Name", origin)), origin),
        parsed(() -> Version.parse(fields.one("Version", origin)), origin),
        requires(fields, origin),
        requiresPython(fields, origin),
        extras(fields, origin),
        dynamic(fields));
  }

  /**
   * What an sdist says of its needs although it need not hold: its {@code PKG-INFO}, and where that
   * lists nothing the {@code requires.txt} that setuptools wrote beside it.
   *
   * @throws InputException with code {@code pip.metadata}, also when there is no {@code PKG-INFO}
   */
  public static CoreMetadata asPublished(SdistFiles files, String origin) {
    if (files.pkgInfo().isEmpty()) {
      throw Malformed.metadata(origin, "there is no PKG-INFO");
    }
    CoreMetadata info = read(files.pkgInfo().get(), origin);
    if (!info.requires().isEmpty() || files.eggRequires().isEmpty()) {
      return info;
    }
    EggRequires egg = EggRequires.read(files.eggRequires().get(), origin);
    return new CoreMetadata(
        info.metadataVersion(),
        info.name(),
        info.version(),
        egg.requires(),
        info.requiresPython(),
        egg.extras(),
        info.dynamic());
  }

  /**
   * What a project file says, as metadata.
   *
   * @throws InputException with code {@code pip.metadata} when a requirement in it is malformed
   */
  public static CoreMetadata of(
      Pyproject project, PackageName name, Version version, String origin) {
    List<Requirement> requires = new ArrayList<>();
    for (Pyproject.Stated stated : project.dependencies()) {
      requires.add(parsed(() -> LegacyText.requirement(stated.text()), origin));
    }
    project
        .extras()
        .forEach(
            (extra, needs) -> {
              Marker condition = Marker.parse("extra == '" + extra + "'");
              for (Pyproject.Stated stated : needs) {
                Requirement need = parsed(() -> LegacyText.requirement(stated.text()), origin);
                Marker marker = need.marker().map(own -> own.and(condition)).orElse(condition);
                requires.add(need.withMarker(Optional.of(marker)));
              }
            });
    return new CoreMetadata(
        "2.2",
        name,
        version,
        requires,
        project.requiresPython().flatMap(stated -> requiresPython(stated.text())),
        project.extras().keySet(),
        Set.of());
  }

  /**
   * Reads a specifier of Python versions as published; empty when it cannot be understood even with
   * allowance for old tools.
   */
  public static Optional<SpecifierSet> requiresPython(String text) {
    try {
      return Optional.of(LegacyText.specifiers(text));
    } catch (InputException malformed) {
      return Optional.empty();
    }
  }

  private static List<Requirement> requires(HeaderFields fields, String origin) {
    List<Requirement> requires = new ArrayList<>();
    for (String text : fields.all("Requires-Dist")) {
      requires.add(parsed(() -> LegacyText.requirement(text), origin));
    }
    return requires;
  }

  private static Optional<SpecifierSet> requiresPython(HeaderFields fields, String origin) {
    List<String> texts = fields.all("Requires-Python");
    if (texts.isEmpty() || texts.get(0).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(parsed(() -> LegacyText.specifiers(texts.get(0)), origin));
  }

  private static Set<PackageName> extras(HeaderFields fields, String origin) {
    Set<PackageName> extras = new LinkedHashSet<>();
    for (String text : fields.all("Provides-Extra")) {
      extras.add(parsed(() -> PackageName.of(text), origin));
    }
    return extras;
  }

  private static Set<String> dynamic(HeaderFields fields) {
    Set<String> dynamic = new LinkedHashSet<>();
    fields.all("Dynamic").forEach(field -> dynamic.add(field.toLowerCase(Locale.ROOT)));
    return dynamic;
  }

  private interface Parsing<T> {
    T parse();
  }

  private static <T> T parsed(Parsing<T> parsing, String origin) {
    try {
      return parsing.parse();
    } catch (InputException malformed) {
      throw malformed.code().equals("pip.metadata")
          ? malformed
          : Malformed.metadata(origin, String.valueOf(malformed.getMessage()));
    }
  }
}
