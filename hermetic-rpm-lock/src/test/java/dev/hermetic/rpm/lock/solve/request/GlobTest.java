package dev.hermetic.rpm.lock.solve.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values were asked of the fnmatch of glibc, which dnf uses. */
final class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "kernel* | kernel-core | true",
        "*.repo | a.repo.bak | false",
        "[a-c]? | bx | true",
        "[!a-c]? | bx | false",
        "[]] | ] | true",
        "[!]] | ] | false",
        "[^a-c]? | dx | true",
        "[z-a] | m | false",
        "[!z-a] | m | true",
        "[!] | [!] | true",
        "[^] | x | false",
        "a.c | a.c | true",
        "** | x | true",
        "[a | [a | true",
        "[a-] | - | true",
        "a*b*c | aXbXbc | true",
        "a.c | abc | false",
      })
  void matchesWholeNames(String pattern, String name, boolean matches) {
    assertThat(Glob.of(pattern).matches(name)).isEqualTo(matches);
  }

  @Property
  void agreesWithARegularExpression(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @Chars({'a', 'b'}) @StringLength(max = 8) String name) {
    String regex = pattern.replace("*", ".*").replace("?", ".");
    assertThat(Glob.of(pattern).matches(name)).isEqualTo(Pattern.matches(regex, name));
  }

  @Test
  void endsSoonWithManyStars() {
    assertThat(Glob.of("a*".repeat(1000) + "b").matches("a".repeat(5000))).isFalse();
  }
}
