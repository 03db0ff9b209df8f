package dev.hermetic.pip.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements (PEP 508), its own examples among them. */
class RequirementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A                                     | a",
        "A.B-C_D                               | a-b-c-d",
        "name<=1                               | name<=1",
        "name>=3,<2                            | name<2,>=3",
        "name (>=3)                            | name>=3",
        "name[ Quux , strange ] ~= 1.0         | name[quux,strange]~=1.0",
        "name@http://foo.example               | name @ http://foo.example",
        "name [fred,bar] @ http://h.example ; python_version=='2.7' | "
            + "name[bar,fred] @ http://h.example ; python_version == '2.7'",
        "name; os_name=='a' or os_name=='b'    | name; os_name == 'a' or os_name == 'b'",
        "name >= 1 , < 2 ; extra=='X'          | name<2,>=1; extra == 'x'",
        "name ()                               | name",
        "name[]                                | name",
        "name>=1,                              | name>=1"
      })
  void readsAndPrintsInOneForm(String text, String canonical) {
    assertThat(Requirement.parse(text)).hasToString(canonical);
    assertThat(Requirement.parse(canonical)).isEqualTo(Requirement.parse(text));
  }

  @Test
  void givesTheSemicolonRightBehindAUrlToTheUrl() {
    assertThat(Requirement.parse("a @ https://h.example/x;y").url())
        .contains("https://h.example/x;y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-a",
        "a-",
        "a_",
        "a b",
        "a[",
        "a[b",
        "a[b,]",
        "a[b c]",
        "a]",
        "a>=",
        "a>=1 <2",
        "a,>=1",
        "a>=1,,<2",
        "a (>=1",
        "a >=1)",
        "a @",
        "a @ u >=1",
        "a;",
        "a; os_name",
        "é",
        "aé",
        "a>=1\u00a0",
        "a\n",
        "a>=1\r\nb",
        "a==1 #x",
        "https://h.example/a",
        "a>=1;os_name=='x';"
      })
  void refusesWhatIsNoRequirement(String text) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.requirement"));
  }

  @Test
  void saysWhatStandsInTheWay() {
    assertThatThrownBy(() -> Requirement.parse("flask >= one"))
        .hasMessage("'flask >= one' has '>= one' where a version specifier should stand");
    assertThatThrownBy(() -> Requirement.parse("flask #fast"))
        .hasMessage("'flask #fast' has '#fast' where a version specifier should stand");
  }

  @Test
  void hidesPasswordsInMessages() {
    String text = "a @ https://user:secret@h.example/" + "x".repeat(200) + " >=1";
    assertThatThrownBy(() -> Requirement.parse(text))
        .hasMessageContaining("//***@h.example")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesTextsOfNoUse() {
    assertThatThrownBy(() -> Requirement.parse("a".repeat(1_000_000)))
        .hasMessageEndingWith("is longer than 100000 characters");
    assertThatThrownBy(() -> Requirement.parse("a".repeat(300))).isInstanceOf(InputException.class);
  }

  @Test
  void readsHostileTextsInLinearTime() {
    for (String part : List.of("[", "a,", "(", ">=1,", " ", "a-", "-", ";", "=", "'", "a[a,")) {
      String text = "a" + part.repeat(99_000 / part.length());
      for (int i = 0; i < 20; i++) {
        try {
          assertThat(Requirement.parse(text).name()).hasToString("a");
        } catch (InputException refused) {
          assertThat(refused.code()).startsWith("pip.");
        }
      }
    }
  }

  @Test
  void knowsNames() {
    assertThat(PackageName.of("Zope._Interface")).hasToString("zope-interface");
    assertThat(PackageName.of("a.b").escaped()).isEqualTo("a_b");
    assertThat(PackageName.of("a")).isLessThan(PackageName.of("B"));
    assertThatThrownBy(() -> PackageName.of("../x"))
        .hasMessage("'../x' is not a name of a Python package");
  }
}
