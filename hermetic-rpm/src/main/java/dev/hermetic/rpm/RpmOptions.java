package dev.hermetic.rpm;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The settings of one input: Hermeto's {@code binary.arch}, {@code include_summary_in_sbom} and
 * {@code options.dnf}, and our own.
 *
 * @param arches the architectures to fetch; empty for all of the lock
 * @param summaries whether the bill of materials has the summary of each package
 * @param dnf further settings of each repository, by its id and key
 * @param repoFile the name of the files in {@code repos.d}
 * @param gpgKeys the files that hold the keys dnf is to trust: an ecosystem and the place there
 * @param signatures what becomes of missing and unknown signatures
 * @param keys files of the project with keys to check signatures by
 * @param uniqueEvr the rule {@code unique-evr-across-arches}
 * @param duplicateName the rule {@code no-duplicate-name}
 * @param base what the image that the packages are installed in provides; empty when not told
 */
record RpmOptions(
    Set<String> arches,
    boolean summaries,
    Map<String, Map<String, String>> dnf,
    String repoFile,
    List<RelPath> gpgKeys,
    Signatures signatures,
    List<String> keys,
    Rule uniqueEvr,
    Rule duplicateName,
    Optional<List<String>> base) {
  /** What is done about packages whose signature cannot be confirmed. */
  enum Signatures {
    OFF,
    WARN,
    REQUIRE
  }

  /** What breaking a rule leads to. */
  enum Rule {
    OFF,
    WARN,
    ERROR
  }

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,100}[.]repo");
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,100}");

  /**
   * Reads the settings of an input.
   *
   * @throws InputException with a code that begins with {@code input.} or {@code rpm.}
   */
  static RpmOptions of(Options all) {
    all.rejectUnknown(
        "binary",
        "include_summary_in_sbom",
        "options",
        "repo_file",
        "gpg_keys",
        "signatures",
        "keys",
        "rules",
        "base_provides");
    Options nested = all.nested("options");
    nested.rejectUnknown("dnf", "ssl");
    if (!nested.nested("ssl").asMap().isEmpty()) {
      throw InputException.of(
          "rpm.ssl",
          "option 'options.ssl' has no effect inside of an input",
          "name certificates in the settings of the network, by host",
          "with the command: --client-cert HOST=CERT,KEY and --ca-bundle FILE");
    }
    Options rules = all.nested("rules");
    rules.rejectUnknown("unique-evr-across-arches", "no-duplicate-name");
    return new RpmOptions(
        arches(all.nested("binary")),
        all.flag("include_summary_in_sbom").orElse(false),
        dnf(nested.nested("dnf")),
        repoFile(all),
        all.texts("gpg_keys").stream().map(RelPath::of).toList(),
        choice(Signatures.class, all, "signatures", Signatures.OFF),
        all.texts("keys"),
        choice(Rule.class, rules, "unique-evr-across-arches", Rule.OFF),
        choice(Rule.class, rules, "no-duplicate-name", Rule.OFF),
        all.asMap().containsKey("base_provides")
            ? Optional.of(all.texts("base_provides"))
            : Optional.empty());
  }

  /** Hermeto's filter: names joined by commas, of which one may be {@code :all:}. */
  private static Set<String> arches(Options binary) {
    binary.rejectUnknown("arch");
    Optional<String> text = binary.text("arch");
    if (text.isEmpty()) {
      return Set.of();
    }
    Set<String> arches = new TreeSet<>();
    for (String item : text.get().split(",", -1)) {
      if (!item.isBlank()) {
        arches.add(item.strip());
      }
    }
    if (arches.isEmpty()) {
      throw InputException.of(
          "input.option",
          "option 'binary.arch' names no architecture",
          "remove it for all of them");
    }
    return arches.contains(":all:") ? Set.of() : arches;
  }

  private static Map<String, Map<String, String>> dnf(Options sections) {
    Map<String, Map<String, String>> dnf = new TreeMap<>();
    for (String repoid : sections.asMap().keySet()) {
      Map<String, String> settings = new TreeMap<>();
      sections
          .nested(repoid)
          .asMap()
          .forEach((key, value) -> settings.put(key(repoid, key), value(repoid, key, value)));
      dnf.put(repoid, settings);
    }
    return dnf;
  }

  private static String key(String repoid, String key) {
    if (!KEY.matcher(key).matches()) {
      throw InputException.of(
          "input.option", "option 'options.dnf." + repoid + "' has a key that dnf cannot have");
    }
    return key.toLowerCase(Locale.ROOT);
  }

  private static String value(String repoid, String key, Object value) {
    String text =
        value instanceof Boolean flag
            ? (flag ? "1" : "0")
            : value instanceof List<?> list
                ? String.join(", ", list.stream().map(Object::toString).toList())
                : value.toString();
    if (value instanceof Map || text.chars().anyMatch(Character::isISOControl)) {
      throw InputException.of(
          "input.option",
          "option 'options.dnf." + repoid + "." + key + "' is not a value on one line");
    }
    return text;
  }

  private static String repoFile(Options all) {
    String name = all.text("repo_file").orElse("hermeto.repo");
    if (!FILE.matcher(name).matches()) {
      throw InputException.of(
          "input.option", "option 'repo_file' is not a plain file name", "end it in .repo");
    }
    return name;
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, Options from, String name, E byDefault) {
    Optional<String> text = from.text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    StringBuilder known = new StringBuilder();
    for (E each : type.getEnumConstants()) {
      String id = each.name().toLowerCase(Locale.ROOT);
      if (id.equals(text.get())) {
        return each;
      }
      known.append(known.isEmpty() ? "" : ", ").append(id);
    }
    throw InputException.of(
        "input.option", "option '" + name + "' has no such value", "use one of: " + known);
  }
}
