package dev.hermetic.rpm.locking;

import dev.hermetic.core.LockfileException;
import dev.hermetic.rpm.input.PlacedText;
import dev.hermetic.rpm.input.RepoSection;
import dev.hermetic.rpm.origin.Origin;
import dev.hermetic.rpm.origin.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Understands the options of a repository as libdnf does, variables replaced. */
final class SectionReader {
  private final Variables variables;

  SectionReader(Variables variables) {
    this.variables = variables;
  }

  /**
   * A repository; empty when it is not enabled.
   *
   * @throws LockfileException with code {@code rpm.in-value} when an option has no such value,
   *     {@code rpm.releasever} when an address needs a release that nobody told
   */
  Optional<EnabledRepository> read(RepoSection section) {
    if (!flag(section, "enabled", true)) {
      return Optional.empty();
    }
    List<String> excludes = new ArrayList<>(list(section, "excludepkgs"));
    excludes.addAll(list(section, "exclude"));
    Origin origin =
        new Origin(
            variables.expand(section.id()),
            list(section, "baseurl"),
            text(section, "metalink"),
            text(section, "mirrorlist"));
    return Optional.of(
        new EnabledRepository(
            origin,
            number(section, "priority", 99),
            number(section, "cost", 1000),
            flag(section, "skip_if_unavailable", false),
            flag(section, "module_hotfixes", false),
            excludes,
            list(section, "includepkgs")));
  }

  private List<String> list(RepoSection section, String name) {
    List<String> items = new ArrayList<>();
    for (String item : text(section, name).split("[\\s,]+")) {
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return items;
  }

  private String text(RepoSection section, String name) {
    Optional<PlacedText> option = section.option(name);
    String text = option.map(placed -> variables.expand(placed.text().strip())).orElse("");
    if (text.matches("(?is).*\\$\\{?releasever\\b.*")) {
      throw new LockfileException(
          "rpm.releasever",
          option.map(PlacedText::at).orElse(section.at()),
          "the repository needs $releasever, and nothing tells the release",
          "write 'releasever: \"9\"' into the input, or give it as an option of the run");
    }
    return text;
  }

  private boolean flag(RepoSection section, String name, boolean byDefault) {
    Optional<PlacedText> option = section.option(name);
    if (option.isEmpty()) {
      return byDefault;
    }
    return switch (text(section, name).toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true", "on" -> true;
      case "0", "no", "false", "off" -> false;
      default -> throw wrong(option.get(), name, "write 1 or 0");
    };
  }

  private int number(RepoSection section, String name, int byDefault) {
    Optional<PlacedText> option = section.option(name);
    if (option.isEmpty()) {
      return byDefault;
    }
    try {
      return Integer.parseInt(text(section, name));
    } catch (NumberFormatException malformed) {
      throw wrong(option.get(), name, "write a whole number");
    }
  }

  private static LockfileException wrong(PlacedText option, String name, String hint) {
    return new LockfileException(
        "rpm.in-value", option.at(), "'" + name + "' of the repository has no such value", hint);
  }
}
