package dev.hermetic.rpm.repodata;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The modules of a repository; from modules.yaml.
 *
 * @param streams every context of every stream, in order
 * @param defaults which streams and profiles are meant when none is named
 * @param obsoletes streams that came to their end
 */
public record Modules(List<Stream> streams, List<Defaults> defaults, List<Obsoletes> obsoletes) {
  /** Copies the lists. */
  public Modules {
    streams = List.copyOf(streams);
    defaults = List.copyOf(defaults);
    obsoletes = List.copyOf(obsoletes);
  }

  /**
   * One build of one stream ({@code document: modulemd}).
   *
   * @param name the module
   * @param stream the stream, always text: {@code 1.10}
   * @param version a number that grows, as text
   * @param context which build of the version
   * @param arch the architecture
   * @param staticContext whether the packager chose the context
   * @param requires alternatives, each from modules to streams; no stream means any
   * @param profiles sets of package names
   * @param artifacts packages as {@code name-epoch:version-release.arch}
   * @param demodularized names that left the module
   */
  public record Stream(
      String name,
      String stream,
      String version,
      String context,
      String arch,
      boolean staticContext,
      List<Map<String, List<String>>> requires,
      Map<String, List<String>> profiles,
      List<String> artifacts,
      List<String> demodularized) {
    /** Copies what can change. */
    public Stream {
      requires = requires.stream().map(Modules::copy).toList();
      profiles = copy(profiles);
      artifacts = List.copyOf(artifacts);
      demodularized = List.copyOf(demodularized);
    }
  }

  /**
   * What is meant when none is named ({@code document: modulemd-defaults}).
   *
   * @param module the module
   * @param stream the default stream, empty for none
   * @param modified when it was written, as a number that grows; 0 for unknown. Of several for one
   *     module the latest counts
   * @param profiles for each stream its default profiles
   */
  public record Defaults(
      String module, String stream, long modified, Map<String, List<String>> profiles) {
    /** Copies the map. */
    public Defaults {
      profiles = copy(profiles);
    }
  }

  /**
   * The end of a stream ({@code document: modulemd-obsoletes}).
   *
   * @param module the module
   * @param stream the stream
   * @param context the only context it is about, empty for all
   * @param byModule the module that takes its place, empty for none
   * @param byStream its stream
   * @param end from when on, as it is written; empty for at once
   * @param reset whether earlier notices are taken back
   */
  public record Obsoletes(
      String module,
      String stream,
      String context,
      String byModule,
      String byStream,
      String end,
      boolean reset) {}

  private static Map<String, List<String>> copy(Map<String, List<String>> map) {
    TreeMap<String, List<String>> sorted = new TreeMap<>();
    map.forEach((key, list) -> sorted.put(key, List.copyOf(list)));
    return java.util.Collections.unmodifiableMap(sorted);
  }
}
