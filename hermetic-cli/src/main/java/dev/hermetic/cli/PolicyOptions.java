package dev.hermetic.cli;

import dev.hermetic.core.Policy;
import java.util.List;
import picocli.CommandLine.Option;

/** What a run accepts. */
final class PolicyOptions {
  @Option(names = "--allow-unpinned", description = "Accept artifacts without any digest.")
  private boolean allowUnpinned;

  @Option(
      names = "--allow-weak-digests",
      description = "Accept pins of MD5 or SHA-1 only; they are still checked.")
  private boolean allowWeakDigests;

  @Option(names = "--allow-files", description = "Accept file: locators.")
  private boolean allowFiles;

  @Option(
      names = "--allow-private-redirects",
      description = "Accept redirects to private addresses.")
  private boolean allowPrivateRedirects;

  @Option(
      names = "--allow-host",
      paramLabel = "HOST",
      description = "Contact only this host (or .suffix); repeatable.")
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--block-host",
      paramLabel = "HOST",
      description = "Never contact this host (or .suffix); repeatable.")
  private List<String> blockedHosts = List.of();

  Policy policy() {
    Policy.Builder policy =
        Policy.builder()
            .allowUnpinned(allowUnpinned)
            .allowWeakDigests(allowWeakDigests)
            .allowFiles(allowFiles)
            .allowPrivateRedirects(allowPrivateRedirects);
    allowedHosts.forEach(policy::allowHost);
    blockedHosts.forEach(policy::blockHost);
    return policy.build();
  }
}
