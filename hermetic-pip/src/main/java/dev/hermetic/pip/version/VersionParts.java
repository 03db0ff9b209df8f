package dev.hermetic.pip.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a version. Numbers are decimal digits without leading zeros, of any length.
 *
 * @param release at least one number, trailing zeros kept
 * @param local the local segment in lower case with dots, or null
 */
record VersionParts(String epoch, List<String> release, Suffix suffix, @Nullable String local) {
  private static final char END = '\0';
  private static final char MORE = '\1';
  private static final char AFTER_ALL = '\uffff';

  /**
   * What follows the release.
   *
   * @param phase {@code a}, {@code b}, {@code rc} or empty
   * @param pre the number of the phase, {@code 0} without one
   */
  record Suffix(String phase, String pre, @Nullable String post, @Nullable String dev) {
    static final Suffix NONE = new Suffix("", "0", null, null);
    static final Suffix DEV0 = new Suffix("", "0", null, "0");

    /** Only-dev before a before b before rc before nothing. */
    char rank() {
      if (phase.isEmpty()) {
        return post == null && dev != null ? '\0' : '\4';
      }
      return switch (phase) {
        case "a" -> '\1';
        case "b" -> '\2';
        default -> '\3';
      };
    }

    private void print(StringBuilder out) {
      if (!phase.isEmpty()) {
        out.append(phase).append(pre);
      }
      if (post != null) {
        out.append(".post").append(post);
      }
      if (dev != null) {
        out.append(".dev").append(dev);
      }
    }
  }

  VersionParts {
    release = List.copyOf(release);
  }

  boolean isPrerelease() {
    return !suffix.phase().isEmpty() || suffix.dev() != null;
  }

  VersionParts with(Suffix other) {
    return new VersionParts(epoch, release, other, null);
  }

  VersionParts withoutLocal() {
    return new VersionParts(epoch, release, suffix, null);
  }

  /** The normalized form. */
  String text() {
    StringBuilder out = new StringBuilder();
    if (!epoch.equals("0")) {
      out.append(epoch).append('!');
    }
    out.append(String.join(".", release));
    suffix.print(out);
    return local == null ? out.toString() : out.append('+').append(local).toString();
  }

  /**
   * A text that sorts, character by character, as the version does (PEP 440, "Summary of permitted
   * suffixes and relative ordering"). A number is its count of digits and then the digits.
   */
  String key() {
    StringBuilder out = releaseKey().append(suffix.rank());
    number(out, suffix.pre());
    out.append(suffix.post() == null ? END : MORE);
    number(out, suffix.post() == null ? "0" : suffix.post());
    out.append(suffix.dev() == null ? MORE : END);
    number(out, suffix.dev() == null ? "0" : suffix.dev());
    if (local != null) {
      localKey(out, local);
    }
    return out.toString();
  }

  /** A key behind all post releases of a final release. */
  String keyAfterPosts() {
    StringBuilder out = releaseKey().append(suffix.rank());
    number(out, suffix.pre());
    return out.append(MORE).append(AFTER_ALL).toString();
  }

  private StringBuilder releaseKey() {
    StringBuilder out = new StringBuilder();
    number(out, epoch);
    for (String part : trimmed()) {
      number(out.append(MORE), part);
    }
    return out.append(END);
  }

  /** The release without trailing zeros; empty for zero. */
  private List<String> trimmed() {
    int end = release.size();
    while (end > 0 && release.get(end - 1).equals("0")) {
      end--;
    }
    return release.subList(0, end);
  }

  private static void number(StringBuilder out, String digits) {
    if (digits.equals("0")) {
      out.append(END);
    } else {
      out.append((char) digits.length()).append(digits);
    }
  }

  /** Words sort before numbers, and a shorter segment before a longer one. */
  private static void localKey(StringBuilder out, String local) {
    for (String part : local.split("\\.", -1)) {
      if (part.chars().allMatch(c -> PythonText.isDigit((char) c))) {
        number(out.append('\2'), part);
      } else {
        out.append(MORE).append(part).append(END);
      }
    }
  }

  /** The first version behind this one and all its local versions. */
  VersionParts afterLocals() {
    if (suffix.dev() != null) {
      return with(new Suffix(suffix.phase(), suffix.pre(), suffix.post(), next(suffix.dev())));
    }
    String post = suffix.post() == null ? "0" : next(suffix.post());
    return with(new Suffix(suffix.phase(), suffix.pre(), post, "0"));
  }

  /** The first version of the next pre-release of the phase. */
  VersionParts nextPre() {
    return with(new Suffix(suffix.phase(), next(suffix.pre()), null, "0"));
  }

  /** The first version of this release: {@code 1.2} becomes {@code 1.2.dev0}. */
  VersionParts firstOfRelease() {
    return with(Suffix.DEV0);
  }

  /** The first version of the next release with as many numbers: {@code 1.2}, {@code 1.3.dev0}. */
  VersionParts firstOfNextRelease() {
    List<String> up = new ArrayList<>(release);
    up.set(up.size() - 1, next(up.get(up.size() - 1)));
    return new VersionParts(epoch, up, Suffix.DEV0, null);
  }

  /** Without the last number of the release. */
  VersionParts shortened() {
    return new VersionParts(epoch, release.subList(0, release.size() - 1), suffix, null);
  }

  private static String next(String digits) {
    return new BigInteger(digits).add(BigInteger.ONE).toString();
  }
}
