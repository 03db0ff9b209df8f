package dev.hermetic.rpm.lock.modules;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Writes builds of modules as a list of packages, so that the solver can choose among them. */
final class SyntheticRepository {
  private final StringBuilder xml = new StringBuilder();

  SyntheticRepository() {
    xml.append("<metadata xmlns=\"http://linux.duke.edu/metadata/common\"");
    xml.append(" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n");
  }

  /** A name that may stand in dependencies and in XML, whatever metadata says. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "._+-~^".indexOf(c) >= 0);
      clean.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02x", (int) c));
    }
    return clean.toString();
  }

  static String module(String name) {
    return "module(" + clean(name) + ")";
  }

  static String module(String name, String stream) {
    return "module(" + clean(name) + ":" + clean(stream) + ")";
  }

  SyntheticRepository platform(String name, String stream) {
    head(clean(name) + ":" + clean(stream) + ":00000000", "noarch", 0);
    offers(name, stream);
    xml.append("</format></package>\n");
    return this;
  }

  SyntheticRepository add(Build build) {
    // The context may hold anything; what matters is that equal ones stay equal and in order.
    String context = build.packageName().substring(build.nameStream().length() + 1);
    String name = clean(build.name()) + ":" + clean(build.stream()) + ":";
    head(name + context(context), clean(build.arch()), build.version());
    offers(build.name(), build.stream());
    StringBuilder conflicts = new StringBuilder(entry(module(build.name())));
    StringBuilder requires = new StringBuilder();
    for (Map<String, List<String>> dependency : build.metadata().requires()) {
      dependency.forEach((module, streams) -> require(module, streams, requires, conflicts));
    }
    list("requires", requires);
    list("conflicts", conflicts);
    xml.append("</format></package>\n");
    return this;
  }

  private static String context(String context) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < context.length(); i++) {
      char c = context.charAt(i);
      kept.append(":;,[]".indexOf(c) >= 0 ? String.valueOf(c) : clean(String.valueOf(c)));
    }
    return kept.toString();
  }

  /** libdnf takes any stream with a dash for an unwanted one, whatever its first letter is. */
  private static void require(
      String module, List<String> streams, StringBuilder requires, StringBuilder conflicts) {
    TreeSet<String> wanted = new TreeSet<>();
    for (String stream : new TreeSet<>(streams)) {
      if (stream.indexOf('-') >= 0) {
        conflicts.append(entry(module(module, stream.substring(1))));
      } else {
        wanted.add(module(module, stream));
      }
    }
    if (wanted.isEmpty()) {
      requires.append(entry(module(module)));
    } else if (wanted.size() == 1) {
      requires.append(entry(wanted.first()));
    } else {
      requires.append(entry("(" + String.join(" or ", wanted) + ")"));
    }
  }

  private void head(String name, String arch, long version) {
    xml.append("<package type=\"rpm\"><name>").append(name);
    xml.append("</name><arch>").append(arch).append("</arch><version epoch=\"0\" ver=\"");
    xml.append(Long.toUnsignedString(version)).append("\"/><format>");
  }

  private void offers(String name, String stream) {
    list("provides", new StringBuilder(entry(module(name))).append(entry(module(name, stream))));
  }

  private void list(String tag, StringBuilder entries) {
    if (entries.length() > 0) {
      xml.append("<rpm:").append(tag).append('>').append(entries);
      xml.append("</rpm:").append(tag).append('>');
    }
  }

  private static String entry(String name) {
    return "<rpm:entry name=\"" + name + "\"/>";
  }

  PackageTable table() {
    byte[] bytes = (xml + "</metadata>\n").getBytes(StandardCharsets.UTF_8);
    try {
      return PackageTable.read(new ByteArrayInputStream(bytes), RelPath.of("modules"));
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }
}
