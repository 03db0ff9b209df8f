package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.SafeUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of one repository with variables replaced, in the types that dnf gives them. */
final class RepoOptions {
  /** Options that have a meaning here. */
  static final Set<String> USED =
      Set.of(
          "baseurl",
          "metalink",
          "mirrorlist",
          "enabled",
          "priority",
          "cost",
          "excludepkgs",
          "exclude",
          "includepkgs",
          "module_hotfixes",
          "skip_if_unavailable",
          "sslclientcert",
          "sslclientkey",
          "sslcacert",
          "sslverify",
          "username",
          "password",
          "proxy");

  // They tell dnf how to download, what to trust, what to print: nothing about the choice.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "arch",
          "bandwidth",
          "basecachedir",
          "countme",
          "deltarpm",
          "deltarpm_percentage",
          "enabled_metadata",
          "enablegroups",
          "fastestmirror",
          "gpgcheck",
          "gpgkey",
          "ip_resolve",
          "max_downloads_per_mirror",
          "max_parallel_downloads",
          "mediaid",
          "metadata_expire",
          "minrate",
          "name",
          "pkg_gpgcheck",
          "protected_packages",
          "proxy_auth_method",
          "proxy_password",
          "proxy_sslcacert",
          "proxy_sslclientcert",
          "proxy_sslclientkey",
          "proxy_sslverify",
          "proxy_username",
          "repo_gpgcheck",
          "retries",
          "sslverifystatus",
          "throttle",
          "timeout",
          "type",
          "ui_repoid_vars",
          "user_agent");

  private static final Pattern LIST = Pattern.compile("[ ,\n]+");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}");

  private final RepoSection section;
  private final DnfVariables variables;

  RepoOptions(RepoSection section, DnfVariables variables) {
    this.section = section;
    this.variables = variables;
  }

  static boolean isKnown(String option) {
    return USED.contains(option) || WITHOUT_EFFECT.contains(option);
  }

  /** An option with its variables replaced; empty when it is absent, or says nothing. */
  Optional<LocatedText> text(String name) {
    return section
        .option(name)
        .map(raw -> new LocatedText(raw.at(), substitute(raw)))
        // dnf reads the word as nothing.
        .filter(text -> !text.text().isEmpty() && !text.text().equals("None"));
  }

  private String substitute(LocatedText raw) {
    try {
      return variables.substitute(raw.text());
    } catch (InputException tooLong) {
      throw LockfileException.of(
          tooLong.code(), raw.at(), String.valueOf(tooLong.getMessage()), tooLong);
    }
  }

  boolean flag(String name, boolean absent) {
    Optional<LocatedText> text = text(name);
    if (text.isEmpty()) {
      return absent;
    }
    return switch (text.get().text().strip().toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true", "on" -> true;
      case "0", "no", "false", "off" -> false;
      default -> throw fault(name, text.get(), "is neither 1 nor 0");
    };
  }

  int number(String name, int absent) {
    Optional<LocatedText> text = text(name);
    if (text.isEmpty()) {
      return absent;
    }
    if (!NUMBER.matcher(text.get().text()).matches()) {
      throw fault(name, text.get(), "is not a number");
    }
    return Integer.parseInt(text.get().text());
  }

  /** A list, its elements between blanks, commas and line breaks. */
  List<String> list(String name) {
    List<String> elements = new ArrayList<>();
    text(name)
        .ifPresent(
            text ->
                LIST.splitAsStream(text.text()).filter(e -> !e.isEmpty()).forEach(elements::add));
    return elements;
  }

  Optional<SafeUri> address(String name) {
    return text(name).map(text -> address(name, text.at(), text.text()));
  }

  List<SafeUri> addresses(String name) {
    Location at = section.option(name).map(LocatedText::at).orElse(section.at());
    return list(name).stream().map(element -> address(name, at, element)).toList();
  }

  SafeUri address(String name, Location at, String written) {
    Optional<String> left = DollarText.left(written);
    if (left.isPresent()) {
      throw LockfileException.of(
          "rpm.in-variable",
          at,
          "'" + name + "' of '" + section.id() + "' needs $" + left.get() + ", which has no value",
          left.get().startsWith("releasever")
              ? "add 'releasever: …' to the input"
              : "give the variable a value, or write it out");
    }
    try {
      return SafeUri.parse(written.startsWith("/") ? "file://" + written : written);
    } catch (InputException malformed) {
      throw LockfileException.of(
          "rpm.repo-option",
          at,
          "'" + name + "' of '" + section.id() + "': " + malformed.getMessage(),
          malformed);
    }
  }

  private LockfileException fault(String name, LocatedText text, String reason) {
    return LockfileException.of(
        "rpm.repo-option",
        text.at(),
        "'"
            + name
            + "' of '"
            + section.id()
            + "' is "
            + PrintableText.quoted(text.text())
            + ", which "
            + reason);
  }
}
