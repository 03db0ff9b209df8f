package dev.hermetic.pip.requirements;

import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.Template;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Points URLs of a requirements file at prefetched files: {@code name @
 * file://${output_dir}/deps/pip/file}, with the fragment, the marker and the hashes that stood
 * there, and without {@code -e}. Everything else stays as it is, byte for byte: comments, order,
 * continuations, line ends. Rewriting what was rewritten changes nothing. Stateless.
 */
public final class RequirementsRewriter {
  private static final String PREFIX = "file://${output_dir}/";

  private final RequirementsFile file;
  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int copied;

  private RequirementsRewriter(RequirementsFile file) {
    this.file = file;
    this.text = file.content().text();
  }

  /**
   * Rewrites a file.
   *
   * @param paths the path below the output directory of a requirement's file, {@code
   *     deps/pip/name.tar.gz}; empty to leave the requirement as it is
   * @return the new text; empty when nothing changes
   * @throws LockfileException with code {@code lockfile.encoding} when the file has to be changed
   *     and its encoding cannot be kept
   */
  public static Optional<Template> rewrite(
      RequirementsFile file, Function<RequirementLine, Optional<String>> paths) {
    return new RequirementsRewriter(file).run(paths);
  }

  private Optional<Template> run(Function<RequirementLine, Optional<String>> paths) {
    List<RequirementLine> lines =
        file.requirements().stream()
            .filter(line -> isRemote(line.source()))
            .sorted(Comparator.comparingInt(line -> line.spans().start()))
            .toList();
    for (RequirementLine line : lines) {
      paths.apply(line).ifPresent(path -> point(line, path));
    }
    if (copied == 0) {
      return Optional.empty();
    }
    if (!file.content().rewritable()) {
      throw LockfileException.of(
          "lockfile.encoding",
          Location.of(file.path()),
          "the file has to be rewritten and is not UTF-8",
          "save it as UTF-8");
    }
    literal(text.length());
    String mark = file.content().mark() ? "\uFEFF" : "";
    return Optional.of(new Template(mark + out));
  }

  private static boolean isRemote(RequirementSource source) {
    return source instanceof RequirementSource.Vcs
        || source instanceof RequirementSource.Url url && !url.url().scheme().equals("file");
  }

  private void point(RequirementLine line, String path) {
    Spans spans = line.spans();
    literal(spans.start());
    boolean named = spans.named() && !line.isEditable();
    if (!named && line.name().isPresent()) {
      out.append(name(line)).append(" @ ");
    }
    out.append(PREFIX).append(Template.literal(path + UrlText.rawFragment(spans.url())).text());
    boolean markerFollows = spans.end() < text.length() && text.charAt(spans.end()) == ';';
    if (line.isEditable() && !line.markerText().isEmpty()) {
      out.append(" ; ").append(Template.literal(line.markerText()).text());
    } else if (markerFollows) {
      // A semicolon right behind a URL would be a part of it now that a name stands before.
      out.append(' ');
    }
    copied = spans.end();
  }

  private static String name(RequirementLine line) {
    String extras =
        line.extras().isEmpty()
            ? ""
            : "["
                + String.join(",", line.extras().stream().map(Object::toString).sorted().toList())
                + "]";
    return line.name().orElseThrow() + extras;
  }

  private void literal(int end) {
    out.append(Template.literal(text.substring(copied, end)).text());
    copied = end;
  }
}
