package dev.hermetic.pip.version;

import java.util.List;
import java.util.Random;

/** Versions and specifiers of every spelling, right and wrong; the same ones for the same seed. */
final class RandomVersions {
  private static final List<String> NUMBERS =
      List.of(
          "0", "0", "1", "1", "2", "3", "9", "10", "01", "00", "20240101", "99999999999999999999");
  private static final List<String> PHASES =
      List.of("a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC", "Alpha");
  private static final List<String> LOCALS =
      List.of("1", "abc", "10", "2", "0", "a1", "1a", "CU118", "007", "z", "local");
  private static final List<String> OPERATORS =
      List.of("==", "!=", "<=", ">=", "<", ">", "~=", "===", "==", ">=");

  private final Random random;

  RandomVersions(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String separator() {
    return pick(List.of("", "", ".", "-", "_"));
  }

  /** A version that is one. */
  String valid() {
    StringBuilder out = new StringBuilder(publicVersion());
    if (chance(15)) {
      out.append('+').append(pick(LOCALS));
      while (chance(30)) {
        out.append(pick(List.of(".", "-", "_"))).append(pick(LOCALS));
      }
    }
    return out.toString();
  }

  String publicVersion() {
    StringBuilder out = new StringBuilder(chance(5) ? "v" : "");
    if (chance(8)) {
      out.append(pick(NUMBERS)).append('!');
    }
    out.append(release());
    if (chance(30)) {
      out.append(separator()).append(pick(PHASES));
      out.append(separator()).append(chance(80) ? pick(NUMBERS) : "");
    }
    if (chance(20)) {
      out.append(chance(20) ? "-1" : separator() + pick(List.of("post", "rev", "r", "POST")));
      out.append(chance(80) ? pick(NUMBERS) : "");
    }
    if (chance(20)) {
      out.append(separator()).append("dev").append(chance(80) ? pick(NUMBERS) : "");
    }
    return out.toString();
  }

  private String release() {
    StringBuilder out = new StringBuilder(pick(NUMBERS));
    while (chance(55)) {
      out.append('.').append(pick(NUMBERS));
    }
    return out.toString();
  }

  /** A version near to others, so that ends of intervals are met. */
  String close() {
    return pick(List.of("", "", "", "1!"))
        + pick(List.of("0", "1", "1.0", "1.0.0", "1.1", "1.2", "2", "2.0", "1.0.1", "0.0"))
        + pick(List.of("", "", "", "a1", "a2", "b1", "rc1", "rc2"))
        + pick(List.of("", "", "", ".post0", ".post1", ".post2"))
        + pick(List.of("", "", "", ".dev0", ".dev1", ".dev2"));
  }

  String closeLocal() {
    return close() + pick(List.of("", "", "+1", "+abc", "+abc.1", "+0"));
  }

  /** A version, or something that looks like one. */
  String any() {
    StringBuilder text = new StringBuilder(valid());
    while (chance(35)) {
      String noise =
          pick(
              List.of(
                  ".", "-", "_", "+", "!", "a", "dev", "post", " ", "*", ".*", "é", "٣", "\t",
                  "\u00a0", "v", "1", "c", "ſ", "K"));
      text.insert(random.nextInt(text.length() + 1), noise);
      if (chance(40)) {
        text.deleteCharAt(random.nextInt(text.length()));
      }
    }
    return text.toString();
  }

  String specifier() {
    String operator = pick(OPERATORS) + pick(List.of("", "", " "));
    boolean equality = operator.startsWith("==") || operator.startsWith("!=");
    if (equality && !operator.startsWith("===")) {
      return operator
          + (chance(35) ? pick(List.of("1", "1.0", "1.2", "2", "0", "1!1")) + ".*" : closeLocal());
    }
    return operator
        + (operator.startsWith("~=")
            ? pick(List.of("1.0", "1.1", "1.0.0", "2.0a1", "1.2.post1", "1!1.0"))
            : close());
  }

  String specifiers() {
    StringBuilder out = new StringBuilder(specifier());
    while (chance(45)) {
      out.append(pick(List.of(",", ", ", " ,"))).append(specifier());
    }
    return out.toString();
  }

  /** Specifiers, or something that looks like them. */
  String anySpecifiers() {
    return pick(OPERATORS) + pick(List.of("", " ", "=")) + any() + (chance(20) ? ".*" : "");
  }
}
