package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResolutionTest {
  private static final Resolution EMPTY =
      Resolution.of(PackageInput.of("x-fake", "."), List.of(), Map.of());

  private record Document(String text) {}

  @Test
  void handsOverWhatTheResolverParsed() {
    Document document = new Document("lock");

    assertThat(EMPTY.withParsed(document).parsed(Document.class)).containsSame(document);
  }

  @Test
  void keepsWhatWasParsedWhenItGrows() {
    Document document = new Document("lock");

    Resolution grown = EMPTY.withParsed(document).withComponents(List.of()).withNeeded(Map.of());

    assertThat(grown.parsed(Document.class)).containsSame(document);
  }

  @Test
  void handsOverNothingOfAnotherType() {
    assertThat(EMPTY.withParsed("lock").parsed(Document.class)).isEmpty();
  }

  @Test
  void hasParsedNothingUnlessToldSo() {
    assertThat(EMPTY.parsed(Object.class)).isEmpty();
  }

  @Test
  void equalsOneWithAnotherDocument() {
    assertThat(EMPTY.withParsed("a")).isEqualTo(EMPTY.withParsed("b")).isEqualTo(EMPTY);
  }
}
