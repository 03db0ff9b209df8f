package dev.hermetic.pip.wheel;

import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a wheel runs on (PEP 425): {@code cp312-abi3-manylinux_2_17_x86_64}. Lower case.
 *
 * @param interpreter for example {@code cp312}, {@code py3}
 * @param abi for example {@code cp312}, {@code abi3}, {@code none}
 * @param platform for example {@code win_amd64}, {@code any}
 */
public record Tag(String interpreter, String abi, String platform) implements Comparable<Tag> {
  /** More would be an attack. */
  private static final int MAX_TAGS = 1000;

  private static final Comparator<Tag> ORDER =
      Comparator.comparing(Tag::interpreter).thenComparing(Tag::abi).thenComparing(Tag::platform);

  /** Makes it lower case. */
  public Tag {
    interpreter = interpreter.toLowerCase(Locale.ROOT);
    abi = abi.toLowerCase(Locale.ROOT);
    platform = platform.toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a compressed tag set, {@code py2.py3-none-any}, and expands it.
   *
   * @throws InputException {@code pip.tag} when it is none
   */
  public static SortedSet<Tag> parseSet(String text) {
    List<List<String>> fields =
        Arrays.stream(text.split("-", -1)).map(field -> List.of(field.split("\\.", -1))).toList();
    long count = fields.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    boolean whole = fields.size() == 3 && count <= MAX_TAGS;
    boolean filled = fields.stream().flatMap(List::stream).allMatch(Tag::isPart);
    if (!whole || !filled || fields.get(0).stream().anyMatch(part -> isDigit(part.charAt(0)))) {
      throw InputException.of("pip.tag", PrintableText.quoted(text) + " is not a tag of a wheel");
    }
    return expand(fields);
  }

  private static SortedSet<Tag> expand(List<List<String>> fields) {
    List<Tag> tags = new ArrayList<>();
    for (String interpreter : fields.get(0)) {
      for (String abi : fields.get(1)) {
        fields.get(2).forEach(platform -> tags.add(new Tag(interpreter, abi, platform)));
      }
    }
    return Collections.unmodifiableSortedSet(new TreeSet<>(tags));
  }

  private static boolean isPart(String part) {
    return !part.isEmpty()
        && part.chars().allMatch(c -> c == '_' || c < 128 && Character.isLetterOrDigit(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public int compareTo(Tag other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return interpreter + "-" + abi + "-" + platform;
  }
}
