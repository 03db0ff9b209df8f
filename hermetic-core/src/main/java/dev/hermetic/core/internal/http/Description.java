package dev.hermetic.core.internal.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** The header fields by which a response describes its content, as sinks are told them. */
final class Description {
  private static final int MAX_CHARS = 512;
  private static final List<String> FIELDS =
      List.of("content-type", "etag", "last-modified", "content-range", "cache-control", "age");

  private Description() {}

  /** The fields that are there, printable and of sane length. */
  static Map<String, String> of(HttpResponse response) {
    Map<String, String> fields = new TreeMap<>();
    for (String name : FIELDS) {
      Header header = response.getFirstHeader(name);
      String value = header == null || header.getValue() == null ? "" : header.getValue().strip();
      boolean printable = !value.isEmpty() && value.chars().allMatch(c -> c >= ' ' && c <= '~');
      if (!value.isEmpty() && value.length() <= MAX_CHARS && printable) {
        fields.put(name, value);
      }
    }
    return fields;
  }
}
