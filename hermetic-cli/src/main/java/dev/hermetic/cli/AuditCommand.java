package dev.hermetic.cli;

import dev.hermetic.core.AuditReport;
import dev.hermetic.core.Prefetch;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hermetic audit}. */
@Command(
    name = "audit",
    description = "Prove that an output is exactly what was locked; exits with 20 when it is not.")
final class AuditCommand extends Subcommand {
  @Parameters(paramLabel = "OUT", description = "The output of prefetch.")
  private String directory = "";

  @Override
  int run(Console console) {
    AuditReport report;
    try (Prefetch prefetch = Prefetch.builder().discovery(false).build()) {
      report = prefetch.audit(process().path(directory));
    }
    console.document(Documents.of(report));
    if (report.isClean()) {
      console.result("clean: " + report.files() + " files, tree " + report.treeDigest());
      return ExitCode.OK;
    }
    if (console.mode() != Console.Mode.JSON) {
      report.findings().forEach(finding -> console.error(line(finding)));
    }
    return ExitCode.INTEGRITY;
  }

  private static String line(AuditReport.Finding finding) {
    String kind = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return finding.path() + ": " + kind + ": " + finding.detail();
  }
}
