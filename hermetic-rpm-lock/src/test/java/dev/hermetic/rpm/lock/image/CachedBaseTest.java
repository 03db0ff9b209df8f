package dev.hermetic.rpm.lock.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Digest;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.repodata.DependencyEntry;
import dev.hermetic.rpm.repodata.FileKind;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageFile;
import dev.hermetic.rpm.repodata.PackageId;
import dev.hermetic.rpm.repodata.PackageTexts;
import dev.hermetic.rpm.version.Relation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is kept of an image comes back as it was. */
final class CachedBaseTest {
  private static final Digest NONE = Digest.of(Digest.Algorithm.SHA256, new byte[32]);

  @Provide
  Arbitrary<PackageEntry> packages() {
    Arbitrary<String> text = Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(12);
    Arbitrary<DependencyEntry> dependency =
        Combinators.combine(
                text, Arbitraries.of(Relation.class), text, text, text, Arbitraries.of(true, false))
            .as(DependencyEntry::new);
    return Combinators.combine(
            text.list().ofSize(7),
            dependency.list().ofMaxSize(4),
            Arbitraries.of(DependencyKind.class),
            text.list().ofMaxSize(5))
        .as(CachedBaseTest::entry);
  }

  private static PackageEntry entry(
      List<String> t, List<DependencyEntry> dependencies, DependencyKind kind, List<String> files) {
    PackageEntry.Builder entry =
        PackageEntry.builder(
                new PackageId(t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), NONE), "")
            .texts(new PackageTexts("", "", "", "", "", t.get(5), "", "", t.get(6)));
    dependencies.forEach(one -> entry.dependency(kind, one));
    files.forEach(path -> entry.file(new PackageFile(path, FileKind.FILE)));
    return entry.build();
  }

  @Property(tries = 300)
  void comesBackAsItWas(@ForAll List<@net.jqwik.api.From("packages") PackageEntry> packages)
      throws IOException {
    CachedBase base = new CachedBase("el9", packages);
    assertThat(CachedBase.of(base.bytes())).isEqualTo(base);
  }

  @Test
  void saysWhenItIsDamaged() throws IOException {
    byte[] whole =
        new CachedBase(
                "",
                List.of(
                    entry(
                        List.of("a", "0", "1", "1", "noarch", "", ""),
                        List.of(),
                        DependencyKind.PROVIDES,
                        List.of("/a"))))
            .bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> CachedBase.of(part)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> CachedBase.of(MadeImage.gzip(new byte[3])))
        .isInstanceOf(IOException.class);
  }
}
