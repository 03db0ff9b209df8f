package dev.hermetic.rpm.repodata;

import dev.hermetic.core.LockfileException;
import dev.hermetic.core.RelPath;
import dev.hermetic.formats.yaml.YamlNode;
import dev.hermetic.formats.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads modules.yaml: modulemd version 2, defaults and obsoletes version 1. Documents of other
 * kinds and versions, translations for example, are passed over.
 */
public final class ModulesReader {
  private final List<Modules.Stream> streams = new ArrayList<>();
  private final List<Modules.Defaults> defaults = new ArrayList<>();
  private final List<Modules.Obsoletes> obsoletes = new ArrayList<>();

  private ModulesReader() {}

  /**
   * Reads modules.yaml.
   *
   * @param unpacked the documents, no longer packed; not closed
   * @param file its name in errors
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when it is malformed
   * @throws IOException when reading fails
   */
  public static Modules read(InputStream unpacked, RelPath file) throws IOException {
    ModulesReader reader = new ModulesReader();
    InputStream bounded = new BoundedInput(unpacked, file, RepodataLimits.MAX_MODULES);
    // Not closed: the stream is the caller's.
    SourceInput source = new SourceInput(bounded);
    try {
      YamlReader.readAll(
          file,
          source,
          node -> {
            if (node instanceof YamlNode.Mapping document) {
              reader.document(new ModuleFields(file, document));
            }
          });
    } catch (LockfileException malformed) {
      if (malformed.getCause() instanceof Exception cause) {
        source.rethrow(cause);
      }
      throw LockfileException.of(
          "rpm.repodata", malformed.location().orElseThrow(), malformed.reason(), malformed);
    }
    return new Modules(reader.streams, reader.defaults, reader.obsoletes);
  }

  private void document(ModuleFields document) {
    ModuleFields data = document.fields("data");
    switch (document.text("document") + " " + document.text("version")) {
      case "modulemd 2" -> streams.add(stream(data));
      case "modulemd-defaults 1" ->
          defaults.add(
              new Modules.Defaults(
                  data.needed("module"),
                  data.text("stream"),
                  data.number("modified"),
                  data.lists("profiles")));
      case "modulemd-obsoletes 1" -> obsoletes.add(obsoletes(data));
      default -> {
        // translations, packager's drafts, what is still to come
      }
    }
  }

  private static Modules.Stream stream(ModuleFields data) {
    List<Map<String, List<String>>> requires = new ArrayList<>();
    for (ModuleFields dependency : data.items("dependencies")) {
      requires.add(dependency.lists("requires"));
    }
    return new Modules.Stream(
        data.needed("name"),
        data.needed("stream"),
        version(data),
        data.text("context"),
        data.text("arch"),
        data.text("static_context").equals("true"),
        requires,
        profiles(data.fields("profiles")),
        data.fields("artifacts").list("rpms"),
        data.fields("demodularized").list("rpms"));
  }

  private static String version(ModuleFields data) {
    return data.text("version").isEmpty() ? "" : Long.toUnsignedString(data.number("version"));
  }

  private static Map<String, List<String>> profiles(ModuleFields profiles) {
    Map<String, List<String>> rpms = new TreeMap<>();
    for (String name : profiles.names()) {
      rpms.put(name, profiles.fields(name).list("rpms"));
    }
    return rpms;
  }

  private static Modules.Obsoletes obsoletes(ModuleFields data) {
    ModuleFields by = data.fields("obsoleted_by");
    return new Modules.Obsoletes(
        data.needed("module"),
        data.needed("stream"),
        data.text("context"),
        by.text("module"),
        by.text("stream"),
        data.text("eol_date"),
        data.text("reset").equals("true"));
  }
}
