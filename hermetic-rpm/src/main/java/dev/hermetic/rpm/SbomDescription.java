package dev.hermetic.rpm;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.Purl;
import dev.hermetic.core.spi.LayoutContext;
import dev.hermetic.rpm.file.Nevra;
import dev.hermetic.rpm.file.RpmPackage;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the bill of materials says of a package once its header is read: as Hermeto does. */
record SbomDescription(Artifact artifact, Purl purl, Map<String, String> properties) {
  private static final String LABEL = "hermetic:rpm_modularity_label";
  private static final String SUMMARY = "hermetic:rpm_summary";

  static SbomDescription of(Artifact artifact, RpmPackage rpm, boolean withSummary) {
    Map<String, String> properties = new TreeMap<>();
    rpm.modularityLabel().ifPresent(label -> properties.put(LABEL, label));
    if (withSummary) {
      rpm.summary().ifPresent(summary -> properties.put(SUMMARY, summary));
    }
    Map<String, String> qualifiers = new TreeMap<>();
    copy(artifact, "checksum", qualifiers);
    copy(artifact, "repository_id", qualifiers);
    copy(artifact, "download_url", qualifiers);
    Nevra nevra = rpm.nevra();
    qualifiers.put("arch", nevra.arch());
    if (nevra.evr().epoch() != 0) {
      qualifiers.put("epoch", Long.toString(nevra.evr().epoch()));
    }
    Purl purl =
        Purl.of(
            "rpm",
            namespace(rpm.vendor().orElse("")),
            nevra.name(),
            nevra.evr().version() + "-" + nevra.evr().release(),
            qualifiers);
    return new SbomDescription(artifact, purl, properties);
  }

  void report(LayoutContext context) {
    context.describe(artifact, purl, properties);
  }

  private static void copy(Artifact artifact, String name, Map<String, String> qualifiers) {
    artifact.attribute(name).ifPresent(value -> qualifiers.put(name, value));
  }

  /** The namespace of a vendor, by the words in its name. */
  static String namespace(String vendor) {
    if (vendor.contains("Red Hat")) {
      return "redhat";
    }
    if (vendor.contains("Fedora")) {
      return "fedora";
    }
    if (vendor.contains("SUSE")) {
      return "suse";
    }
    return vendor.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
