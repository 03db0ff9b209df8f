package dev.hermetic.pip.index;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the elements of a page mean (PEP 503, 592, 629, 658, 708, 714, 740). */
final class HtmlAnchor {
  /** The attributes of an element, decoded. */
  @FunctionalInterface
  interface Attributes {
    /** The value of an attribute, its name in lower case; {@code null} when it is not there. */
    @Nullable String value(String name);
  }

  private HtmlAnchor() {}

  /** An anchor that has an address. */
  static PageEntry entry(SafeUri base, Attributes anchor) {
    return new PageEntry(
        base,
        orEmpty(anchor.value("href")),
        new PageEntry.Text(
            null,
            null,
            orEmpty(anchor.value("data-requires-python")).strip(),
            anchor.value("data-yanked"),
            -1,
            uploadTime(anchor),
            anchor.value("data-provenance"),
            metadata(anchor)));
  }

  /** No specification has it for HTML; mirrors write it and uv reads it. */
  private static @Nullable String uploadTime(Attributes anchor) {
    String time = anchor.value("data-upload-time");
    return time == null ? null : time.strip();
  }

  /** PEP 714: the new name wins where both are there. */
  private static @Nullable Map<String, String> metadata(Attributes anchor) {
    String stated = anchor.value("data-core-metadata");
    stated = stated == null ? anchor.value("data-dist-info-metadata") : stated;
    if (stated == null || stated.strip().equalsIgnoreCase("false")) {
      return null;
    }
    String value = stated.strip();
    int equals = value.indexOf('=');
    return equals > 0 ? Map.of(value.substring(0, equals), value.substring(equals + 1)) : Map.of();
  }

  /** The address that references are resolved against from here on. */
  static SafeUri base(PageDraft draft, String reference) {
    try {
      return FileLink.resolved(draft.uri(), reference);
    } catch (InputException malformed) {
      throw draft.broken("has an unusable base address", malformed);
    }
  }

  static void meta(PageDraft draft, String name, String content) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "pypi:repository-version" -> draft.apiVersion(content);
      case "pypi:project-status" -> draft.status(content);
      case "pypi:tracks" -> draft.track(content);
      default -> {}
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
