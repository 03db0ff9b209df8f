package dev.hermetic.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import dev.hermetic.core.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerTest {
  @TempDir Path root;

  private static final class Recorder implements ProgressListener {
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void planned(PrefetchPlan plan) {
      events.add("planned");
    }

    @Override
    public void started(Artifact artifact) {
      events.add("started " + artifact.display());
    }

    @Override
    public void finished(Artifact artifact, Outcome outcome) {
      events.add("finished " + artifact.display() + " " + outcome);
    }

    @Override
    public void completed(PrefetchReport report) {
      events.add("completed");
    }
  }

  private static void run(Lab lab, ProgressListener listener) throws InterruptedException {
    lab.prefetch.run(lab.request().input("x-one", ".").build(), listener, new CancellationToken());
  }

  @Test
  void eventsFollowTheGrammar() throws Exception {
    try (Lab lab = new Lab(root)) {
      lab.lock(".", "a mem://h/a a", "b mem://h/b b");
      Recorder recorder = new Recorder();
      run(lab, recorder);
      assertThat(recorder.events).startsWith("planned").endsWith("completed").hasSize(6);
      assertThat(recorder.events)
          .containsSubsequence("started a@1", "finished a@1 FETCHED")
          .containsSubsequence("started b@1", "finished b@1 FETCHED");
    }
  }

  @Test
  void everyArtifactFinishesOnceEvenWhenTheRunFails() throws Exception {
    try (Lab lab = new Lab(root)) {
      List<String> lines = new ArrayList<>(List.of("0 mem://h/0 0 wrong"));
      for (int i = 1; i < 50; i++) {
        lines.add(i + " mem://h/" + i + " " + i);
      }
      lab.lock(".", lines.toArray(String[]::new));
      Recorder recorder = new Recorder();
      assertThatThrownBy(() -> run(lab, recorder)).isInstanceOf(HermeticException.class);
      assertThat(recorder.events.stream().filter(e -> e.startsWith("started"))).hasSize(50);
      assertThat(recorder.events.stream().filter(e -> e.startsWith("finished"))).hasSize(50);
      assertThat(recorder.events).doesNotContain("completed").contains("finished 0@1 FAILED");
    }
  }

  @Test
  void aListenerThatThrowsIsNotCalledAgainAndTheRunGoesOn() throws Exception {
    try (Lab lab = new Lab(root)) {
      lab.lock(".", "a mem://h/a a");
      List<String> calls = new ArrayList<>();
      run(
          lab,
          new ProgressListener() {
            @Override
            public void planned(PrefetchPlan plan) {
              calls.add("planned");
              throw new IllegalStateException("broken listener");
            }

            @Override
            public void completed(PrefetchReport report) {
              calls.add("completed");
            }
          });
      assertThat(calls).containsExactly("planned");
      assertThat(lab.output.resolve("deps/x-one/a")).hasContent("bytes of a");
    }
  }
}
