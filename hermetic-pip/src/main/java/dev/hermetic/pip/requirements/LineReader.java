package dev.hermetic.pip.requirements;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.requirement.PackageName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a parsed line means. Where pip drops a part of a line without a word, a hash behind an
 * editable for example, the line is refused.
 */
final class LineReader {
  private static final Set<PipOption> OWN = EnumSet.of(PipOption.HASH, PipOption.CONFIG_SETTINGS);
  private static final Set<PipOption> INCLUDING =
      EnumSet.of(PipOption.REQUIREMENT, PipOption.CONSTRAINT);
  private static final Set<PipOption> BINARY =
      EnumSet.of(PipOption.NO_BINARY, PipOption.ONLY_BINARY);
  private static final Set<PipOption> NOT_HONOURED =
      EnumSet.of(PipOption.FIND_LINKS, PipOption.GLOBAL_OPTION, PipOption.INSTALL_OPTION);
  private static final Set<Digest.Algorithm> PIPS_ALGORITHMS =
      EnumSet.of(Digest.Algorithm.SHA256, Digest.Algorithm.SHA384, Digest.Algorithm.SHA512);

  private final ProjectFiles files;

  LineReader(ProjectFiles files) {
    this.files = files;
  }

  boolean isRequirement(ParsedLine line) {
    return line.hasRequirement() || editable(line).isPresent();
  }

  private static Optional<LineOptions.Use> editable(ParsedLine line) {
    return line.options().stream().filter(use -> use.option() == PipOption.EDITABLE).findFirst();
  }

  /** The options of a line without a requirement. */
  List<LineOptions.Use> globals(ParsedLine line) {
    for (LineOptions.Use use : line.options()) {
      refuseUnhonoured(use.option(), line.at());
      if (OWN.contains(use.option())) {
        throw option(line.at(), use.option().longName() + " belongs to no requirement");
      }
      if (INCLUDING.contains(use.option()) && line.options().size() > 1) {
        throw option(line.at(), use.option().longName() + " shares a line with other options");
      }
      if (BINARY.contains(use.option())) {
        checkNames(use, line.at());
      }
    }
    return line.options();
  }

  private static void checkNames(LineOptions.Use use, Location at) {
    for (String name : use.value().split(",", -1)) {
      if (!PackageName.isValid(name) && !name.equals(":all:") && !name.equals(":none:")) {
        throw option(
            at, use.option().longName() + " names no package: " + PrintableText.quoted(name));
      }
    }
  }

  /**
   * The requirement of a line.
   *
   * @param constraint whether it stands in a file of constraints
   * @param shown the line before its variables were filled in
   */
  RequirementLine requirement(ParsedLine line, boolean constraint, String shown) {
    Optional<LineOptions.Use> editable = editable(line);
    RequirementReader reader = new RequirementReader(files, line.at());
    RequirementReader.Read read =
        editable.isPresent() ? onlyEditable(line, reader) : reader.line(line.requirement());
    if (editable.isPresent() && constraint) {
      throw option(line.at(), "an editable cannot be a constraint");
    }
    RequirementLine.Own own = own(line, editable.isPresent(), read.url());
    RequirementLine.Writing writing =
        new RequirementLine.Writing(
            line.at(), shown(shown), read.markerText(), editable.isPresent(), constraint);
    return new RequirementLine(writing, read.target(), own, spans(line, editable, read));
  }

  /** The requirement without its hashes. */
  private static String shown(String text) {
    int options = text.indexOf(" --");
    return options < 0 ? text : text.substring(0, options).stripTrailing();
  }

  private static RequirementReader.Read onlyEditable(ParsedLine line, RequirementReader reader) {
    List<LineOptions.Use> editables =
        line.options().stream().filter(use -> use.option() == PipOption.EDITABLE).toList();
    if (line.hasRequirement() || editables.size() > 1) {
      throw option(line.at(), "--editable shares a line with another requirement");
    }
    return reader.editable(editables.get(0).value());
  }

  private RequirementLine.Own own(ParsedLine line, boolean editable, String url) {
    List<Digest> hashes = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    for (LineOptions.Use use : line.options()) {
      refuseUnhonoured(use.option(), line.at());
      if (use.option() == PipOption.HASH && !editable) {
        hashes.add(hash(use.value(), line.at()));
      } else if (use.option() == PipOption.CONFIG_SETTINGS && use.value().indexOf('=') >= 0) {
        settings.add(use.value());
      } else if (use.option() != PipOption.EDITABLE) {
        throw option(line.at(), misplaced(use.option(), editable));
      }
    }
    FragmentHash.of(url, line.at()).ifPresent(hashes::add);
    return new RequirementLine.Own(List.copyOf(hashes), List.copyOf(settings));
  }

  private static String misplaced(PipOption option, boolean editable) {
    if (option == PipOption.CONFIG_SETTINGS) {
      return "--config-settings needs key=value";
    }
    return editable && option == PipOption.HASH
        ? "an editable cannot have a hash"
        : option.longName() + " cannot stand behind a requirement";
  }

  private static Digest hash(String value, Location at) {
    String algorithm = value.substring(0, Math.max(0, value.indexOf(':')));
    if (PIPS_ALGORITHMS.stream().noneMatch(known -> known.id().equals(algorithm))) {
      throw hashFailure(value, "is not one of sha256, sha384 or sha512", at);
    }
    try {
      return Digest.parse(value);
    } catch (InputException malformed) {
      throw hashFailure(value, "is malformed", at);
    }
  }

  private static LockfileException hashFailure(String value, String reason, Location at) {
    return LockfileException.of(
        "pip.hash",
        at,
        "the hash " + PrintableText.quoted(value) + " " + reason,
        "write --hash=sha256:<64 hexadecimal digits>");
  }

  private static Spans spans(
      ParsedLine line, Optional<LineOptions.Use> editable, RequirementReader.Read read) {
    int start = editable.map(LineOptions.Use::start).orElse(0);
    int end = editable.map(LineOptions.Use::end).orElse(line.requirementEnd());
    if (editable.isEmpty() && !read.url().isEmpty()) {
      int search = read.named() ? line.requirement().indexOf('@') : 0;
      start = line.requirement().indexOf(read.url(), search);
      end = start + read.url().length();
    }
    return new Spans(
        line.line().sourceStart(start), line.line().sourceEnd(end), read.named(), read.url());
  }

  private static void refuseUnhonoured(PipOption option, Location at) {
    if (NOT_HONOURED.contains(option)) {
      throw LockfileException.of(
          "pip.option",
          at,
          option.longName() + " cannot be honoured",
          "remove it",
          option == PipOption.FIND_LINKS
              ? "name an index by --index-url or --extra-index-url"
              : "use --config-settings for a build");
    }
  }

  private static LockfileException option(Location at, String reason) {
    return LockfileException.of(
        "pip.option", at, reason, "write one requirement or option to a line");
  }
}
