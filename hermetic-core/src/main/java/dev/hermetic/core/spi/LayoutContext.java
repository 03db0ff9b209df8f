package dev.hermetic.core.spi;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.Digest;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a layout may touch; paths are relative to {@code deps/<ecosystem>}. Used by one
 * thread; within {@link #each}, {@link #open}, {@link #digest} and {@link #size} by several. Not
 * for implementation.
 */
public interface LayoutContext {
  /** Work on one of many items. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @param index which item
     */
    void on(int index) throws IOException, InterruptedException;
  }

  /** The project. */
  SourceTree source();

  /** What the inputs of this ecosystem need, in the order of the inputs. */
  List<Resolution> resolutions();

  /**
   * Works on every item from 0 to below {@code count}, in rising order of their beginnings: several
   * at a time where the run has threads for it. The first failure ends it and is thrown.
   *
   * @throws IOException when the work does
   * @throws InterruptedException when the run is cancelled
   */
  void each(int count, Work work) throws IOException, InterruptedException;

  /** Opens the verified bytes of an artifact. */
  InputStream open(Artifact artifact) throws IOException;

  /**
   * The digest of an artifact's verified bytes; computed by reading them where the store does not
   * know it yet.
   *
   * @throws IOException when reading fails
   */
  Digest digest(Artifact artifact, Digest.Algorithm algorithm) throws IOException;

  /** The size of an artifact's verified bytes. */
  long size(Artifact artifact) throws IOException;

  /**
   * Writes an index file; the same path may be written twice only with the same content.
   *
   * @throws dev.hermetic.core.LayoutException with code {@code layout.collision}
   * @throws IOException when writing fails
   */
  void generate(RelPath path, byte[] content) throws IOException;

  /**
   * Opens an index file for writing, for those that are too large to be kept in memory. It counts
   * once it is closed, which the thread of the layout must do; several may be open. A path can be
   * opened once.
   *
   * @throws dev.hermetic.core.LayoutException with code {@code layout.collision}
   * @throws IOException when the file cannot be made
   */
  OutputStream generate(RelPath path) throws IOException;

  /**
   * Places the bytes of an artifact at one more path; repeating it is allowed.
   *
   * @throws dev.hermetic.core.LayoutException with code {@code layout.collision}
   * @throws IOException when linking fails
   */
  void link(Artifact artifact, RelPath path) throws IOException;

  /** The file URL of an artifact inside the build: {@code file://${output_dir}/deps/npm/x.tgz}. */
  Template locate(Artifact artifact);

  /**
   * A file of this ecosystem as seen from the output directory: {@code deps/npm/x.tgz}; for project
   * files that are written there.
   *
   * @param place relative to the directory of this ecosystem, as all paths here
   */
  RelPath outputPath(RelPath place);

  /** The path of this ecosystem's directory inside the build: {@code ${output_dir}/deps/npm}. */
  Template directory();

  /**
   * Says what an artifact turned out to be: what its bytes tell and its lock does not. The bill of
   * materials and the manifest take both parts in place of what the resolver said; everything else
   * about the artifact stays.
   *
   * @param purl what it is
   * @param properties further properties for the bill of materials; they win over those of the
   *     resolver
   */
  void describe(Artifact artifact, Purl purl, Map<String, String> properties);

  /**
   * The value of a variable that a file of the project refers to, as {@link
   * ResolveContext#variable} has it. It may be a secret: it must not come into the output.
   *
   * @return empty when the caller knows none
   */
  Optional<String> variable(String name);

  /** Reports a finding that is not a failure. */
  void report(Diagnostic finding);
}
