package dev.hermetic.pip;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Options;
import dev.hermetic.pip.requirement.PackageName;
import dev.hermetic.pip.wheel.Tag;
import dev.hermetic.pip.wheel.WheelName;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Hermeto's option {@code binary}: which wheels are wanted, by words in their tags. Items of one
 * field are alternatives; all fields must hold.
 */
final class BinaryFilter {
  private static final String ALL = ":all:";
  private static final Pattern PYTHON = Pattern.compile("([a-z]+)([0-9])([0-9]*)");

  private final Set<String> packages;
  private final Predicate<Tag> accepted;

  private BinaryFilter(Set<String> packages, Predicate<Tag> accepted) {
    this.packages = packages;
    this.accepted = accepted;
  }

  /**
   * The filter of an input.
   *
   * @return empty when it has none
   * @throws InputException for unknown fields and values
   */
  static Optional<BinaryFilter> of(Options options) {
    boolean given = options.asMap().containsKey("binary");
    if (!given && !options.flag("allow_binary").orElse(false)) {
      return Optional.empty();
    }
    if (!given) {
      return Optional.of(new BinaryFilter(Set.of(ALL), tag -> true));
    }
    Options fields = options.nested("binary");
    fields.rejectUnknown("packages", "arch", "os", "py_version", "py_impl", "abi", "platform");
    Predicate<Tag> python =
        interpreter(items(fields, "py_impl", "cp")).and(version(pythonVersion(fields)));
    return Optional.of(
        new BinaryFilter(
            items(fields, "packages", ALL),
            python.and(abi(items(fields, "abi", ALL))).and(platform(fields))));
  }

  /** Whether wheels of a package are wanted; otherwise only its sdist is. */
  boolean wantsWheels(PackageName name) {
    return packages.contains(ALL) || packages.contains(name.toString());
  }

  /** Whether only wheels of a package are wanted. */
  boolean wantsOnlyWheels(PackageName name) {
    return !packages.contains(ALL) && packages.contains(name.toString());
  }

  /** Whether a wheel passes by one of its tags. */
  boolean accepts(WheelName wheel) {
    return wheel.tags().stream().anyMatch(accepted);
  }

  private static Predicate<Tag> interpreter(Set<String> implementations) {
    return tag ->
        implementations.contains(ALL)
            || tag.interpreter().startsWith("py3")
            || implementations.stream().anyMatch(tag.interpreter()::contains);
  }

  private static Predicate<Tag> version(OptionalInt wanted) {
    if (wanted.isEmpty()) {
      return tag -> true;
    }
    String digits = Integer.toString(wanted.getAsInt());
    int major = digits.charAt(0) - '0';
    int minor = digits.length() == 1 ? -1 : Integer.parseInt(digits.substring(1));
    return tag -> {
      Matcher matcher = PYTHON.matcher(tag.interpreter());
      if (!matcher.matches() || Integer.parseInt(matcher.group(2)) != major) {
        return false;
      }
      int actual = matcher.group(3).isEmpty() ? -1 : Integer.parseInt(matcher.group(3));
      boolean stable = tag.abi().equals("abi3") || tag.abi().equals("none");
      return actual == minor || minor < 0 || stable && actual < minor;
    };
  }

  private static Predicate<Tag> abi(Set<String> abis) {
    return tag ->
        abis.contains(ALL)
            || tag.abi().equals("abi3")
            || tag.abi().equals("none")
            || abis.stream().anyMatch(tag.abi()::contains);
  }

  private static Predicate<Tag> platform(Options fields) {
    Optional<String> expression = fields.text("platform");
    Set<String> systems = items(fields, "os", "linux");
    Set<String> processors = items(fields, "arch", "x86_64");
    if (expression.isEmpty()) {
      return tag ->
          tag.platform().equals("any")
              || oneOf(systems, tag.platform()) && oneOf(processors, tag.platform());
    }
    if (!systems.equals(Set.of("linux")) || !processors.equals(Set.of("x86_64"))) {
      throw wrong("the option 'binary.platform' excludes 'os' and 'arch'");
    }
    try {
      Pattern pattern = Pattern.compile(expression.get());
      return tag -> pattern.matcher(tag.platform()).find();
    } catch (PatternSyntaxException malformed) {
      throw wrong("the option 'binary.platform' is not a regular expression");
    }
  }

  private static boolean oneOf(Set<String> words, String text) {
    return words.contains(ALL) || words.stream().anyMatch(text::contains);
  }

  private static OptionalInt pythonVersion(Options fields) {
    @Nullable Object value = fields.asMap().get("py_version");
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value instanceof Number number && number.intValue() >= 2 && number.intValue() < 10_000) {
      return OptionalInt.of(number.intValue());
    }
    throw wrong("the option 'binary.py_version' must be a number such as 312");
  }

  private static Set<String> items(Options fields, String name, String otherwise) {
    String text = fields.text(name).orElse(otherwise);
    Set<String> items = new LinkedHashSet<>();
    for (String item : text.split(",", -1)) {
      if (!item.isBlank()) {
        items.add(
            name.equals("packages") && !item.strip().equals(ALL)
                ? PackageName.of(item.strip()).toString()
                : item.strip());
      }
    }
    if (items.isEmpty()) {
      throw wrong("the option 'binary." + name + "' is empty");
    }
    return items.contains(ALL) ? Set.of(ALL) : items;
  }

  private static InputException wrong(String message) {
    return InputException.of("input.option", message, "correct the option 'binary'");
  }
}
