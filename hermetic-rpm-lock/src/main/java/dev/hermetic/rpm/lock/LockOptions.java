package dev.hermetic.rpm.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of one run of {@code lock}; what they say wins over the input file.
 *
 * @param arches the architectures to lock; empty for those of the input file
 * @param infile the input file, relative to the input's directory
 * @param outfile the lock, relative to the input's directory
 * @param platform the platform that modules are built for, {@code platform:el9}
 * @param releasever the value of {@code $releasever}
 * @param vars further variables of repositories, by name
 * @param rpmdb a directory of the source tree with the database of what is installed
 */
record LockOptions(
    List<String> arches,
    RelPath infile,
    RelPath outfile,
    Optional<String> platform,
    Optional<String> releasever,
    Map<String, String> vars,
    Optional<RelPath> rpmdb) {
  private static final Pattern ARCH = Pattern.compile("[A-Za-z0-9_]{1,32}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

  /**
   * Reads the settings.
   *
   * @throws InputException with a code that begins with {@code input.}
   */
  static LockOptions of(Options options) {
    options.rejectUnknown(
        "arches", "infile", "outfile", "modulePlatformId", "releasever", "vars", "rpmdb");
    List<String> arches = options.texts("arches");
    for (String arch : arches) {
      if (!ARCH.matcher(arch).matches()) {
        throw InputException.of(
            "input.option", "option 'arches' has a value that is not an architecture");
      }
    }
    return new LockOptions(
        arches,
        RelPath.of(options.text("infile").orElse("rpms.in.yaml")),
        RelPath.of(options.text("outfile").orElse("rpms.lock.yaml")),
        options.text("modulePlatformId"),
        options.text("releasever"),
        vars(options.nested("vars")),
        options.text("rpmdb").map(RelPath::of));
  }

  private static Map<String, String> vars(Options nested) {
    Map<String, String> vars = new TreeMap<>();
    nested
        .asMap()
        .forEach(
            (name, value) -> {
              boolean plain = value instanceof String || value instanceof Number;
              if (!NAME.matcher(name).matches() || !plain) {
                throw InputException.of(
                    "input.option",
                    "option 'vars' must map names of letters, digits and '_' to text");
              }
              vars.put(name, value.toString());
            });
    return vars;
  }
}
