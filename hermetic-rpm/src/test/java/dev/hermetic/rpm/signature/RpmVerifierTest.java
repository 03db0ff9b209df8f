package dev.hermetic.rpm.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Digest;
import dev.hermetic.core.Policy;
import dev.hermetic.core.Purl;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.StagedContent;
import dev.hermetic.core.spi.Verdict;
import dev.hermetic.core.spi.Verifier;
import dev.hermetic.core.spi.VerifyContext;
import dev.hermetic.rpm.fixtures.PackageBytes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RpmVerifierTest {
  private static final byte[] PACKAGE = PackageBytes.of(PackageBytes.header().build());
  private final RpmVerifier verifier = new RpmVerifier();

  @Test
  void isAServiceOnModulePathAndClassPath() throws Exception {
    assertThat(RpmVerifier.class.getModule().getDescriptor().provides())
        .filteredOn(provides -> provides.service().equals(Verifier.class.getName()))
        .flatExtracting(provides -> provides.providers())
        .containsExactly(RpmVerifier.class.getName());
    try (InputStream in =
        RpmVerifier.class.getResourceAsStream("/META-INF/services/" + Verifier.class.getName())) {
      assertThat(in).asString(UTF_8).isEqualToIgnoringNewLines(RpmVerifier.class.getName());
    }
  }

  @Test
  void appliesToPackagesOnly() {
    assertThat(verifier.appliesTo(artifact("rpm", "package"))).isTrue();
    assertThat(verifier.appliesTo(artifact("rpm", "source"))).isTrue();
    assertThat(verifier.appliesTo(artifact("rpm", "modules"))).isFalse();
    assertThat(verifier.appliesTo(artifact("npm", "package"))).isFalse();
  }

  @Test
  void checksDigestsWithoutAnyPolicy() throws Exception {
    assertThat(judge(artifact("rpm", "package"), PACKAGE))
        .isEqualTo(new Verdict.Verified("header SHA-256, payload SHA-256"));
  }

  @Test
  void saysWhatIsWrongWithAPackage() throws Exception {
    byte[] changed = PACKAGE.clone();
    changed[changed.length - 1] ^= 1;
    assertRejected(changed, "was changed: the payload SHA-256");
    assertRejected(Arrays.copyOf(PACKAGE, 300), "is cut off");
    assertRejected(new byte[300], "is malformed");
  }

  @Test
  void warnsOrRejectsAsTheArtifactAsks() throws Exception {
    assertThat(judge(artifact("rpm", "package", Map.of("signatures", "warn")), PACKAGE))
        .isInstanceOf(Verdict.Unverifiable.class);
    assertThat(judge(artifact("rpm", "package", Map.of("signatures", "require")), PACKAGE))
        .isEqualTo(new Verdict.Rejected("the package is not signed"));
  }

  @Test
  void namesPolicyAndKeysAsWhatItsVerdictDependsOn() {
    Artifact off = artifact("rpm", "package");
    assertThat(verifier.basis(off)).isPresent();
    assertThat(verifier.basis(artifact("rpm", "package", Map.of("keys", "A"))))
        .as("keys without a policy")
        .isEqualTo(verifier.basis(off));
    assertThat(
            Stream.of("warn A", "warn B", "require A", "require B")
                .map(each -> each.split(" "))
                .map(each -> Map.of("signatures", each[0], "keys", each[1]))
                .map(each -> verifier.basis(artifact("rpm", "package", each))))
        .doesNotHaveDuplicates()
        .doesNotContain(verifier.basis(off));
  }

  private void assertRejected(byte[] bytes, String words) throws Exception {
    assertThat(judge(artifact("rpm", "package"), bytes))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, no -> assertThat(no.reason()).contains(words));
  }

  /** The verdict about bytes that are read, which is the one about bytes that pass. */
  private Verdict judge(Artifact artifact, byte[] bytes) throws Exception {
    Verdict read = verifier.verify(artifact, new Bytes(bytes), new NoContext());
    Verifier.Check check = verifier.begin(artifact).orElseThrow();
    for (int at = 0; at < bytes.length; at += 100) {
      check.update(bytes, at, Math.min(100, bytes.length - at));
    }
    assertThat(check.finish(new NoContext())).isEqualTo(read);
    return read;
  }

  private static Artifact artifact(String ecosystem, String kind) {
    return artifact(ecosystem, kind, Map.of());
  }

  private static Artifact artifact(String ecosystem, String kind, Map<String, String> more) {
    Artifact.Builder builder =
        Artifact.builder(ecosystem, Purl.of("rpm", "", "made", "1.0-2", Map.of()))
            .attribute("kind", kind);
    more.forEach(builder::attribute);
    return builder.build();
  }

  private record Bytes(byte[] bytes) implements StagedContent {
    @Override
    public Digest sha256() {
      return Digest.sha256(com.google.common.hash.Hashing.sha256().hashBytes(bytes).toString());
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private static final class NoContext implements VerifyContext {
    @Override
    public byte[] fetch(SafeUri evidence, long maxBytes) {
      throw new AssertionError("fetches " + evidence);
    }

    @Override
    public Policy policy() {
      return Policy.strict();
    }
  }
}
