package dev.hermetic.core.internal.audit;

import dev.hermetic.core.AuditReport;
import dev.hermetic.core.AuditReport.Finding;
import dev.hermetic.core.AuditReport.Kind;
import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.ProjectFile;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.internal.io.FileTree;
import dev.hermetic.core.internal.io.Tasks;
import dev.hermetic.core.internal.manifest.BuildConfigFile;
import dev.hermetic.core.internal.manifest.FileEntry;
import dev.hermetic.core.internal.manifest.Manifest;
import dev.hermetic.core.internal.manifest.Section;
import dev.hermetic.core.internal.manifest.Sha256;
import dev.hermetic.core.internal.manifest.TreeDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares an output with its manifest: every file there and unaltered, nothing else there, nothing
 * remote left in rewritten files. Needs neither network nor store.
 */
public final class Audit {
  private final Path output;
  private final Manifest manifest;
  private final List<FileEntry> files;
  private final List<Finding> findings = new ArrayList<>();

  private Audit(Path output) {
    this.output = output;
    this.manifest = Manifest.read(output, ecosystem -> true);
    this.files = manifest.allFiles();
  }

  /**
   * Audits an output.
   *
   * @throws InputException with code {@code input.no-output}, {@code input.output-malformed} or
   *     {@code input.file-names}
   */
  public static AuditReport of(Path output, Tasks hashing)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(output.resolve(Manifest.PATH))) {
      throw InputException.of(
          "input.no-output",
          output + " holds no " + Manifest.PATH,
          "name the output directory of a finished prefetch");
    }
    return new Audit(output).report(hashing);
  }

  private AuditReport report(Tasks hashing) throws IOException, InterruptedException {
    Map<String, BasicFileAttributes> found = FileTree.walk(output);
    @Nullable FileEntry[] actual = new FileEntry[files.size()];
    Finding[] wrong = new Finding[files.size()];
    hashing.each(
        files.size(),
        i -> {
          FileEntry file = files.get(i);
          BasicFileAttributes attributes = found.get(file.path());
          actual[i] = attributes == null ? null : actual(file, attributes);
          wrong[i] = judge(file, actual[i], attributes);
        });
    for (Finding finding : wrong) {
      if (finding != null) {
        findings.add(finding);
      }
    }
    extras(found);
    remoteUrls();
    List<FileEntry> present = new ArrayList<>();
    for (FileEntry file : actual) {
      if (file != null) {
        present.add(file);
      }
    }
    Digest tree = TreeDigest.of(present);
    checkRecordedTree(tree);
    findings.sort(Comparator.comparing(Finding::path).thenComparing(Finding::kind));
    return AuditReport.of(findings, files.size(), tree);
  }

  private @Nullable FileEntry actual(FileEntry file, BasicFileAttributes attributes)
      throws IOException {
    return attributes.isRegularFile()
        ? FileEntry.generated(
            file.path(), Sha256.ofFile(new RelPath(file.path()).under(output)), attributes.size())
        : null;
  }

  private static @Nullable Finding judge(
      FileEntry expected, @Nullable FileEntry actual, @Nullable BasicFileAttributes attributes) {
    if (attributes == null) {
      return Finding.of(Kind.MISSING, expected.path(), "expected " + expected.sha256());
    }
    if (actual == null) {
      String what = attributes.isSymbolicLink() ? "a symbolic link" : "no regular file";
      return Finding.of(Kind.ALTERED, expected.path(), "expected a regular file, found " + what);
    }
    if (!actual.sha256().equals(expected.sha256())) {
      String detail = "expected " + expected.sha256() + ", found " + actual.sha256();
      return Finding.of(Kind.ALTERED, expected.path(), detail);
    }
    return null;
  }

  // Files whose digests all match and yet another tree digest: the manifest itself was edited.
  private void checkRecordedTree(Digest tree) {
    if (findings.isEmpty() && !tree.equals(manifest.treeDigest())) {
      String detail = "records the tree digest " + manifest.treeDigest() + ", found " + tree;
      findings.add(Finding.of(Kind.ALTERED, Manifest.PATH, detail));
    }
  }

  private void extras(Map<String, BasicFileAttributes> found) {
    files.forEach(file -> found.remove(file.path()));
    found.remove(Manifest.PATH);
    Map<String, String> templates = outputTemplates();
    for (Map.Entry<String, BasicFileAttributes> extra : found.entrySet()) {
      String template = templates.get(extra.getKey());
      if (template == null || !extra.getValue().isRegularFile()) {
        findings.add(Finding.of(Kind.EXTRA, extra.getKey(), "the manifest does not know it"));
      } else if (!isInjected(extra.getKey(), template)) {
        String detail = "it is not what its template in " + BuildConfigFile.PATH + " gives";
        findings.add(Finding.of(Kind.ALTERED, extra.getKey(), detail));
      }
    }
  }

  /** Project files that an injection may have written into the output, with their templates. */
  private Map<String, String> outputTemplates() {
    Map<Digest, String> byDigest = new HashMap<>();
    templates()
        .forEach(
            entry ->
                byDigest.put(
                    Digest.ofText(Digest.Algorithm.SHA256, entry.template()), entry.template()));
    Map<String, String> templates = new HashMap<>();
    for (Section section : manifest.sections()) {
      for (Section.FileRef file : section.projectFiles()) {
        String template = byDigest.get(file.sha256());
        if (file.root() == ProjectFile.Root.OUTPUT && template != null) {
          templates.put(file.path().value(), template);
        }
      }
    }
    return templates;
  }

  private boolean isInjected(String path, String template) {
    try {
      return Injected.from(template, Files.readString(output.resolve(path)));
    } catch (IOException unreadable) {
      return false;
    }
  }

  private List<BuildConfigFile.Entry> templates() {
    try {
      return BuildConfigFile.read(output).projectFiles();
    } catch (InputException reported) {
      // The file is in the manifest, so that its absence or damage is a finding already.
      return List.of();
    }
  }

  private void remoteUrls() {
    RemoteUrls remote = new RemoteUrls(files);
    for (BuildConfigFile.Entry entry : templates()) {
      for (String locator : remote.in(entry.template())) {
        findings.add(Finding.of(Kind.REMOTE_URL, entry.path(), "still names " + locator));
      }
    }
  }
}
