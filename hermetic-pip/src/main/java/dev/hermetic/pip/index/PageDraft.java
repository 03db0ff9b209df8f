package dev.hermetic.pip.index;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
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

  private static final int MAX_TRACKS = 20;
  private static final int SHOWN = 120;
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,9})\\.[0-9]{1,9}");

  private final PackageName name;
  private final SafeUri uri;
  private final List<PageEntry> entries = new ArrayList<>();
  private final List<String> tracks = new ArrayList<>();
  private String apiVersion = "1.0";
  private @Nullable String status;

  PageDraft(PackageName name, SafeUri uri) {
    this.name = name;
    this.uri = uri;
  }

  /** A draft of the same page on which nothing stands yet but the version of the API. */
  PageDraft empty() {
    PageDraft other = new PageDraft(name, uri);
    other.apiVersion = apiVersion;
    return other;
  }

  /** Takes over all that another draft has. */
  void take(PageDraft other) {
    entries.addAll(other.entries);
    tracks.addAll(other.tracks);
    apiVersion = other.apiVersion;
    status = other.status;
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
      throw FetchException.builder("pip.index-version")
          .subject(uri.toString())
          .message(
              uri
                  + ": the index speaks version "
                  + version.strip()
                  + " of the simple API, known is 1")
          .hints("use an index that also speaks version 1")
          .build();
    }
    apiVersion = version.strip();
  }

  void status(String value) {
    status = shown(value.strip());
  }

  void track(String location) {
    if (tracks.size() < MAX_TRACKS) {
      tracks.add(shown(location.strip()));
    }
  }

  void add(PageEntry entry) {
    if (entries.size() == MAX_FILES) {
      throw broken("lists more than " + MAX_FILES + " files");
    }
    entries.add(entry);
  }

  FetchException broken(String fault) {
    return broken(fault, null);
  }

  FetchException broken(String fault, @Nullable Throwable cause) {
    return FetchException.builder("pip.index-page")
        .subject(uri.toString())
        .message(uri + ": the page of " + name + " " + fault)
        .cause(cause)
        .hints("check that the URL is that of a package index")
        .build();
  }

  ProjectPage page() {
    return new ProjectPage(
        name,
        uri,
        new ProjectPage.About(apiVersion, Optional.ofNullable(status), List.copyOf(tracks)),
        entries);
  }

  /** Foreign text as it may be printed: short and without characters that act. */
  static String shown(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }
}
