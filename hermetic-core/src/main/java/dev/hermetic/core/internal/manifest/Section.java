package dev.hermetic.core.internal.manifest;

import dev.hermetic.core.Digest;
import dev.hermetic.core.EnvVar;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import java.util.List;
import java.util.Map;

/**
 * What one ecosystem contributes to an output.
 *
 * @param ecosystem the ecosystem
 * @param inputs what it was asked for, sorted by path
 * @param environment its variables, sorted by name
 * @param projectFiles its project files, without their text, sorted
 * @param files its files below {@code deps/<ecosystem>}, sorted
 */
public record Section(
    String ecosystem,
    List<Input> inputs,
    List<EnvVar> environment,
    List<FileRef> projectFiles,
    List<FileEntry> files) {
  /**
   * An input and what decided it.
   *
   * @param sources the files it was read from, with their digests
   * @param packages packages of it that have no file in the output
   */
  public record Input(
      String path,
      Map<String, Object> options,
      Map<String, String> sources,
      List<FileEntry.Part> packages) {}

  /**
   * A project file; the text itself lies in {@code .build-config.json}.
   *
   * @param sha256 the digest of its template
   */
  public record FileRef(ProjectFile.Root root, RelPath path, Digest sha256) {}
}
