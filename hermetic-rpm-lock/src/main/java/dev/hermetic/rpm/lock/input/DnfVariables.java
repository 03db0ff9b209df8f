package dev.hermetic.rpm.lock.input;

import dev.hermetic.rpm.lockfile.RepoVariables;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables of dnf for one architecture, and their replacement: {@code $name} and {@code
 * ${name}} as libdnf 0.69 does it, {@code ${name:-word}} and {@code ${name:+word}} as later ones
 * do. What has no value stays as it is. Immutable.
 */
public final class DnfVariables {
  private final SortedMap<String, String> values = new TreeMap<>();

  private DnfVariables(Map<String, String> values) {
    this.values.putAll(values);
  }

  /**
   * Variables of an architecture.
   *
   * @param arch the value of {@code $arch}; {@code $basearch} follows from it
   * @param releasever the value of {@code $releasever}, when it is known; {@code $releasever_major}
   *     and {@code $releasever_minor} follow from it
   * @param more further ones, such as those of {@code DNF_VAR_…}; they do not replace these
   */
  public static DnfVariables of(
      String arch, Optional<String> releasever, Map<String, String> more) {
    Map<String, String> values = new TreeMap<>(more);
    values.put("arch", arch);
    values.put("basearch", RepoVariables.baseArch(arch));
    releasever.ifPresent(version -> values.put("releasever", version));
    String version = values.get("releasever");
    if (version != null) {
      int dot = version.indexOf('.');
      values.putIfAbsent("releasever_major", dot < 0 ? version : version.substring(0, dot));
      values.putIfAbsent("releasever_minor", dot < 0 ? "" : version.substring(dot + 1));
    }
    return new DnfVariables(values);
  }

  /** The value of a variable; empty when it has none. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The text with the variables replaced.
   *
   * @throws dev.hermetic.core.InputException with code {@code rpm.in-variable} when it would be
   *     absurdly long
   */
  public String substitute(String text) {
    return new DollarText(values).replace(text);
  }
}
