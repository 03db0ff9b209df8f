package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PrefetchRequest;
import dev.hermetic.core.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs at paths that mean something else in the files and URLs of a build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its file names lack these characters")
class OutputPathTest {
  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = new Lab(root);
    lab.lock(".", "a.tgz mem://h/a a");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private PrefetchRequest request(String output) {
    return PrefetchRequest.builder(lab.source, root.resolve(output)).input("x-one", ".").build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a#b", "a?b", "a\"b", "a\\b", "a\nb"})
  void areNamedBeforeTheFirstDownload(String output) throws Exception {
    List<String> said = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void diagnosed(List<Diagnostic> findings) {
            assertThat(lab.fetcher.asked).isEmpty();
            findings.forEach(finding -> said.add(finding.code()));
          }
        };
    lab.prefetch.run(request(output), listener, new CancellationToken());
    assertThat(said).containsExactly("output.build-path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a#b", "a?b", "a\"b", "a\\b"})
  void areInjectedForThePathThatTheBuildSees(String output) throws Exception {
    lab.prefetch.run(request(output));
    Path directory = root.resolve(output);
    assertThatThrownBy(() -> lab.prefetch.env(directory, directory.toString()))
        .isInstanceOf(InputException.class);
    assertThat(lab.prefetch.inject(directory, "/deps", lab.source)).isNotEmpty();
    assertThat(lab.prefetch.audit(directory).findings()).isEmpty();
  }

  @Test
  void areNotNamedWhereTheyAreUsable() throws Exception {
    assertThat(lab.prefetch.plan(request("a b-\u00e4+'$(x)")).diagnostics()).isEmpty();
  }
}
