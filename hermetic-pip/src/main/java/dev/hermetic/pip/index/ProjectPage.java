package dev.hermetic.pip.index;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.pip.requirement.PackageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an index says about one project. Thread-safe. */
public final class ProjectPage {
  private static final int MAX_SKIPPED = 20;

  private final PackageName name;
  private final SafeUri uri;
  private final About about;
  private final List<PageEntry> entries;
  private @Nullable Files files;

  /**
   * What a page says of itself.
   *
   * @param apiVersion the version of the simple API, {@code 1.0} where the page states none (PEP
   *     629)
   * @param status the project's status (PEP 792): {@code archived}, {@code quarantined}, …
   * @param tracks the pages of other indexes that this one says it follows (PEP 708); only noted
   */
  record About(String apiVersion, Optional<String> status, List<String> tracks) {}

  private record Files(List<IndexFile> usable, List<String> skipped) {}

  ProjectPage(PackageName name, SafeUri uri, About about, List<PageEntry> entries) {
    this.name = name;
    this.uri = uri;
    this.about = about;
    this.entries = List.copyOf(entries);
  }

  /** The project that was asked for. */
  public PackageName name() {
    return name;
  }

  /** The address that answered. */
  public SafeUri uri() {
    return uri;
  }

  /** The version of the simple API, {@code 1.0} where the page states none (PEP 629). */
  public String apiVersion() {
    return about.apiVersion();
  }

  /** The project's status (PEP 792): {@code archived}, {@code quarantined}, … */
  public Optional<String> status() {
    return about.status();
  }

  /** The pages of other indexes that this one says it follows (PEP 708); only noted. */
  public List<String> tracks() {
    return List.copyOf(about.tracks());
  }

  /** All entries in the order of the page, usable or not. */
  public List<PageEntry> entries() {
    return entries;
  }

  /** All files that can be used, in the order of the page. */
  public List<IndexFile> files() {
    return read().usable();
  }

  /** Why entries of the page cannot be used, the first of them. */
  public List<String> skipped() {
    return read().skipped();
  }

  private synchronized Files read() {
    Files known = files;
    if (known == null) {
      List<IndexFile> usable = new ArrayList<>();
      List<String> skipped = new ArrayList<>();
      for (PageEntry entry : entries) {
        try {
          usable.add(entry.file());
        } catch (InputException unusable) {
          if (skipped.size() < MAX_SKIPPED) {
            skipped.add("'" + PageDraft.shown(entry.label()) + "': " + unusable.getMessage());
          }
        }
      }
      known = new Files(List.copyOf(usable), List.copyOf(skipped));
      files = known;
    }
    return known;
  }
}
