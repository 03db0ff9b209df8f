package dev.hermetic.rpm.lock.input;

import dev.hermetic.core.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One repository as it is written, in a {@code .repo} file or in the input: nothing is replaced or
 * interpreted yet. Printing it shows no option, since one of them may be a password.
 *
 * @param at where it begins
 * @param id its id as written
 * @param options its options in the order of the file; lists of YAML are joined by line breaks, as
 *     {@code .repo} files have them
 */
public record RepoSection(Location at, String id, Map<String, LocatedText> options) {
  /** Copies the options. */
  public RepoSection {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** An option as written; empty when it is not there. */
  public Optional<LocatedText> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The same with an option more, unless it is there. */
  public RepoSection orElse(String name, String value) {
    Map<String, LocatedText> more = new LinkedHashMap<>(options);
    more.putIfAbsent(name, new LocatedText(at, value));
    return new RepoSection(at, id, more);
  }

  @Override
  public String toString() {
    return at + ": [" + id + "]";
  }
}
