package dev.hermetic.core.internal.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a 206 response brings (RFC 9110, section 14.4).
 *
 * @param start the first byte
 * @param end the last byte
 * @param total the size of the whole, -1 when the server does not say
 */
public record ContentRange(long start, long end, long total) {
  private static final Pattern FORM =
      Pattern.compile("(?i)bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

  static Optional<ContentRange> of(HttpResponse response) {
    Header header = response.getFirstHeader("Content-Range");
    return header == null ? Optional.empty() : parse(header.getValue());
  }

  /** The range that a field tells; empty when it is not of a single range of bytes. */
  public static Optional<ContentRange> parse(@Nullable String field) {
    Matcher m = FORM.matcher(field == null ? "" : field.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    long total = m.group(3).equals("*") ? -1 : Long.parseLong(m.group(3));
    return Optional.of(
        new ContentRange(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), total));
  }

  /** Whether these are all bytes from {@code offset} on. */
  boolean continues(long offset) {
    return start == offset && end >= start && (total < 0 || end == total - 1);
  }

  /** The number of its bytes. */
  public long length() {
    return end - start + 1;
  }
}
