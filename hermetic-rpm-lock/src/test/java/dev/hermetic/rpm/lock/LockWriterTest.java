package dev.hermetic.rpm.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.formats.yaml.PlainScalar;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockWriterTest {
  private static final String SHA = "sha256:" + "0".repeat(64);

  /** The layout of the lockfiles that rpm-lockfile-prototype 0.30 writes. */
  @Test
  void writesAsPyYamlDumps() {
    TreeMap<String, LockDocument.Files> arches = new TreeMap<>();
    arches.put(
        "x86_64",
        new LockDocument.Files(
            List.of(
                new LockedPackage(
                    "https://r.example/b.rpm", "base", 7, SHA, "b", "1.0e-5", "b-1.src.rpm"),
                new LockedPackage("https://r.example/a.rpm", "base", 5, SHA, "a", "1:2-3", "")),
            List.of(),
            List.of(LockedPackage.modules("https://r.example/m.xz", "base", 9, SHA))));
    assertThat(LockWriter.write(new LockDocument(arches)))
        .isEqualTo(
            """
            ---
            lockfileVersion: 1
            lockfileVendor: redhat
            arches:
            - arch: x86_64
              packages:
              - url: https://r.example/a.rpm
                repoid: base
                size: 5
                checksum: %1$s
                name: a
                evr: 1:2-3
              - url: https://r.example/b.rpm
                repoid: base
                size: 7
                checksum: %1$s
                name: b
                evr: '1.0e-5'
                sourcerpm: b-1.src.rpm
              source: []
              module_metadata:
              - url: https://r.example/m.xz
                repoid: base
                size: 9
                checksum: %1$s
            """
                .formatted(SHA));
  }

  /** What PyYAML 6.0 dumps for these texts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1.0-1|1.0-1",
        "1.0e-5|'1.0e-5'",
        "123|'123'",
        "0x1f|'0x1f'",
        "010|'010'",
        "1_0|'1_0'",
        "1:30|'1:30'",
        "1:2-3|1:2-3",
        "2024-01-02|'2024-01-02'",
        "2024-1-2|2024-1-2",
        "1.5|'1.5'",
        ".5|'.5'",
        "yes|'yes'",
        "on|'on'",
        "y|y",
        "null|'null'",
        "=|'='",
        "-a|-a",
        "*a|'*a'",
        "a: b|'a: b'",
        "a#b|a#b",
        "a'b|a'b",
        "@x|'@x'",
        "c++|c++"
      })
  void quotesWhatYamlWouldReadAsSomethingElse(String text, String written) {
    assertThat(PlainScalar.of(text)).isEqualTo(written);
  }
}
