package dev.hermetic.rpm.lock.solve;

import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.version.Evr;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A package that exists in metadata alone. */
final class MadePackage {
  private static final Map<String, String> FLAGS =
      Map.of("<", "LT", "<=", "LE", "=", "EQ", ">=", "GE", ">", "GT");
  private static final Map<DependencyKind, String> TAGS =
      Map.of(
          DependencyKind.PROVIDES, "Prv",
          DependencyKind.REQUIRES, "Req",
          DependencyKind.CONFLICTS, "Con",
          DependencyKind.OBSOLETES, "Obs",
          DependencyKind.RECOMMENDS, "Rec",
          DependencyKind.SUGGESTS, "Sug",
          DependencyKind.SUPPLEMENTS, "Sup",
          DependencyKind.ENHANCES, "Enh");

  final String name;
  final String evr;
  final String arch;
  final Map<DependencyKind, List<String>> dependencies = new EnumMap<>(DependencyKind.class);
  final List<String> files = new ArrayList<>();

  MadePackage(String name, String evr, String arch) {
    this.name = name;
    this.evr = evr;
    this.arch = arch;
  }

  MadePackage with(DependencyKind kind, String dependency) {
    dependencies.computeIfAbsent(kind, k -> new ArrayList<>()).add(dependency);
    return this;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String attributes(String version) {
    Evr evr = Evr.parse(version);
    String release = evr.release();
    return " epoch=\""
        + evr.epoch()
        + "\" ver=\""
        + evr.version()
        + "\""
        + (release == null ? "" : " rel=\"" + release + "\"");
  }

  private static String entry(String dependency) {
    String[] words = dependency.startsWith("(") ? new String[1] : dependency.split(" ");
    if (words.length < 3) {
      return "<rpm:entry name=\"" + escape(dependency) + "\"/>\n";
    }
    return "<rpm:entry name=\""
        + escape(words[0])
        + "\" flags=\""
        + FLAGS.get(words[1])
        + "\""
        + attributes(words[2])
        + "/>\n";
  }

  /** The element of primary.xml. */
  String primary() {
    StringBuilder xml = new StringBuilder("<package type=\"rpm\">\n<name>");
    xml.append(escape(name)).append("</name>\n<arch>").append(arch);
    xml.append("</arch>\n<version").append(attributes(evr)).append("/>\n");
    xml.append("<checksum type=\"sha256\" pkgid=\"YES\">").append(id()).append("</checksum>\n");
    xml.append("<summary>s</summary>\n<size package=\"1\" installed=\"1\" archive=\"1\"/>\n");
    xml.append("<location href=\"")
        .append(escape(name + "-" + evr + "." + arch))
        .append(".rpm\"/>\n");
    xml.append("<format>\n<rpm:sourcerpm>").append(name).append("-1-1.src.rpm</rpm:sourcerpm>\n");
    dependencies.forEach(
        (kind, list) -> {
          String tag = "rpm:" + kind.name().toLowerCase(Locale.ROOT);
          xml.append("<").append(tag).append(">\n");
          list.forEach(dependency -> xml.append(entry(dependency)));
          xml.append("</").append(tag).append(">\n");
        });
    files.stream()
        .filter(file -> file.contains("bin/") || file.startsWith("/etc/"))
        .forEach(file -> xml.append("<file>").append(escape(file)).append("</file>\n"));
    return xml.append("</format>\n</package>\n").toString();
  }

  /** The element of filelists.xml. */
  String filelist() {
    StringBuilder xml = new StringBuilder("<package pkgid=\"");
    xml.append(id()).append("\" name=\"").append(escape(name)).append("\" arch=\"").append(arch);
    xml.append("\">\n<version").append(attributes(evr)).append("/>\n");
    files.forEach(file -> xml.append("<file>").append(escape(file)).append("</file>\n"));
    return xml.append("</package>\n").toString();
  }

  /** The lines of libsolv's test format. */
  String tags() {
    Evr version = Evr.parse(evr);
    String epoch = version.epoch() == 0 ? "" : version.epoch() + ":";
    StringBuilder lines = new StringBuilder("=Pkg: " + name + " " + epoch + version.version());
    lines.append(" ").append(version.release()).append(" ").append(arch).append("\n");
    lines.append("=Prv: ").append(name).append(" = ").append(evr).append("\n");
    dependencies.forEach(
        (kind, list) ->
            list.forEach(
                dependency ->
                    lines.append("=").append(TAGS.get(kind)).append(": ").append(tag(dependency))));
    files.forEach(file -> lines.append("=Fls: ").append(file).append("\n"));
    return lines.toString();
  }

  private static String tag(String dependency) {
    return dependency + "\n";
  }

  private String id() {
    long hash = 1125899906842597L;
    for (char c : (name + evr + arch).toCharArray()) {
      hash = 31 * hash + c;
    }
    return String.format(Locale.ROOT, "%064x", hash);
  }

  @Override
  public String toString() {
    return name + "-" + evr + "." + arch + dependencies + files;
  }
}
