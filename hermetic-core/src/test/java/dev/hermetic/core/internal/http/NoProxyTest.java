package dev.hermetic.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar that curl documents for --noproxy. */
final class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                     | a.example      | 80   | true
          a.example             | a.example      | 80   | true
          A.Example             | a.example      | 80   | true
          a.example.            | a.example      | 80   | true
          a.example             | b.a.example    | 80   | true
          .a.example            | b.a.example    | 80   | true
          .a.example            | a.example      | 80   | true
          a.example             | ba.example     | 80   | false
          .a.example            | ba.example     | 80   | false
          a.example:8080        | a.example      | 8080 | true
          a.example:8080        | a.example      | 80   | false
          x.example, a.example  | a.example      | 80   | true
          x.example a.example   | a.example      | 80   | true
          192.168.0.1           | 192.168.0.1    | 80   | true
          192.168.0.0/16        | 192.168.77.1   | 80   | true
          192.168.0.0/16        | 192.169.0.1    | 80   | false
          192.168.0.0/33        | 192.168.0.0    | 80   | false
          168.0.1               | 192.168.0.1    | 80   | false
          ::1                   | ::1            | 80   | true
          [::1]                 | ::1            | 80   | true
          [::1]:443             | ::1            | 443  | true
          [::1]:443             | ::1            | 80   | false
          fd00::/8              | fd12::1        | 80   | true
          fd00::/8              | fe00::1        | 80   | false
          10.0.0.0/8            | ten.example    | 80   | false
          ''                    | a.example      | 80   | false
          """)
  void coversWhatCurlCovers(String entry, String host, int port, boolean covered) {
    assertThat(new NoProxy(List.of(entry)).covers(host, port)).isEqualTo(covered);
  }
}
