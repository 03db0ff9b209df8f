package dev.hermetic.rpm.lock.image;

import dev.hermetic.formats.archive.MalformedArchiveException;
import dev.hermetic.formats.archive.TarEntries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the layers of an image leave at the few paths that matter, by the rules for layers (OCI
 * image specification, applying changesets): later layers replace, {@code .wh.NAME} removes, {@code
 * .wh..wh..opq} removes all that lower layers have in a directory. Of contents it knows only where
 * they are.
 */
final class LayerTree {
  /** Where databases of packages may be: of systems, flatpak's and ostree's. */
  static final List<String> DATABASES =
      List.of("usr/lib/sysimage/rpm", "var/lib/rpm", "files/lib/sysimage/rpm", "usr/share/rpm");

  /** Where a system says what it is. */
  static final List<String> OS_RELEASE = List.of("etc/os-release", "usr/lib/os-release");

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final int MAX_LINKS = 40;

  /**
   * What lies at a path.
   *
   * @param target what a link leads to
   * @param layer the layer that brought it, from 0
   * @param ordinal the entry of that layer, from 0
   */
  record Node(TarEntries.Kind kind, String target, long size, int layer, long ordinal) {
    /** Whether it has bytes of its own or shares those of another path. */
    boolean isFile() {
      return kind == TarEntries.Kind.HARD_LINK || (kind == TarEntries.Kind.FILE && size > 0);
    }
  }

  private final NavigableMap<String, Node> nodes = new TreeMap<>();
  private final NavigableMap<String, Node> fresh = new TreeMap<>();
  private final Set<String> removed = new HashSet<>();
  private final Set<String> opaque = new HashSet<>();
  private final String subject;
  private final int most;

  LayerTree(String subject, int most) {
    this.subject = subject;
    this.most = most;
  }

  /** Takes an entry of the layer that is being read. */
  void add(TarEntries.Entry entry, int layer, long ordinal) throws MalformedArchiveException {
    String full = entry.path();
    int slash = full.lastIndexOf('/');
    String directory = slash < 0 ? "" : full.substring(0, slash);
    String name = full.substring(slash + 1);
    if (name.equals(OPAQUE)) {
      if (matters(directory)) {
        opaque.add(directory);
      }
    } else if (name.startsWith(WHITEOUT)) {
      String gone = name.substring(WHITEOUT.length());
      String path = directory.isEmpty() ? gone : directory + "/" + gone;
      if (matters(path)) {
        removed.add(path);
      }
    } else if (matters(full) && !full.isEmpty()) {
      if (entry.kind() != TarEntries.Kind.DIRECTORY) {
        below(fresh, full).clear();
      }
      fresh.put(full, new Node(entry.kind(), entry.target(), entry.size(), layer, ordinal));
    }
    if (fresh.size() + nodes.size() + removed.size() + opaque.size() > most) {
      throw Manifest.malformed(subject, "its layers have more than " + most + " such entries");
    }
  }

  /** Whether a path leads to, or lies in, what is looked for. */
  private static boolean matters(String path) {
    return path.isEmpty()
        || DATABASES.stream().anyMatch(root -> leads(path, root) || leads(root, path))
        || OS_RELEASE.stream().anyMatch(file -> leads(path, file));
  }

  private static boolean leads(String above, String below) {
    return below.startsWith(above)
        && (below.length() == above.length() || below.charAt(above.length()) == '/');
  }

  private static NavigableMap<String, Node> below(NavigableMap<String, Node> from, String path) {
    // '0' follows the slash.
    return path.isEmpty() ? from : from.subMap(path + "/", true, path + "0", false);
  }

  /** Ends a layer: what it removes is gone from those below, what it brings lies above them. */
  void endLayer() {
    opaque.forEach(path -> below(nodes, path).clear());
    removed.forEach(this::remove);
    fresh.forEach(
        (path, node) -> {
          if (node.kind() != TarEntries.Kind.DIRECTORY) {
            remove(path);
          }
        });
    nodes.putAll(fresh);
    fresh.clear();
    removed.clear();
    opaque.clear();
  }

  private void remove(String path) {
    nodes.remove(path);
    below(nodes, path).clear();
  }

  /** The file at a path, symbolic links followed inside of the image; empty when there is none. */
  Optional<Node> file(String path) {
    Deque<String> ahead = new ArrayDeque<>(segments(path));
    List<String> at = new ArrayList<>();
    int links = 0;
    while (!ahead.isEmpty()) {
      String segment = ahead.pop();
      if (segment.equals("..")) {
        if (!at.isEmpty()) {
          at.remove(at.size() - 1);
        }
        continue;
      }
      at.add(segment);
      Node node = nodes.get(String.join("/", at));
      if (node != null && node.kind() == TarEntries.Kind.SYMBOLIC_LINK) {
        if (++links > MAX_LINKS) {
          return Optional.empty();
        }
        at.remove(at.size() - 1);
        if (node.target().startsWith("/")) {
          at.clear();
        }
        List<String> target = segments(node.target());
        Collections.reverse(target);
        target.forEach(ahead::push);
      }
    }
    return Optional.ofNullable(nodes.get(String.join("/", at))).filter(Node::isFile);
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(Arrays.asList(path.split("/")));
    segments.removeIf(segment -> segment.isEmpty() || segment.equals("."));
    return segments;
  }
}
