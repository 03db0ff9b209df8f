package dev.hermetic.pip.index;

import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.util.List;
import java.util.Optional;

/**
 * What an index says about one project.
 *
 * @param name the project that was asked for
 * @param uri the address that answered
 * @param apiVersion the version of the simple API, {@code 1.0} where the page states none (PEP 629)
 * @param status the project's status (PEP 792): {@code archived}, {@code quarantined}, …
 * @param tracks the pages of other indexes that this one says it follows (PEP 708); only noted
 * @param files the files in the order of the page
 * @param skipped why entries of the page could not be used, the first of them
 */
public record ProjectPage(
    PackageName name,
    SafeUri uri,
    String apiVersion,
    Optional<String> status,
    List<String> tracks,
    List<IndexFile> files,
    List<String> skipped) {
  /** Copies the lists. */
  public ProjectPage {
    tracks = List.copyOf(tracks);
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }
}
