package dev.hermetic.cli;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.AuditReport;
import dev.hermetic.core.BuildConfig;
import dev.hermetic.core.Diagnostic;
import dev.hermetic.core.PrefetchPlan;
import dev.hermetic.core.PrefetchReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON documents of {@code --json}; keys are only ever added. */
final class Documents {
  private Documents() {}

  /** The head of every document. */
  static Map<String, Object> start(String command, String status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("command", command);
    document.put("status", status);
    return document;
  }

  static Map<String, Object> of(String command, String output, PrefetchReport report) {
    Map<String, Object> document = start(command, "ok");
    document.put("output", output);
    document.put("treeDigest", report.treeDigest().toString());
    document.put("files", report.entries().size());
    document.put("bytes", report.totalBytes());
    document.put(
        "downloaded", report.entries().stream().filter(entry -> !entry.fromStore()).count());
    document.put("entries", report.entries().stream().map(Documents::entry).toList());
    BuildConfig config = report.buildConfig();
    document.put(
        "environment",
        config.environment().stream()
            .map(variable -> variable(variable.name(), variable.value().text()))
            .toList());
    document.put(
        "projectFiles", config.projectFiles().stream().map(file -> file.path().value()).toList());
    document.put("diagnostics", diagnostics(report.diagnostics()));
    return document;
  }

  private static Map<String, String> variable(String name, String template) {
    Map<String, String> item = new LinkedHashMap<>();
    item.put("name", name);
    item.put("value", template);
    return item;
  }

  private static Map<String, Object> entry(PrefetchReport.Entry entry) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("path", entry.path().value());
    item.put("ecosystem", entry.artifact().ecosystem());
    item.put("purl", entry.artifact().purl().toString());
    item.put("sha256", entry.sha256().hex());
    item.put("size", entry.size());
    item.put("fromStore", entry.fromStore());
    item.put("locator", entry.locator());
    item.put("evidence", lower(entry.evidence()));
    item.put("verifiedBy", entry.verifiedBy());
    return item;
  }

  static Map<String, Object> of(PrefetchPlan plan) {
    Map<String, Object> document = start("plan", "ok");
    document.put("files", plan.placements().size());
    plan.declaredBytes().ifPresent(bytes -> document.put("declaredBytes", bytes));
    document.put("placements", plan.placements().stream().map(Documents::placement).toList());
    document.put("diagnostics", diagnostics(plan.diagnostics()));
    return document;
  }

  private static Map<String, Object> placement(PrefetchPlan.Placement placement) {
    Artifact artifact = placement.artifact();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("path", placement.path().value());
    item.put("ecosystem", artifact.ecosystem());
    item.put("purl", artifact.purl().toString());
    item.put("locators", artifact.locators().stream().map(Object::toString).toList());
    item.put("expected", artifact.expected().toString());
    artifact.size().ifPresent(size -> item.put("size", size));
    artifact.pinnedAt().ifPresent(place -> item.put("location", place.toString()));
    return item;
  }

  static Map<String, Object> of(AuditReport report) {
    Map<String, Object> document = start("audit", report.isClean() ? "ok" : "failed");
    document.put("files", report.files());
    document.put("treeDigest", report.treeDigest().toString());
    document.put("findings", report.findings().stream().map(Documents::finding).toList());
    return document;
  }

  private static Map<String, Object> finding(AuditReport.Finding finding) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("kind", lower(finding.kind()));
    item.put("path", finding.path());
    item.put("detail", finding.detail());
    return item;
  }

  static List<Map<String, Object>> diagnostics(List<Diagnostic> findings) {
    return findings.stream().map(Documents::diagnostic).toList();
  }

  private static Map<String, Object> diagnostic(Diagnostic finding) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("severity", lower(finding.severity()));
    item.put("code", finding.code());
    item.put("message", finding.message());
    item.put("hints", finding.hints());
    finding.location().ifPresent(place -> item.put("location", place.toString()));
    return item;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
