package dev.hermetic.rpm.lock.origin;

import dev.hermetic.testkit.FakeContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A repository made of words: packages in metadata alone, with digests that are right. */
public final class PublishedRepository {
  private static final String NAMESPACES =
      " xmlns=\"http://linux.duke.edu/metadata/%s\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\"";

  private final Map<String, String> packages = new LinkedHashMap<>();
  private final StringBuilder filelists = new StringBuilder();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> more = new TreeMap<>();
  private String algorithm = "SHA-256";
  private String type = "sha256";

  /**
   * Adds a package.
   *
   * @param nevra {@code name-version-release.arch}, with an epoch where it has one
   * @param dependencies {@code requires:libc}, {@code provides:web}, {@code recommends:x}, {@code
   *     conflicts:y}, {@code obsoletes:z}, {@code file:/opt/x}, {@code source:a-1-1.src.rpm}
   */
  public PublishedRepository add(String nevra, String... dependencies) {
    int dot = nevra.lastIndexOf('.');
    int release = nevra.lastIndexOf('-', dot);
    int version = nevra.lastIndexOf('-', release - 1);
    String name = nevra.substring(0, version);
    String ver = nevra.substring(version + 1, release);
    int colon = ver.indexOf(':');
    String epoch = colon < 0 ? "0" : ver.substring(0, colon);
    ver = ver.substring(colon + 1);
    String rel = nevra.substring(release + 1, dot);
    String arch = nevra.substring(dot + 1);
    String sum = hex("SHA-256", nevra.getBytes(StandardCharsets.UTF_8));
    String versions = "<version epoch=\"" + epoch + "\" ver=\"" + ver + "\" rel=\"" + rel + "\"/>";
    StringBuilder xml = new StringBuilder("<package type=\"rpm\"><name>" + name + "</name><arch>");
    xml.append(arch).append("</arch>").append(versions);
    xml.append("<checksum type=\"sha256\" pkgid=\"YES\">").append(sum).append("</checksum>");
    xml.append("<size package=\"").append(nevra.length()).append("\"/><location href=\"Packages/");
    xml.append(name + "-" + ver + "-" + rel + "." + arch + ".rpm\"/><format>");
    filelists.append(
        "<package pkgid=\"" + sum + "\" name=\"" + name + "\" arch=\"" + arch + "\">" + versions);
    for (String dependency : dependencies) {
      String kind = dependency.substring(0, dependency.indexOf(':'));
      String text = dependency.substring(kind.length() + 1);
      if (kind.equals("file")) {
        filelists.append("<file>").append(text).append("</file>");
      } else if (kind.equals("source")) {
        xml.append("<rpm:sourcerpm>").append(text).append("</rpm:sourcerpm>");
      } else {
        xml.append("<rpm:" + kind + "><rpm:entry name=\"" + text + "\"/></rpm:" + kind + ">");
      }
    }
    packages.put(nevra, xml.append("</format></package>").toString());
    filelists.append("</package>");
    return this;
  }

  /** Adds a file of another type: {@code modules}, {@code group}. */
  public PublishedRepository with(String recordType, String content) {
    more.put(recordType, content);
    return this;
  }

  /** Has repomd.xml say SHA-1. */
  public PublishedRepository weak() {
    algorithm = "SHA-1";
    type = "sha1";
    return this;
  }

  /** The index; {@link #files} are what it names. */
  public String repomd() {
    files.clear();
    StringBuilder xml = new StringBuilder("<repomd" + NAMESPACES.formatted("repo") + ">");
    StringBuilder primary = new StringBuilder("<metadata" + NAMESPACES.formatted("common") + ">");
    packages.values().forEach(primary::append);
    record(xml, "primary", "primary.xml.gz", gzip(primary.append("</metadata>").toString()));
    String lists = "<filelists" + NAMESPACES.formatted("filelists") + ">" + filelists;
    record(xml, "filelists", "filelists.xml.gz", gzip(lists + "</filelists>"));
    more.forEach(
        (kind, content) ->
            record(xml, kind, kind + ".txt", content.getBytes(StandardCharsets.UTF_8)));
    return xml.append("</repomd>").toString();
  }

  private void record(StringBuilder xml, String kind, String name, byte[] content) {
    String path = "repodata/" + name;
    files.put(path, content);
    xml.append("<data type=\"" + kind + "\"><checksum type=\"" + type + "\">");
    xml.append(hex(algorithm, content) + "</checksum><location href=\"" + path + "\"/>");
    xml.append("<size>" + content.length + "</size></data>");
  }

  /** What the index names, by paths. */
  public Map<String, byte[]> files() {
    return files;
  }

  /** Publishes it where only a test looks. */
  public PublishedRepository publish(FakeContext context, String base) {
    context.page(base + "/repodata/repomd.xml", repomd());
    files.forEach((path, content) -> context.file(base + "/" + path, content));
    return this;
  }

  /** Writes it below a directory that a server serves. */
  public PublishedRepository write(Path directory) throws IOException {
    Path data = Files.createDirectories(directory.resolve("repodata"));
    Files.writeString(data.resolve("repomd.xml"), repomd());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return this;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  static String hex(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }
}
