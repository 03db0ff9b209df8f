package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * The indexes of {@code tool.uv}: in the order in which they stand, a default one behind the others
 * and in place of the operator's, one that is {@code explicit} for packages only whose source it
 * is.
 */
final class UvIndexes {
  private final UvReader reader;
  private final List<SafeUri> general = new ArrayList<>();
  private final Map<String, SafeUri> byName = new HashMap<>();
  private @Nullable SafeUri fallback;

  UvIndexes(UvReader reader) {
    this.reader = reader;
    Object tables = reader.value("index");
    if (tables instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        add(array, i);
      }
    } else if (tables != null) {
      throw reader.fault(reader.line("index"), "tool.uv.index must be a list", "correct it");
    }
    Object extra = reader.value("extra-index-url");
    if (extra instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        general.add(uri(array.get(i), array.inputPositionOf(i).line()));
      }
    }
    Object url = reader.value("index-url");
    if (url != null && fallback == null) {
      fallback = uri(url, reader.line("index-url"));
    }
  }

  /** Those that are asked about every package; the first one that knows it counts. */
  List<SafeUri> general() {
    List<SafeUri> all = new ArrayList<>(general);
    if (fallback != null) {
      all.add(fallback);
    }
    return List.copyOf(all);
  }

  boolean replaceDefault() {
    return fallback != null;
  }

  Optional<SafeUri> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private void add(TomlArray array, int position) {
    int line = array.inputPositionOf(position).line();
    if (!(array.get(position) instanceof TomlTable index)) {
      throw reader.fault(line, "tool.uv.index must hold tables", "correct it");
    }
    if ("flat".equals(index.get(List.of("format")))) {
      throw reader.fault(
          UvReader.line(index, "format"),
          "a flat index is none that can be asked",
          "name a simple index (PEP 503)");
    }
    SafeUri uri = uri(index.get(List.of("url")), line);
    if (index.get(List.of("name")) instanceof String name) {
      byName.put(name, uri);
    }
    if (Boolean.TRUE.equals(index.get(List.of("default")))) {
      fallback = uri;
    } else if (!Boolean.TRUE.equals(index.get(List.of("explicit")))) {
      general.add(uri);
    }
  }

  private SafeUri uri(@Nullable Object value, int line) {
    SafeUri uri = parsed(value instanceof String text ? text : "", line);
    if (uri.userInfo().isPresent()) {
      throw reader.credentials(line);
    }
    return uri;
  }

  private SafeUri parsed(String text, int line) {
    try {
      SafeUri uri = SafeUri.parse(text);
      if (uri.scheme().matches("https?")) {
        return uri;
      }
    } catch (InputException malformed) {
      throw reader.fault(line, "the address of an index is none", "name an http or https URL");
    }
    throw reader.fault(
        line, "the address of an index is not on a server", "name an http or https URL");
  }
}
