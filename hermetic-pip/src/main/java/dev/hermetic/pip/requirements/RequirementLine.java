package dev.hermetic.pip.requirements;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Location;
import dev.hermetic.pip.requirement.Marker;
import dev.hermetic.pip.requirement.PackageName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One requirement or constraint of a requirements file. Immutable. */
public final class RequirementLine {
  /**
   * How a line is written.
   *
   * @param at the line
   * @param text the requirement as it stands in the file, variables not filled in
   * @param markerText the marker as it stands there; empty without one
   * @param editable whether behind {@code -e}
   * @param constraint whether it stands in a file of constraints
   */
  record Writing(
      Location at, String text, String markerText, boolean editable, boolean constraint) {}

  /**
   * Options of a single requirement.
   *
   * @param hashes digests of its files
   * @param configSettings settings for a build, each {@code key=value}
   */
  record Own(List<Digest> hashes, List<String> configSettings) {}

  private final Writing writing;
  private final RequirementTarget target;
  private final Own own;
  private final Spans spans;

  RequirementLine(Writing writing, RequirementTarget target, Own own, Spans spans) {
    this.writing = writing;
    this.target = target;
    this.own = own;
    this.spans = spans;
  }

  /** File and line. */
  public Location location() {
    return writing.at();
  }

  /** The requirement as it stands in the file; variables are not filled in, so it can be shown. */
  public String text() {
    return writing.text();
  }

  /** The package; empty for a path or URL that does not say which. */
  public Optional<PackageName> name() {
    return target.name();
  }

  /** The extras asked for. */
  public Set<PackageName> extras() {
    return target.extras();
  }

  /** When it is wanted; empty for always. */
  public Optional<Marker> marker() {
    return target.marker();
  }

  /** The marker as written; empty without one. */
  public String markerText() {
    return writing.markerText();
  }

  /** Where its files come from. */
  public RequirementSource source() {
    return target.source();
  }

  /**
   * The digests that its files may have, in the order of the file; that of a URL's fragment comes
   * last. A file needs to match one of them.
   */
  public List<Digest> hashes() {
    return own.hashes();
  }

  /** Settings for the build of its sdist, each {@code key=value}. */
  public List<String> configSettings() {
    return own.configSettings();
  }

  /** Whether it stands behind {@code -e}. */
  public boolean isEditable() {
    return writing.editable();
  }

  /** Whether it only limits versions ({@code -c}) and asks for nothing by itself. */
  public boolean isConstraint() {
    return writing.constraint();
  }

  Spans spans() {
    return spans;
  }

  @Override
  public String toString() {
    return writing.at() + ": " + writing.text();
  }
}
