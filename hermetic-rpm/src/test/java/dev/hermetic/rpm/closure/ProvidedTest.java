package dev.hermetic.rpm.closure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvidedTest {
  private final Provided provided = new Provided();

  @Test
  void versionsMustOverlap() {
    provided.add(Capability.parse("lib = 1:2.0-3"), 0);
    assertThat(provided.providers(Capability.parse("lib"))).containsExactly(0);
    assertThat(provided.providers(Capability.parse("lib >= 1:2.0"))).containsExactly(0);
    assertThat(provided.providers(Capability.parse("lib = 1:2.0"))).containsExactly(0);
    assertThat(provided.providers(Capability.parse("lib = 2.0"))).isEmpty();
    assertThat(provided.providers(Capability.parse("lib > 1:2.0-3"))).isEmpty();
  }

  @Test
  void theBaseCountsByNameVersionAndPrefix() {
    provided.addBase("glibc >= 2.34");
    provided.addBase("/bin/sh");
    provided.addBase("libc.so.6*");
    assertThat(provided.providers(Capability.parse("glibc >= 2.17"))).containsExactly(-1);
    assertThat(provided.providers(Capability.parse("glibc < 2.0"))).isEmpty();
    assertThat(provided.providers(Capability.parse("/bin/sh"))).containsExactly(-1);
    assertThat(provided.providers(Capability.parse("libc.so.6(GLIBC_2.4)(64bit)")))
        .containsExactly(-1);
    assertThat(provided.providers(Capability.parse("libc.so"))).isEmpty();
  }
}
