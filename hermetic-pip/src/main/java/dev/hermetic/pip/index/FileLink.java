package dev.hermetic.pip.index;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The address of a file as a page writes it: relative, with spaces or accents, with hashes in its
 * fragment.
 *
 * @param url the absolute address without its fragment
 * @param filename the last segment of the path, decoded once
 * @param digests the hashes of the fragment
 */
record FileLink(SafeUri url, String filename, ExpectedDigests digests) {
  private static final int MAX_LENGTH = 8192;
  private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

  /**
   * Resolves a reference.
   *
   * @throws InputException when it is no address of a file
   */
  static FileLink parse(SafeUri base, String reference) {
    SafeUri url = resolved(base, reference);
    return new FileLink(url, filename(url), digests(hashes(reference)));
  }

  /**
   * Resolves a reference, without its fragment.
   *
   * @throws InputException when it is malformed, too long, or leads from the web into the machine
   */
  static SafeUri resolved(SafeUri base, String reference) {
    String text = reference.strip();
    if (text.length() > MAX_LENGTH) {
      throw InputException.of("input.uri", "the address has " + text.length() + " characters");
    }
    int hash = text.indexOf('#');
    SafeUri url = base.resolve(encoded(hash < 0 ? text : text.substring(0, hash)));
    if (!url.scheme().matches("https?") && !url.scheme().equals(base.scheme())) {
      throw InputException.of("input.uri", "the scheme '" + url.scheme() + "' is not expected");
    }
    return url;
  }

  private static String filename(SafeUri url) {
    String path = url.uri().getRawPath() == null ? "" : url.uri().getRawPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return checked(decoded(last));
  }

  /**
   * Checks a file name.
   *
   * @throws InputException when it is empty or could lead elsewhere
   */
  static String checked(String filename) {
    boolean usable =
        !filename.isEmpty()
            && filename.length() <= 255
            && filename.chars().allMatch(c -> c > 32 && c != 127 && c != '/' && c != '\\')
            && !filename.equals(".")
            && !filename.equals("..");
    if (!usable) {
      throw InputException.of("input.path", "this is not a usable file name");
    }
    return filename;
  }

  /** Percent-encodes what RFC 3986 does not allow; what is encoded already stays. */
  private static String encoded(String address) {
    StringBuilder out = new StringBuilder(address.length());
    for (byte b : address.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return out.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }

  static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw InputException.of("input.uri", "a percent sign is not followed by two digits");
    }
  }

  /** The hashes of a reference's fragment, as they stand there. */
  static List<Map.Entry<String, String>> hashes(String reference) {
    int hash = reference.indexOf('#');
    String fragment = hash < 0 ? "" : reference.substring(hash + 1).strip();
    List<Map.Entry<String, String>> hashes = new ArrayList<>(1);
    for (String part : fragment.split("&", 64)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        hashes.add(Map.entry(part.substring(0, equals), part.substring(equals + 1)));
      }
    }
    return hashes;
  }

  /**
   * The hashes of a map by algorithm; those of unknown algorithms are left out.
   *
   * @throws InputException when a hash of a known algorithm is malformed
   */
  static ExpectedDigests digests(Map<String, String> hashes) {
    return digests(hashes.entrySet());
  }

  private static ExpectedDigests digests(Collection<Map.Entry<String, String>> hashes) {
    List<Digest> found = new ArrayList<>();
    hashes.forEach(hash -> add(found, hash.getKey(), hash.getValue()));
    return ExpectedDigests.of(found);
  }

  private static void add(List<Digest> found, String algorithm, String hex) {
    Digest.Algorithm.named(algorithm).ifPresent(known -> found.add(new Digest(known, hex.strip())));
  }
}
