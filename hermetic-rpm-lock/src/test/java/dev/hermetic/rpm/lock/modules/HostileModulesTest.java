package dev.hermetic.rpm.lock.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.lock.solve.pool.ArchPolicy;
import dev.hermetic.rpm.repodata.Modules;
import dev.hermetic.rpm.repodata.ModulesReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Metadata of modules as somebody with bad intentions writes it. */
class HostileModulesTest {
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.oneOf(
        Arbitraries.of("a", "b", "1", "-1", "el-8", "(", ")", " or ", "%28", "<", "\u0000", "é"),
        Arbitraries.strings().ofMinLength(1).ofMaxLength(6));
  }

  @Provide
  Arbitrary<Modules.Stream> builds() {
    Arbitrary<Map<String, List<String>>> requires =
        Arbitraries.maps(words(), words().list().ofMaxSize(2)).ofMaxSize(2);
    return Combinators.combine(
            words(), words(), words(), words(), requires, words().list().ofMaxSize(2))
        .as(
            (name, stream, context, arch, needs, artifacts) ->
                new Modules.Stream(
                    name,
                    stream,
                    "1",
                    context,
                    arch,
                    context.length() > 2,
                    List.of(needs),
                    Map.of(),
                    artifacts,
                    artifacts));
  }

  @Property(tries = 300)
  void choosesAmongBuildsWithAnyNames(
      @ForAll("lists") List<Modules.Stream> builds, @ForAll("words") String spec) {
    Modules modules =
        new Modules(
            builds,
            builds.stream()
                .map(one -> new Modules.Defaults(one.name(), one.stream(), 0, Map.of()))
                .toList(),
            List.of());
    ModuleStreams streams =
        new ModuleStreams(
            List.of(new RepositoryModules("r", modules, false)),
            ArchPolicy.of("x86_64"),
            "platform:" + spec);
    streams.disable(List.of(spec));
    streams.enable(List.of(spec, spec + ":" + spec));
    assertThat(streams.active()).hasSizeLessThanOrEqualTo(builds.size());
  }

  @Provide
  Arbitrary<List<Modules.Stream>> lists() {
    return builds().list().ofMaxSize(6);
  }

  @Property(tries = 300)
  void readsAnyTextOrRefusesIt(@ForAll("documents") String yaml) throws IOException {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    try {
      Modules read = ModulesReader.read(new ByteArrayInputStream(bytes), RelPath.of("m.yaml"));
      assertThat(read.streams()).allMatch(stream -> !stream.name().isEmpty());
    } catch (LockfileException refused) {
      assertThat(refused.code()).isEqualTo("rpm.repodata");
    }
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of(
                "1",
                "a",
                "[a, b]",
                "{a: [b]}",
                "[[a]]",
                "&x a",
                "*x",
                "-1",
                "1e9",
                "~",
                "99999999999999999999999",
                "{rpms: [a-1-1.x]}",
                "[{requires: {a: [b]}}]"),
            Arbitraries.strings().ascii().ofMaxLength(8));
    Arbitrary<String> key =
        Arbitraries.of(
            "name",
            "stream",
            "version",
            "context",
            "arch",
            "dependencies",
            "profiles",
            "artifacts",
            "module",
            "modified",
            "demodularized",
            "static_context");
    Arbitrary<String> line = Combinators.combine(key, value).as((k, v) -> "  " + k + ": " + v);
    Arbitrary<String> head =
        Arbitraries.of(
            "document: modulemd\nversion: 2\n",
            "document: modulemd-defaults\nversion: 1\n",
            "document: modulemd-obsoletes\nversion: 1\n",
            "");
    return Combinators.combine(head, line.list().ofMaxSize(8))
        .as((h, lines) -> "---\n" + h + "data:\n" + String.join("\n", lines) + "\n");
  }
}
