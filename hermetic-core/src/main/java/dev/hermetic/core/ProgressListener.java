package dev.hermetic.core;

import java.util.List;

/**
 * Hears what a run does. All methods do nothing unless overridden.
 *
 * <p>Order of events per run: {@code configured* planned (artifact events)* completed?}; {@code
 * completed} is missing when the run fails. Per artifact: {@code started progressed* (retrying
 * progressed*)* finished}, {@code finished} exactly once. Events of one artifact are ordered;
 * events of different artifacts may arrive concurrently from several threads. A listener that
 * throws is not called again during that run; the run goes on.
 */
public interface ProgressListener {
  /** How an artifact ended. */
  enum Outcome {
    /** It was in the store. */
    FROM_STORE,
    /** It was downloaded and verified. */
    FETCHED,
    /** It failed, or the run ended before its turn. */
    FAILED
  }

  /** A listener that hears nothing. */
  static ProgressListener none() {
    return new ProgressListener() {};
  }

  /** The configuration of a client decided something; never called for what the caller set. */
  default void configured(ConfiguredValue value) {}

  /** The plan is made; nothing has been fetched. */
  default void planned(PrefetchPlan plan) {}

  /** Work on an artifact begins. */
  default void started(Artifact artifact) {}

  /** So many bytes of the artifact are on disk; may fall when a download starts again. */
  default void progressed(Artifact artifact, long bytes) {}

  /** An attempt failed and another follows. */
  default void retrying(Artifact artifact, int attempt, String reason) {}

  /** Work on an artifact has ended. */
  default void finished(Artifact artifact, Outcome outcome) {}

  /** The output is in place. */
  default void completed(PrefetchReport report) {}

  /** The diagnostics found so far, after planning. */
  default void diagnosed(List<Diagnostic> findings) {}
}
