package dev.hermetic.rpm.lock.modules;

import java.util.Map;
import java.util.TreeMap;

/** Which modules are enabled, in which stream, and which are disabled. */
final class ModuleState {
  /** What is said about a module. */
  enum Kind {
    UNKNOWN,
    DEFAULT,
    ENABLED,
    DISABLED
  }

  /** What is said about one module. */
  private static final class Entry {
    private Kind kind = Kind.UNKNOWN;
    private String stream = "";
    private int changes;

    /** A stream that was set cannot be set to another by a second request. */
    private boolean change(String to) {
      changes++;
      if (!stream.equals(to) && !stream.isEmpty() && changes > 1) {
        return false;
      }
      stream = to;
      return true;
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();

  private Entry entry(String name) {
    return entries.computeIfAbsent(name, module -> new Entry());
  }

  Kind kind(String name) {
    return entry(name).kind;
  }

  String stream(String name) {
    return entry(name).stream;
  }

  boolean isEnabled(String name, String stream) {
    return kind(name) == Kind.ENABLED && stream(name).equals(stream);
  }

  void useDefault(String name) {
    entry(name).kind = Kind.DEFAULT;
  }

  /** Returns whether that is possible. */
  boolean enable(String name, String stream) {
    Entry entry = entry(name);
    if (!entry.change(stream)) {
      return false;
    }
    entry.kind = Kind.ENABLED;
    return true;
  }

  /** Returns whether that is possible; the module counts as disabled in any case. */
  boolean disable(String name) {
    Entry entry = entry(name);
    entry.kind = Kind.DISABLED;
    return entry.change("");
  }
}
