package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.internal.fetch.FaultyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
  @TempDir Path root;

  private Map<String, String> build(String name, Path store) throws Exception {
    try (Lab lab = new Lab(root.resolve(name), store)) {
      lab.lock("ui", "I.tgz mem://h/I I dev", "i/ı.tgz mem://h/i i", "z/a.tgz mem://h/z z");
      lab.lock("lib", "I.tgz mem://h/I I");
      PrefetchReport report =
          lab.prefetch.run(
              lab.request()
                  .input("x-one", "ui")
                  .input("x-one", "lib")
                  .input("x-two", "ui")
                  .build());
      Map<String, String> tree = Lab.tree(lab.output);
      tree.put("report", report.treeDigest().toString());
      return tree;
    }
  }

  @Test
  void outputDependsNeitherOnItsDirectoryNorOnAWarmStore() throws Exception {
    Map<String, String> cold = build("a", root.resolve("s1"));
    Map<String, String> warm = build("quite/another place/b", root.resolve("s1"));
    Map<String, String> coldAgain = build("c", root.resolve("s2"));
    assertThat(warm).isEqualTo(cold);
    assertThat(coldAgain).isEqualTo(cold);
  }

  @Test
  void outputDoesNotDependOnLocaleAndTimeZone() throws Exception {
    Map<String, String> expected = build("a", root.resolve("s1"));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(build("b", root.resolve("s2"))).isEqualTo(expected);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void outputDoesNotDependOnTheTimesThatServersTell() throws Exception {
    AtomicReference<String> time = new AtomicReference<>("Sat, 21 Nov 2026 10:00:00 GMT");
    try (var server =
        new FaultyServer(
            (n, request, out) -> {
              out.head(
                      "HTTP/1.1 200 OK",
                      "Content-Length: 10",
                      "Date: " + time.get(),
                      "Last-Modified: " + time.get())
                  .bytes(FakeEcosystem.content("a"));
              return true;
            })) {
      Map<String, String> now = served("now", server);
      time.set("Thu, 01 Jan 1970 00:00:00 GMT");
      assertThat(served("long ago", server)).isEqualTo(now);
      time.set("Thu, 31 Dec 2099 23:59:59 GMT");
      assertThat(served("in the future", server)).isEqualTo(now);
      assertThat(server.requests()).hasSize(3);
    }
  }

  /** The bytes of an output made with a new store, and the time of every file. */
  private Map<String, String> served(String name, FaultyServer server) throws Exception {
    try (Lab lab = new Lab(root.resolve(name))) {
      lab.lock(".", "a.tgz " + server.url("/a") + " a");
      lab.run("x-one", ".");
      Map<String, String> tree = Lab.tree(lab.output);
      for (String path : List.copyOf(tree.keySet())) {
        tree.put("time of " + path, Files.getLastModifiedTime(lab.output.resolve(path)).toString());
      }
      return tree;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfTheLockfileShowsOnlyInWhatQuotesIt(long seed) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("d" + i % 7 + "/f" + i + " mem://h/" + i + " c" + i);
    }
    assertThat(bom("a", lines)).isEqualTo(bom("b", shuffled(lines, seed)));
  }

  private static List<String> shuffled(List<String> lines, long seed) {
    List<String> copy = new ArrayList<>(lines);
    Collections.shuffle(copy, new Random(seed));
    return copy;
  }

  private Map<String, String> bom(String name, List<String> lines) throws Exception {
    try (Lab lab = new Lab(root.resolve(name))) {
      // Content ids and paths of the server have to agree for the bytes to match.
      lab.lock(".", lines.stream().map(l -> l.replace(" c", " ")).toArray(String[]::new));
      lab.run("x-one", ".");
      Map<String, String> tree = Lab.tree(lab.output);
      tree.remove(".hermetic/manifest.json");
      return tree;
    }
  }
}
