package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives the options of repositories the meaning that they have in dnf 4.14. */
public final class RepoSettingsReader {
  private static final int PRIORITY = 99;
  private static final int COST = 1000;
  // What dnf accepts, without ':', which no Windows file name may hold.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

  private final DnfVariables variables;
  private final Problems problems = new Problems();
  private final Map<String, RepoSettings> byId = new HashMap<>();
  private final List<RepoSettings> repositories = new ArrayList<>();
  private final List<Diagnostic> findings = new ArrayList<>();

  private RepoSettingsReader(DnfVariables variables) {
    this.variables = variables;
  }

  /**
   * The enabled repositories among these.
   *
   * @throws LockfileException the only fault: an impossible value, a missing address, a variable
   *     without a value, an id that is there twice
   * @throws dev.hermetic.core.PrefetchFailedException with all faults
   */
  public static RepoList read(List<RepoSection> sections, DnfVariables variables) {
    RepoSettingsReader reader = new RepoSettingsReader(variables);
    for (RepoSection section : sections) {
      reader.problems.check(() -> reader.add(section));
    }
    reader.problems.throwIfAny();
    AccessFindings.of(reader.repositories).ifPresent(reader.findings::add);
    return new RepoList(reader.repositories, reader.findings);
  }

  private void add(RepoSection section) {
    RepoOptions options = new RepoOptions(section, variables);
    if (!options.flag("enabled", true)) {
      return;
    }
    String id = id(section);
    section.options().keySet().stream()
        .filter(option -> !RepoOptions.isKnown(option))
        .forEach(option -> findings.add(unknown(section, option)));
    RepoSettings settings = settings(section, id, options);
    RepoSettings earlier = byId.putIfAbsent(id, settings);
    if (earlier != null) {
      throw LockfileException.of(
          "rpm.repo-duplicate",
          section.at(),
          "the repository '" + id + "' is described twice, first in " + earlier.at(),
          "keep one of them, or set 'enabled=0' in the other");
    }
    repositories.add(settings);
  }

  private String id(RepoSection section) {
    String id = variables.substitute(section.id());
    if (!ID.matcher(id).matches() || id.matches("[.].*|.*[.]") || id.equals("repos.d")) {
      throw LockfileException.of(
          "rpm.repoid",
          section.at(),
          PrintableText.quoted(id) + " cannot name a repository",
          "use letters, digits, '.', '_' and '-', and variables that have a value");
    }
    return id;
  }

  private RepoSettings settings(RepoSection section, String id, RepoOptions options) {
    RepoAddress address =
        new RepoAddress(
            options.address("metalink"),
            options.address("mirrorlist"),
            options.addresses("baseurl"));
    if (address.metalink().isEmpty()
        && address.mirrorlist().isEmpty()
        && address.baseurls().isEmpty()) {
      throw LockfileException.of(
          "rpm.repo-option",
          section.at(),
          "the repository '" + id + "' has no address",
          "add 'baseurl', 'metalink' or 'mirrorlist', or set 'enabled=0'");
    }
    List<String> exclude = new ArrayList<>(options.list("excludepkgs"));
    exclude.addAll(options.list("exclude"));
    return new RepoSettings(
        section.at(),
        id,
        address,
        options.number("priority", PRIORITY),
        options.number("cost", COST),
        new RepoFilter(
            exclude, options.list("includepkgs"), options.flag("module_hotfixes", false)),
        options.flag("skip_if_unavailable", false),
        access(options));
  }

  private static RepoAccess access(RepoOptions options) {
    Optional<RepoLogin> login =
        options
            .text("username")
            .map(
                user ->
                    new RepoLogin(
                        user.text(), options.text("password").map(LocatedText::text).orElse("")));
    return new RepoAccess(
        options.flag("sslverify", true),
        options.text("sslclientcert"),
        options.text("sslclientkey"),
        options.text("sslcacert"),
        login,
        // dnf's word for "no proxy, whatever else is configured".
        options.text("proxy").filter(p -> !p.text().equals("_none_")).map(p -> proxy(options, p)));
  }

  /** As for curl, a proxy without a scheme is one of http. */
  private static SafeUri proxy(RepoOptions options, LocatedText text) {
    String written = text.text();
    return options.address(
        "proxy", text.at(), written.contains("://") ? written : "http://" + written);
  }

  private static Diagnostic unknown(RepoSection section, String option) {
    LocatedText value = section.option(option).orElseThrow();
    return Diagnostic.info(
            "rpm.repo-option",
            "the option "
                + PrintableText.quoted(option)
                + " of '"
                + section.id()
                + "' is not known")
        .at(value.at());
  }
}
