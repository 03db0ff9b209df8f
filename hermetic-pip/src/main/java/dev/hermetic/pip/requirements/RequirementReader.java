package dev.hermetic.pip.requirements;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.requirement.Requirement;
import dev.hermetic.pip.wheel.WheelName;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the requirement of one line as pip does: a URL, a path, or a requirement as PEP 508 has
 * them. Which of them it is can depend on the files of the project.
 */
final class RequirementReader {
  /**
   * What was read.
   *
   * @param target what the line asks for
   * @param markerText the marker as written; empty without one
   * @param url the URL as written; empty without one
   * @param named whether {@code name @} stands before the URL
   */
  record Read(RequirementTarget target, String markerText, String url, boolean named) {}

  private final ProjectFiles files;
  private final Location at;

  RequirementReader(ProjectFiles files, Location at) {
    this.files = files;
    this.at = at;
  }

  /**
   * Reads the text in front of the options.
   *
   * @throws LockfileException with code {@code pip.requirement} or {@code pip.url}, or that of the
   *     part that is malformed
   */
  Read line(String text) {
    boolean url = UrlText.isUrl(text);
    int separator = text.indexOf(url ? "; " : ";");
    String what = text.substring(0, separator < 0 ? text.length() : separator).strip();
    String marker = separator < 0 ? "" : text.substring(separator + 1).strip();
    if (url) {
      return direct(what, marker);
    }
    LocalName local = LocalName.of(what);
    if (isLocal(what, local)) {
      return local(local, marker);
    }
    return specified(marker.isEmpty() ? what : what + " ; " + marker, marker);
  }

  private boolean isLocal(String what, LocalName local) {
    if (LocalName.looksLikePath(what) && files.isDirectory(local.path())) {
      return true;
    }
    return local.isArchive() && (files.isFile(local.path()) || !local.isNamed());
  }

  /**
   * Reads the value of {@code -e}.
   *
   * @throws LockfileException as {@link #line}
   */
  Read editable(String value) {
    LocalName local = LocalName.of(value);
    if (!UrlText.isUrl(value) && files.isDirectory(local.path())) {
      return local(local, "");
    }
    boolean named = !UrlText.isUrl(value) && value.indexOf('@') > 0;
    int separator = named ? value.indexOf(';') : -1;
    Read read =
        named
            ? specified(value, separator < 0 ? "" : value.substring(separator + 1).strip())
            : direct(value, "");
    String scheme = UrlText.scheme(read.url());
    if (!UrlText.isVcs(scheme) && !scheme.equals("file")) {
      throw broken(
          value,
          "is neither a directory of the project nor a repository",
          "write git+https://host/path@commit#egg=name");
    }
    if (read.target().name().isEmpty() && !scheme.equals("file")) {
      throw broken(value, "does not say which package it is", "write name @ git+https://…");
    }
    return read;
  }

  private Read specified(String text, String marker) {
    Requirement requirement = checked(Requirement::parse, text);
    String url = requirement.url().orElse("");
    RequirementSource source =
        url.isEmpty() ? new RequirementSource.Index(requirement.specifiers()) : source(url);
    RequirementTarget target =
        new RequirementTarget(
            Optional.of(requirement.name()), requirement.extras(), requirement.marker(), source);
    return new Read(target, marker, url, true);
  }

  private Read direct(String url, String marker) {
    if (!UrlText.isUrl(url)) {
      throw broken(
          url, "is not a URL that pip knows", "write git+https://host/path@commit#egg=name");
    }
    Optional<String> egg = UrlText.fragment(url, "egg");
    Optional<Requirement> named = egg.map(text -> checked(Requirement::parse, text));
    Optional<PackageName> name =
        named.map(Requirement::name).or(() -> wheel(UrlText.fileName(url)));
    Set<PackageName> extras = named.<Set<PackageName>>map(Requirement::extras).orElse(Set.of());
    return new Read(
        new RequirementTarget(name, extras, marker(marker), source(url)), marker, url, false);
  }

  private Read local(LocalName local, String marker) {
    Set<PackageName> extras =
        local.extras().isEmpty()
            ? Set.of()
            : checked(Requirement::parse, "placeholder" + local.extras()).extras();
    if (!files.isDirectory(local.path()) && !files.isFile(local.path())) {
      throw broken(
          local.path(),
          "looks like a file, but the project has none of that name",
          "name an existing file below the directory of the input");
    }
    String fileName = local.path().substring(local.path().lastIndexOf('/') + 1);
    RequirementTarget target =
        new RequirementTarget(
            wheel(fileName), extras, marker(marker), new RequirementSource.Local(local.path()));
    return new Read(target, marker, "", false);
  }

  /** The file name of a wheel says which package it is; other names do not say it for certain. */
  private Optional<PackageName> wheel(String fileName) {
    if (!fileName.endsWith(".whl")) {
      return Optional.empty();
    }
    return Optional.of(
        WheelName.tryParse(fileName)
            .orElseThrow(
                () -> broken(fileName, "is not a name of a wheel", "name the file as it was built"))
            .name());
  }

  private Optional<Marker> marker(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(checked(Marker::parse, text));
  }

  private RequirementSource source(String url) {
    SafeUri parsed = checked(SafeUri::parse, url);
    if (!UrlText.isVcs(UrlText.scheme(url))) {
      return new RequirementSource.Url(parsed);
    }
    return VcsUrl.parse(url)
        .map(RequirementSource.Vcs::new)
        .orElseThrow(() -> broken(url, "names no revision behind the @", "write a commit there"));
  }

  private <T> T checked(Function<String, T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (InputException malformed) {
      // Not as the cause: its message can hold a password that ours does not.
      throw LockfileException.of(
          malformed.code(),
          at,
          withoutUserInformation(malformed.reason()),
          malformed.hints().toArray(new String[0]));
    }
  }

  private LockfileException broken(String text, String reason, String hint) {
    return LockfileException.of(
        "pip.requirement", at, PrintableText.quoted(text) + " " + reason, hint);
  }

  private static String withoutUserInformation(String message) {
    return message.replaceAll("//[^@/?#\\s]*+@", "//***@");
  }
}
