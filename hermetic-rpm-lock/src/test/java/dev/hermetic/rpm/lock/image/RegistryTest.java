package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.Digest;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Netrc;
import dev.hermetic.core.Policy;
import dev.hermetic.core.SafeUri;
import dev.hermetic.rpm.lock.image.TinyServer.Reply;
import dev.hermetic.rpm.lock.image.TinyServer.Request;
import dev.hermetic.rpm.lock.rpmdb.HostileDatabaseTest;
import dev.hermetic.rpm.lock.rpmdb.NdbWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that wants tokens and redirects blobs elsewhere, and registries that misbehave. */
final class RegistryTest {
  private static final String IMAGE = "registry.example/team/base";
  private static final byte[] DB = NdbWriter.write(Map.of(1, HostileDatabaseTest.blob("made")));

  @TempDir Path directory;
  private final MadeImage image =
      new MadeImage().layer(tar -> tar.file("var/lib/rpm/Packages.db", DB));
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private TinyServer server;
  private TinyServer blobs;
  private ImageProbe probe;
  private byte[] top = image.manifest();
  private boolean wantsTokens = true;
  private String token = "t0ken";
  private String tokenHost = "127.0.0.1";

  @BeforeEach
  void start() throws IOException {
    server = new TinyServer(this::registry);
    blobs = new TinyServer(this::blob);
    probe = new ImageProbe(directory);
    probe.registries.put("oci/registry.example", SafeUri.parse(server.url()));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    blobs.close();
  }

  private Reply registry(Request request) {
    String path = request.path().replaceFirst("[?].*", "");
    asked.add(path);
    if (path.equals("/token")) {
      return Reply.ok(MadeImage.utf8("{\"token\":\"" + token + "\"}"));
    }
    if (wantsTokens && !"Bearer t0ken".equals(request.fields().get("authorization"))) {
      String challenge =
          "WWW-Authenticate: Bearer realm=\"http://%s:%d/token\",service=\"s\",scope=\"a:b:pull\"";
      return new Reply(401, challenge.formatted(tokenHost, server.port()), new byte[0]);
    }
    if (path.startsWith("/v2/team/base/blobs/")) {
      return new Reply(307, "Location: " + blobs.url() + path, new byte[0]);
    }
    byte[] part = part(path);
    return path.startsWith("/v2/team/base/manifests/")
        ? Reply.ok(part == null ? top : part)
        : new Reply(404, "", new byte[0]);
  }

  private Reply blob(Request request) {
    byte[] part = part(request.path());
    // As stores of blobs do that sign their addresses.
    return part == null || request.fields().containsKey("authorization")
        ? new Reply(400, "", new byte[0])
        : Reply.ok(part);
  }

  private byte @Nullable [] part(String path) {
    String wanted = path.substring(path.lastIndexOf('/') + 1);
    return wanted.startsWith("sha256:") ? image.parts.get(Digest.parse(wanted)) : null;
  }

  private HermeticException refused(String reference) {
    HermeticException refused =
        catchThrowableOfType(HermeticException.class, () -> probe.base(reference, "x86_64"));
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }

  @Test
  void readsAnImageWithTokensAndRedirects() throws Exception {
    ImageBase base = probe.base(IMAGE + ":1", "x86_64");
    assertThat(ImageProbe.nevras(base.packages())).containsExactly("made-0:1-1.noarch");
    assertThat(base.labels()).containsEntry("a", "b");
    assertThat(base.digest()).isEqualTo(ImageDigests.of(top, Digest.Algorithm.SHA256));
    assertThat(asked.stream().filter("/token"::equals)).hasSize(1);
  }

  @Test
  void readsNoLayerAgain() throws Exception {
    probe.base(IMAGE + ":1", "x86_64");
    asked.clear();
    probe.base(IMAGE + ":1", "x86_64");
    assertThat(asked).isNotEmpty().noneMatch(path -> path.contains("/blobs/"));
    asked.clear();
    Digest digest = ImageDigests.of(top, Digest.Algorithm.SHA256);
    probe.base(IMAGE + "@" + digest, "x86_64");
    assertThat(asked).isEmpty();
  }

  @Test
  void readsLabelsWithoutLayers() throws Exception {
    assertThat(probe.labels(IMAGE + ":1", "x86_64").labels()).containsEntry("a", "b");
    assertThat(asked.stream().filter(path -> path.contains("/blobs/")).distinct()).hasSize(1);
  }

  @Test
  void asksNoTokenServiceThatThePolicyForbids() {
    tokenHost = "localhost";
    probe.policy = Policy.builder().allowPlainHttp(true).allowHost("127.0.0.1").build();
    assertThat(refused(IMAGE + ":1").code()).isEqualTo("policy.host");
  }

  @Test
  void givesUpWhereTokensLeadNowhere() {
    probe.credentials = Netrc.parse("machine 127.0.0.1 login a password very-secret");
    token = "never-good";
    HermeticException refused = refused(IMAGE + ":1");
    assertThat(refused.code()).isEqualTo("fetch.auth");
    assertThat(refused.toString()).doesNotContain("never-good").doesNotContain("very-secret");
    assertThat(asked).hasSizeLessThan(8);
  }

  @Test
  void refusesAManifestThatIsNotWhatTheReferenceSays() {
    wantsTokens = false;
    assertThat(refused(IMAGE + "@sha256:" + "0".repeat(64)).code()).isEqualTo("rpm.image-digest");
  }

  @Test
  void refusesALayerThatIsNotWhatTheManifestSays() {
    image.parts.replaceAll(
        (digest, bytes) -> bytes[0] == '{' ? bytes : MadeImage.utf8("something else entirely"));
    assertThat(refused(IMAGE + ":1").code()).startsWith("integrity.");
  }

  @Test
  void refusesAnIndexWithoutThePlatform() {
    top =
        MadeImage.index(
            image.descriptor(MadeImage.MANIFEST, image.manifest(), MadeImage.platform("arm64")));
    assertThat(refused(IMAGE + ":1").code()).isEqualTo("rpm.image-platform");
  }

  @Test
  void saysWhenARegistryIsNotToBeAskedInClear() {
    probe.policy = Policy.builder().allowPlainHttp(false).build();
    assertThat(refused(IMAGE + ":1").code()).isEqualTo("policy.scheme");
  }
}
