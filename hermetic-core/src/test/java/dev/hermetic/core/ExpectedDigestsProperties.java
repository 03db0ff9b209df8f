package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Digest.Algorithm;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpectedDigestsProperties {
  @Provide
  Arbitrary<ExpectedDigests> pins() {
    return Combinators.combine(
            Arbitraries.of(Algorithm.SHA1, Algorithm.SHA256, Algorithm.SHA512),
            Arbitraries.of("one", "two", "three"))
        .as(Digest::ofText)
        .set()
        .ofMaxSize(4)
        .map(ExpectedDigests::of);
  }

  @Property
  void bytesSatisfyTheMergedPinExactlyWhenTheySatisfyBoth(
      @ForAll("pins") ExpectedDigests one, @ForAll("pins") ExpectedDigests two) {
    Optional<ExpectedDigests> merged = one.merge(two);
    for (String content : new String[] {"one", "two", "three", "another"}) {
      boolean both = isSatisfied(one, content) && isSatisfied(two, content);
      assertThat(merged.isPresent() && isSatisfied(merged.get(), content)).isEqualTo(both);
    }
  }

  @Property
  void mergingDoesNotDependOnTheOrder(
      @ForAll("pins") ExpectedDigests one, @ForAll("pins") ExpectedDigests two) {
    assertThat(one.merge(two)).isEqualTo(two.merge(one));
    assertThat(one.sharesStrongDigest(two)).isEqualTo(two.sharesStrongDigest(one));
  }

  @Property
  void noPinAtAllDemandsNothing(@ForAll("pins") ExpectedDigests one) {
    assertThat(one.merge(ExpectedDigests.none())).contains(one);
  }

  @Example
  void aWeakDigestProvesNothing() {
    ExpectedDigests sha1 = ExpectedDigests.of(Digest.ofText(Algorithm.SHA1, "one"));
    assertThat(sha1.sharesStrongDigest(sha1)).isFalse();
  }

  private static boolean isSatisfied(ExpectedDigests pin, String content) {
    Map<Algorithm, Digest> computed =
        Arrays.stream(Algorithm.values())
            .collect(Collectors.toMap(Function.identity(), a -> Digest.ofText(a, content)));
    return pin.mismatches(computed).isEmpty();
  }
}
