package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NetrcTest {
  private static final SafeUri A = SafeUri.parse("https://a.example/x");

  private static Map<String, String> basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void readsEntriesOnOneLineAndOnSeveral() {
    Netrc netrc =
        Netrc.parse(
            "machine a.example login u password p\nmachine b.example\n login v\n password q");
    assertThat(netrc.headersFor(A)).isEqualTo(basic("u:p"));
    assertThat(netrc.headersFor(SafeUri.parse("https://b.example/"))).isEqualTo(basic("v:q"));
  }

  @Test
  void matchesTheExactHostOnly() {
    Netrc netrc = Netrc.parse("machine a.example login u password p");
    assertThat(netrc.headersFor(SafeUri.parse("https://b.a.example/"))).isEmpty();
    assertThat(netrc.headersFor(SafeUri.parse("https://a.example.org/"))).isEmpty();
    assertThat(netrc.headersFor(SafeUri.parse("https://A.EXAMPLE/"))).isEqualTo(basic("u:p"));
  }

  @Test
  void neverMatchesAMachineWithAPort() {
    Netrc netrc = Netrc.parse("machine a.example:443 login u password p");
    assertThat(netrc.headersFor(SafeUri.parse("https://a.example:443/"))).isEmpty();
  }

  @Test
  void usesTheDefaultEntryOnlyWhenAllowed() {
    Netrc netrc = Netrc.parse("machine b.example login v password q\ndefault login u password p");
    assertThat(netrc.headersFor(A)).isEmpty();
    assertThat(netrc.allowingDefault().headersFor(A)).isEqualTo(basic("u:p"));
  }

  @Test
  void takesTheFirstOfTwoEntries() {
    Netrc netrc =
        Netrc.parse("machine a.example login u password p machine a.example login v password q");
    assertThat(netrc.headersFor(A)).isEqualTo(basic("u:p"));
  }

  @Test
  void skipsCommentsAndMacros() {
    Netrc netrc =
        Netrc.parse(
            "# a comment\nmachine b.example login v password q\nmacdef init\n cd /tmp\n machine x\n\n"
                + "machine a.example login u password p # behind");
    assertThat(netrc.headersFor(A)).isEqualTo(basic("u:p"));
  }

  @Test
  void keepsAHashSignInAPassword() {
    assertThat(Netrc.parse("machine a.example login u password #p").headersFor(A))
        .isEqualTo(basic("u:#p"));
  }

  @Test
  void readsQuotedValues() {
    assertThat(Netrc.parse("machine a.example login u password \"p q\\\"r\"").headersFor(A))
        .isEqualTo(basic("u:p q\"r"));
  }

  @Test
  void sendsNothingForAnEntryWithoutLoginAndPassword() {
    assertThat(Netrc.parse("machine a.example").headersFor(A)).isEmpty();
  }

  @Test
  void namesTheLineWithoutQuotingIt() {
    assertThatThrownBy(() -> Netrc.parse("machine a.example\nlogin u s3cret x"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("netrc:2")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void refusesAKeywordWithoutValue() {
    assertThatThrownBy(() -> Netrc.parse("machine")).isInstanceOf(InputException.class);
  }

  @Property(tries = 300)
  void readsAnythingOrSaysWhyNot(@ForAll String text) {
    try {
      Netrc.parse(text).headersFor(A);
    } catch (InputException expected) {
      assertThat(expected.code()).isEqualTo("input.netrc");
    }
  }
}
