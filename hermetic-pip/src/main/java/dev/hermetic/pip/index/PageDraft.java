package dev.hermetic.pip.index;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page while it is read: bounded, and strict about the version of the API (PEP 629). */
final class PageDraft {
  /** Three times the largest project known; each file costs about a kilobyte. */
  static final int MAX_FILES = 100_000;

  private static final int MAX_SKIPPED = 20;
  private static final int SHOWN = 120;
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,9})\\.[0-9]{1,9}");

  private final PackageName name;
  private final SafeUri uri;
  private final List<IndexFile> files = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> tracks = new ArrayList<>();
  private String apiVersion = "1.0";
  private @Nullable String status;

  PageDraft(PackageName name, SafeUri uri) {
    this.name = name;
    this.uri = uri;
  }

  SafeUri uri() {
    return uri;
  }

  void apiVersion(String version) {
    Matcher matcher = VERSION.matcher(version.strip());
    if (!matcher.matches()) {
      throw broken("states the API version '" + shown(version) + "', which is none");
    }
    if (Integer.parseInt(matcher.group(1)) != 1) {
      throw new FetchException(
          "pip.index-version",
          uri.toString(),
          uri + ": the index speaks version " + version.strip() + " of the simple API, known is 1",
          0,
          false,
          null,
          "use an index that also speaks version 1");
    }
    apiVersion = version.strip();
  }

  void status(String value) {
    status = shown(value.strip());
  }

  void track(String location) {
    if (tracks.size() < MAX_SKIPPED) {
      tracks.add(shown(location.strip()));
    }
  }

  void add(IndexFile file) {
    if (files.size() == MAX_FILES) {
      throw broken("lists more than " + MAX_FILES + " files");
    }
    files.add(file);
  }

  /** Takes note of an entry that cannot be used; the others still can. */
  void skip(String what, InputException reason) {
    if (skipped.size() < MAX_SKIPPED) {
      skipped.add("'" + shown(what) + "': " + reason.getMessage());
    }
  }

  FetchException broken(String fault) {
    return broken(fault, null);
  }

  FetchException broken(String fault, @Nullable Throwable cause) {
    return new FetchException(
        "pip.index-page",
        uri.toString(),
        uri + ": the page of " + name + " " + fault,
        0,
        false,
        cause,
        "check that the URL is that of a package index");
  }

  ProjectPage page() {
    return new ProjectPage(
        name, uri, apiVersion, Optional.ofNullable(status), tracks, files, skipped);
  }

  /** Foreign text as it may be printed: short and without characters that act. */
  static String shown(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }

  /**
   * A time as pages write it (RFC 3339).
   *
   * @throws InputException when it is none
   */
  static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException malformed) {
      throw new InputException("input.time", "its upload time is not understood");
    }
  }
}
