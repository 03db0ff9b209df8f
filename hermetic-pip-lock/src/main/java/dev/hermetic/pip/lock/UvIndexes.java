package dev.hermetic.pip.lock;

import dev.hermetic.core.InputException;
import dev.hermetic.core.Location;
import dev.hermetic.core.LockfileException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.formats.toml.TomlTable;
import dev.hermetic.formats.toml.TomlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of {@code tool.uv}: in the order in which they stand, a default one behind the others
 * and in place of the operator's, one that is {@code explicit} for packages only whose source it
 * is.
 */
final class UvIndexes {
  private final List<SafeUri> general = new ArrayList<>();
  private final Map<String, SafeUri> byName = new HashMap<>();
  private @Nullable SafeUri fallback;

  UvIndexes(TomlTable table) {
    table.tables("index").ifPresent(indexes -> indexes.forEach(this::add));
    table
        .value("extra-index-url")
        .flatMap(TomlValue::asElements)
        .ifPresent(urls -> urls.forEach(url -> general.add(uri(url))));
    if (fallback == null) {
      fallback = table.value("index-url").map(UvIndexes::uri).orElse(null);
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

  private void add(TomlTable index) {
    if (text(index, "format").equals("flat")) {
      throw UvReader.fault(
          index.at("format"),
          "a flat index cannot be asked about a package",
          "name a simple index (PEP 503)");
    }
    SafeUri uri = uri(text(index, "url"), index.location());
    index.value("name").flatMap(TomlValue::asText).ifPresent(name -> byName.put(name, uri));
    if (isTrue(index, "default")) {
      fallback = uri;
    } else if (!isTrue(index, "explicit")) {
      general.add(uri);
    }
  }

  private static String text(TomlTable index, String key) {
    return index.value(key).flatMap(TomlValue::asText).orElse("");
  }

  private static boolean isTrue(TomlTable index, String key) {
    return index.value(key).filter(TomlValue::isTrue).isPresent();
  }

  private static SafeUri uri(TomlValue value) {
    return uri(value.asText().orElse(""), value.location());
  }

  private static SafeUri uri(String text, Location at) {
    SafeUri uri = parsed(text, at);
    if (uri.userInfo().isPresent()) {
      throw LockfileException.of(
          "pip.credentials",
          at,
          "the address of an index has a user or password in it",
          "remove it and give credentials to the run, for example in a netrc file");
    }
    return uri;
  }

  private static SafeUri parsed(String text, Location at) {
    try {
      SafeUri uri = SafeUri.parse(text);
      if (uri.scheme().matches("https?")) {
        return uri;
      }
    } catch (InputException malformed) {
      throw UvReader.fault(at, "the address of an index is not a URL", "name an http or https URL");
    }
    throw UvReader.fault(
        at, "the address of an index is not on a server", "name an http or https URL");
  }
}
