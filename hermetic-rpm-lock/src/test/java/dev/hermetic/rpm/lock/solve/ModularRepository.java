package dev.hermetic.rpm.lock.solve;

import dev.hermetic.core.RelPath;
import dev.hermetic.rpm.lock.modules.RepositoryModules;
import dev.hermetic.rpm.repodata.Comps;
import dev.hermetic.rpm.repodata.CompsReader;
import dev.hermetic.rpm.repodata.Modules;
import dev.hermetic.rpm.repodata.ModulesReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A made-up repository with modules, groups and settings. */
final class ModularRepository {
  final MadeRepository made;
  final StringBuilder modules = new StringBuilder();
  final StringBuilder comps = new StringBuilder();
  final List<String> exclude = new ArrayList<>();
  final List<String> include = new ArrayList<>();
  boolean hotfixes;

  ModularRepository(MadeRepository made) {
    this.made = made;
  }

  void write(Path directory) throws IOException {
    made.write(directory);
    Path data = directory.resolve("repodata");
    StringBuilder more = new StringBuilder();
    if (modules.length() > 0) {
      Files.writeString(data.resolve("modules.yaml"), modules.toString());
      more.append("<data type=\"modules\"><location href=\"repodata/modules.yaml\"/></data>\n");
    }
    if (comps.length() > 0) {
      Files.writeString(data.resolve("comps.xml"), comps());
      more.append("<data type=\"group\"><location href=\"repodata/comps.xml\"/></data>\n");
    }
    Path repomd = data.resolve("repomd.xml");
    String text = Files.readString(repomd);
    int hash = (text + modules + comps).hashCode();
    Files.writeString(
        repomd,
        text.replaceFirst("<revision>[^<]*", "<revision>" + hash)
            .replace("</repomd>", more + "</repomd>"));
  }

  private String comps() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<comps>\n" + comps + "</comps>\n";
  }

  RepositoryModules readModules() throws IOException {
    byte[] yaml = modules.toString().getBytes(StandardCharsets.UTF_8);
    Modules read =
        yaml.length == 0
            ? new Modules(List.of(), List.of(), List.of())
            : ModulesReader.read(new ByteArrayInputStream(yaml), RelPath.of("modules.yaml"));
    return new RepositoryModules(made.id, read, hotfixes);
  }

  Comps readComps() throws IOException {
    byte[] xml = comps().getBytes(StandardCharsets.UTF_8);
    return CompsReader.read(new ByteArrayInputStream(xml), RelPath.of("comps.xml"));
  }

  Map<String, Object> asMap(Path directory) {
    return Map.of(
        "id",
        made.id,
        "path",
        directory.toString(),
        "priority",
        made.priority,
        "cost",
        made.cost,
        "exclude",
        exclude,
        "include",
        include,
        "hotfixes",
        hotfixes);
  }
}
