package dev.hermetic.core;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Property
  void aLiteralExpandsToItself(@ForAll String text) {
    assertThat(Template.literal(text).expand("/out")).isEqualTo(text);
  }

  @Test
  void replacesOnlyTheOutputDirectory() {
    assertThat(new Template("file://${output_dir}/a $$x ${other} $").expand("/o"))
        .isEqualTo("file:///o/a $x ${other} $");
  }
}
