package dev.hermetic.rpm.lock;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.repodata.PackageTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Packages that exist nowhere: each provides one capability that is taken as given. The lock does
 * not name them.
 */
final class AssumedProvides {
  /** The repository they seem to come from. */
  static final String REPOSITORY = "_assumed-provides";

  private AssumedProvides() {}

  static PackageTable table(List<String> capabilities) throws IOException {
    StringBuilder xml =
        new StringBuilder("<metadata xmlns=\"c\" xmlns:rpm=\"r\" packages=\"")
            .append(capabilities.size())
            .append("\">");
    for (String capability : capabilities) {
      String name = escaped(capability);
      xml.append("<package type=\"rpm\"><name>")
          .append(REPOSITORY)
          .append('-')
          .append(name)
          .append("</name><arch>noarch</arch><version epoch=\"0\" ver=\"0\" rel=\"0\"/>")
          .append("<location href=\"none\"/><format><rpm:provides><rpm:entry name=\"")
          .append(name)
          .append("\"/></rpm:provides></format></package>");
    }
    byte[] document = xml.append("</metadata>").toString().getBytes(StandardCharsets.UTF_8);
    return PackageTable.read(new ByteArrayInputStream(document), RelPath.of("assumeProvides"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
