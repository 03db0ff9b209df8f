package dev.hermetic.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.Options;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.Prefetch;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.fixtures.Commands;
import dev.hermetic.rpm.fixtures.RpmWorkshop;
import dev.hermetic.testkit.FakeRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Packages of the real rpmbuild, signed by the real rpmsign, and what is wrong with them. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RpmRefusalsIT {
  private static final String NAME = "lab-modular-12.1-1.module_lab.noarch.rpm";

  @TempDir static Path work;
  private RpmWorkshop workshop;
  private byte[] signed;
  private byte[] unsigned;
  private Path key;
  private Path foreign;
  private FakeRegistry registry;
  private Prefetch prefetch;
  private Path source;
  private int number;

  @BeforeAll
  void build() throws Exception {
    workshop = new RpmWorkshop(work.resolve("top"), new Commands(work.resolve("home")));
    workshop.build("lab-module", "x86_64");
    Path file =
        workshop.built().stream()
            .filter(f -> f.getFileName().toString().equals(NAME))
            .findFirst()
            .orElseThrow();
    unsigned = Files.readAllBytes(file);
    key = workshop.key("lab");
    foreign = workshop.key("foreign");
    workshop.sign("lab", List.of(file));
    signed = Files.readAllBytes(file);
  }

  @AfterAll
  void stop() throws Exception {
    workshop.close();
  }

  @BeforeEach
  void start() throws Exception {
    Path directory = work.resolve("run-" + number++);
    source = Files.createDirectories(directory.resolve("source"));
    Files.copy(key, source.resolve("lab.asc"));
    Files.copy(foreign, source.resolve("foreign.asc"));
    registry = FakeRegistry.start();
    prefetch = Prefetch.builder().store(directory.resolve("store")).build();
  }

  @AfterEach
  void end() {
    prefetch.close();
    registry.close();
  }

  @Test
  void takesAPackageThatAKnownKeySigned() throws Exception {
    lock(signed);
    PrefetchReport report = run("require", "lab.asc");
    assertThat(report.entries())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.verifiedBy()).anyMatch(judge -> judge.startsWith("openpgp")));
  }

  @Test
  void refusesBytesThatAreNotTheLockedOnes() throws Exception {
    lock(signed);
    registry.serve("/lab/" + NAME, tampered());
    assertThat(failure("off"))
        .satisfies(
            e -> {
              assertThat(e.code()).startsWith("integrity.");
              assertThat(e).hasMessageContaining(NAME).hasMessageContaining("sha256");
            });
  }

  @Test
  void refusesATamperedPayloadEvenWhenTheLockHasItsDigest() throws Exception {
    lock(tampered());
    assertThat(failure("require", "lab.asc"))
        .hasMessageContaining("lab-modular")
        .hasMessageContaining("payload");
    assertThat(failure("off")).hasMessageContaining("payload");
  }

  @Test
  void refusesTheSignatureOfAnotherKey() throws Exception {
    lock(signed);
    assertThat(failure("require", "foreign.asc"))
        .hasMessageContaining("no signature can be confirmed: key ");
  }

  @Test
  void takesABinaryKey() throws Exception {
    lock(signed);
    Files.write(source.resolve("lab.gpg"), workshop.binaryKey("lab"));
    assertThat(run("require", "lab.gpg", "foreign.asc").entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.verifiedBy()).first().asString().contains("key "));
  }

  @Test
  void refusesAKeyThatIsNoneBeforeAnythingIsFetched() throws Exception {
    lock(signed);
    Files.writeString(source.resolve("no.asc"), "no key");
    assertThat(failure("require", "no.asc"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("rpm.key"))
        .hasMessageStartingWith("no.asc ");
    assertThat(registry.requests("/lab/" + NAME)).isZero();
  }

  @Test
  void judgesWhatTheStoreHoldsAnewByOtherKeys() throws Exception {
    lock(signed);
    run("require", "lab.asc");
    run("require", "lab.asc");
    assertThat(failure("require", "foreign.asc")).hasMessageContaining("no signature");
  }

  @Test
  void refusesAPackageWithoutASignature() throws Exception {
    lock(unsigned);
    assertThat(failure("require", "lab.asc")).hasMessageContaining("the package is not signed");
  }

  @Test
  void reportsAnUnknownKeyWhereSignaturesAreAWarning() throws Exception {
    lock(signed);
    assertThat(run("warn", "foreign.asc").diagnostics())
        .anySatisfy(found -> assertThat(found.code()).isEqualTo("verify.unverifiable"));
  }

  @Test
  void refusesAFileThatEndsTooSoon() throws Exception {
    lock(signed);
    registry.serve("/lab/" + NAME, Arrays.copyOf(signed, signed.length - 10));
    assertThat(failure("off").code()).isEqualTo("integrity.size");
  }

  @Test
  void refusesAPackageThatWasLockedTruncated() throws Exception {
    lock(Arrays.copyOf(signed, 3000));
    assertThat(failure("off")).hasMessageContaining("ends");
  }

  /** One bit of the last byte of the payload. */
  private byte[] tampered() {
    byte[] bytes = signed.clone();
    bytes[bytes.length - 20] ^= 1;
    return bytes;
  }

  private void lock(byte[] bytes) throws Exception {
    new LockText(registry).add("x86_64", "packages", "lab", NAME, bytes).write(source);
  }

  private HermeticException failure(String signatures, String... keys) {
    HermeticException failure =
        catchThrowableOfType(HermeticException.class, () -> run(signatures, keys));
    return failure instanceof PrefetchFailedException several ? several.failures().get(0) : failure;
  }

  private PrefetchReport run(String signatures, String... keys) throws Exception {
    Map<String, Object> options = Map.of("signatures", signatures, "keys", List.of(keys));
    return prefetch.run(
        PrefetchRequest.builder(source, source.resolveSibling("out"))
            .input(new PackageInput("rpm", RelPath.ROOT, Options.of(options)))
            .build());
  }
}
