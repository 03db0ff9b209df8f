package dev.hermetic.cli;

import dev.hermetic.core.InputException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hermetic fetch-deps}: Hermeto's command of that name, same arguments, same output. */
@Command(name = "fetch-deps", description = "As Hermeto's fetch-deps.")
final class FetchDepsCommand extends Subcommand {
  @Parameters(
      paramLabel = "PKG",
      description = "An ecosystem, JSON as in Hermeto, or a file that holds it.")
  private String argument = "";

  @Option(
      names = "--source",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The project's directory (default: .).")
  private String source = ".";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "./hermeto-output",
      description = "Where the dependencies go (default: ./hermeto-output).")
  private String output = "./hermeto-output";

  @Option(
      names = "--sbom-output-type",
      paramLabel = "TYPE",
      defaultValue = "cyclonedx",
      description = "cyclonedx; spdx is not supported.")
  private String sbomType = "cyclonedx";

  @Option(names = "--cgo-disable", description = "Has no effect.")
  private boolean cgoDisable;

  @Option(names = "--dev-package-managers", hidden = true, description = "Has no effect.")
  private boolean devPackageManagers;

  @Option(names = "--force-gomod-tidy", hidden = true, description = "Has no effect.")
  private boolean forceGomodTidy;

  @Option(names = "--gomod-vendor", hidden = true, description = "Has no effect.")
  private boolean gomodVendor;

  @Option(names = "--gomod-vendor-check", hidden = true, description = "Has no effect.")
  private boolean gomodVendorCheck;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  int run(Console console) throws InterruptedException {
    if (sbomType.equals("spdx")) {
      throw InputException.of(
          "input.sbom-type",
          "SBOMs of the type spdx are not supported",
          "use --sbom-output-type cyclonedx and convert bom.json");
    }
    if (!sbomType.equals("cyclonedx")) {
      throw usage("--sbom-output-type must be cyclonedx");
    }
    warnOfFlags(console);
    Path tree = process().path(source);
    return new PrefetchRun(root(), console, options)
        .run(
            "fetch-deps",
            prefetch -> Selection.ofPackage(argument, tree, process()),
            process().path(output));
  }

  private void warnOfFlags(Console console) {
    warn(console, "--cgo-disable", cgoDisable);
    warn(console, "--dev-package-managers", devPackageManagers);
    warn(console, "--force-gomod-tidy", forceGomodTidy);
    warn(console, "--gomod-vendor", gomodVendor);
    warn(console, "--gomod-vendor-check", gomodVendorCheck);
    warn(console, "--mode permissive", root().mode() == HermeticCommand.HermetoMode.permissive);
  }

  private static void warn(Console console, String option, boolean given) {
    if (given) {
      console.warning(option + " has no effect");
    }
  }
}
