package dev.hermetic.pip.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.wheel.Target;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment markers (PEP 508, 685, 751). */
class MarkerTest {
  private static final MarkerEnvironment LINUX =
      Target.parse("cp3.12.4-linux-x86_64-glibc2.28").markerEnvironment();

  private static boolean holds(String marker) {
    return Marker.parse(marker).evaluate(LINUX, Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python_version >= '3.9'                              | true",
        "python_version < '3.9'                               | false",
        "'3.9' < python_version                               | true",
        "python_full_version ~= '3.12.1'                      | true",
        "python_version in '3.11 3.12'                        | true",
        "python_version not in '3.11, 3.12'                   | false",
        "os_name == 'posix' and sys_platform != 'win32'       | true",
        "os_name == 'nt' or platform_machine == 'x86_64'      | true",
        "os_name == 'nt' and (os_name == 'x' or os_name > '') | false",
        "os.name == 'posix'                                   | true",
        "python_implementation == 'CPython'                   | true",
        "extra == 'dev'                                       | false",
        "platform_release >= '5'                              | false",
        "sys_platform >= 'linux'                              | true",
        "sys_platform > 'a'                                   | false",
        "python_version == '3.12.*'                           | true",
        "python_version === '3.12'                            | true"
      })
  void evaluates(String marker, boolean expected) {
    assertThat(holds(marker)).isEqualTo(expected);
  }

  @Test
  void bindsAndCloserThanOr() {
    assertThat(holds("os_name == 'posix' or os_name == 'a' and os_name == 'b'")).isTrue();
    assertThat(holds("(os_name == 'posix' or os_name == 'a') and os_name == 'b'")).isFalse();
  }

  @Test
  void comparesExtrasByTheirNormalizedName() {
    Marker marker = Marker.parse("extra == 'Foo_.Bar'");
    assertThat(marker).hasToString("extra == 'foo-bar'");
    assertThat(marker.evaluate(LINUX, Set.of(PackageName.of("foo.bar")))).isTrue();
  }

  @Test
  void holdsForOneOfTheExtrasAtATimeAsForPip() {
    Set<PackageName> both = Set.of(PackageName.of("a"), PackageName.of("b"));
    assertThat(Marker.parse("extra == 'a' or extra == 'b'").evaluate(LINUX, both)).isTrue();
    assertThat(Marker.parse("extra == 'a' and extra == 'b'").evaluate(LINUX, both)).isFalse();
    assertThat(Marker.parse("extra != 'a'").evaluate(LINUX, both)).isTrue();
  }

  @Test
  void looksIntoTheExtrasAndGroupsOfALock() {
    Set<PackageName> extras = Set.of(PackageName.of("web"));
    Set<PackageName> groups = Set.of(PackageName.of("dev"));
    assertThat(Marker.parse("'Web' in extras").evaluate(LINUX, extras, groups)).isTrue();
    assertThat(Marker.parse("'dev' in extras").evaluate(LINUX, extras, groups)).isFalse();
    assertThat(Marker.parse("'dev' not in dependency_groups").evaluate(LINUX, extras, groups))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sys_platform ~= 'linux'",
        "python_version ~= '3'",
        "'x' == 'y'",
        "'dev' in extras",
        "python_version >= '3' or os_name === 'x'"
      })
  void saysWhereAComparisonHasNoMeaning(String marker) {
    assertThatThrownBy(() -> holds(marker))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.marker-undefined"));
  }

  @Test
  void hasNoExtraInALock() {
    Marker marker = Marker.parse("extra == 'a'");
    assertThatThrownBy(() -> marker.evaluate(LINUX, Set.of(), Set.of()))
        .hasMessage("the marker variable 'extra' has no value here");
  }

  @Test
  void readsThePythonOfADevelopmentTree() {
    MarkerEnvironment environment = LINUX.with("python_full_version", "3.13.0a1+");
    assertThat(Marker.parse("python_full_version < '3.13'").evaluate(environment, Set.of()))
        .isFalse();
    assertThat(Marker.parse("python_full_version > '3.12'").evaluate(environment, Set.of()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "python_version",
        "python_version >=",
        "python_version >= 3.8",
        "python_version => '3.8'",
        "python_version >= '3.8",
        "python_version >= '3.8' and",
        "(python_version >= '3.8'",
        "python_version >= '3.8')",
        "pythonversion >= '3.8'",
        "python_version >= '3.8' os_name == 'nt'",
        "python_version not '3.8'",
        "python_version notin '3.8'",
        "os_name == 'a\\'b'",
        "os_name == 'a\nb'",
        "os_name\u0000== 'a'",
        "os_name == 'x' andos_name == 'y'",
        "PYTHON_VERSION > '3'"
      })
  void refusesWhatIsNoMarker(String text) {
    assertThatThrownBy(() -> Marker.parse(text))
        .isInstanceOfSatisfying(
            InputException.class, e -> assertThat(e.code()).isEqualTo("pip.marker"));
  }

  @Test
  void saysWhereAMarkerGoesWrong() {
    assertThatThrownBy(() -> Marker.parse("os_name = 'nt'"))
        .hasMessage(
            "'os_name = 'nt'' has '= 'nt'' where one of <= < != == >= > ~= === in, not in should"
                + " stand");
  }

  @Test
  void refusesDeepParentheses() {
    String deep = "(".repeat(100) + "os_name == 'a'" + ")".repeat(100);
    assertThat(Marker.parse(deep)).hasToString("os_name == 'a'");
    assertThatThrownBy(() -> Marker.parse("(" + deep + ")")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Marker.parse("(".repeat(50_000))).isInstanceOf(InputException.class);
  }

  @Test
  void readsLongMarkers() {
    String part = "os_name == 'a' or ";
    String text = part.repeat(5_000) + "os_name == 'posix'";
    assertThat(holds(text)).isTrue();
    assertThatThrownBy(() -> Marker.parse(part.repeat(6_000)))
        .hasMessageEndingWith("is longer than 100000 characters");
  }

  @Test
  void printsWithTheParenthesesThatShowWhatBelongsTogether() {
    assertThat(Marker.parse("os_name==\"a\"and((os_name=='b'))or(os_name=='c')"))
        .hasToString("(os_name == 'a' and os_name == 'b') or os_name == 'c'");
    assertThat(Marker.parse("platform_version == \"it's\""))
        .hasToString("platform_version == \"it's\"");
  }

  @Test
  void combinesMarkers() {
    Marker a = Marker.parse("os_name == 'a'");
    Marker b = Marker.parse("os_name == 'b' or os_name == 'c'");
    assertThat(a.and(b)).hasToString("os_name == 'a' and (os_name == 'b' or os_name == 'c')");
    assertThat(a.or(b)).hasToString("os_name == 'a' or os_name == 'b' or os_name == 'c'");
    assertThat(a.and(a)).isEqualTo(a);
    assertThat(b.variables()).containsExactly("os_name");
  }

  @Test
  void turnsMarkersIntoTheirOpposite() {
    Marker marker = Marker.parse("python_version ~= '3.8' or os_name == 'a' and 'x' in extra");
    assertThat(marker.negate())
        .hasToString(
            "(python_version < '3.8' or python_version != '3.*')"
                + " and (os_name != 'a' or 'x' not in extra)");
    assertThatThrownBy(() -> Marker.parse("sys_platform < 'b'").negate())
        .hasMessageEndingWith("has no opposite");
  }

  @Test
  void wantsAnEnvironmentToBeWhole() {
    assertThatThrownBy(() -> MarkerEnvironment.of(Map.of()))
        .hasMessage("a marker environment lacks implementation_name");
    assertThatThrownBy(() -> LINUX.with("os.name", "x"))
        .hasMessage("'os.name' is not a marker variable");
  }
}
