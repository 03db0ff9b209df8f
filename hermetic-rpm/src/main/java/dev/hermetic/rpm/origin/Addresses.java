package dev.hermetic.rpm.origin;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.UrlText;
import dev.hermetic.rpm.repodata.Metalink;
import dev.hermetic.rpm.repodata.MetalinkReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The addresses of a repository, the preferred first, and what is known about its index.
 *
 * @param bases what locations are relative to, without a slash at the end
 * @param expected which repomd.xml it may be, as alternatives; empty when nobody says
 */
record Addresses(List<String> bases, List<ExpectedDigests> expected) {
  private static final int MAX_LIST = 4 << 20;
  private static final int MAX_MIRRORS = 10_000;
  private static final String INDEX = "/repodata/repomd.xml";

  /**
   * Finds them: mirrors before addresses of the repository's own, as librepo does.
   *
   * @throws InputException with code {@code rpm.repository} when there are none
   */
  static Addresses of(Origin origin, LockContext context)
      throws IOException, InterruptedException {
    Set<String> bases = new LinkedHashSet<>();
    List<ExpectedDigests> expected = List.of();
    if (!origin.metalink().isEmpty()) {
      Metalink metalink = metalink(origin, context);
      expected = metalink.expected();
      metalink.urls().stream()
          .filter(url -> url.endsWith(INDEX))
          .forEach(url -> bases.add(url.substring(0, url.length() - INDEX.length())));
    } else if (!origin.mirrorlist().isEmpty()) {
      mirrors(origin, context, bases);
    }
    origin.baseurls().forEach(url -> bases.add(withoutSlash(url)));
    if (bases.isEmpty()) {
      throw new InputException(
          "rpm.repository",
          "repository " + origin.id() + " has no address that can be used",
          "give it a baseurl with http or https");
    }
    return new Addresses(List.copyOf(bases), expected);
  }

  private static Metalink metalink(Origin origin, LockContext context)
      throws IOException, InterruptedException {
    byte[] document = context.fetch(uri(origin.metalink()), MAX_LIST);
    return MetalinkReader.read(
        new ByteArrayInputStream(document), RelPath.of("metalink of " + shown(origin.id())));
  }

  private static void mirrors(Origin origin, LockContext context, Set<String> bases)
      throws IOException, InterruptedException {
    byte[] document = context.fetch(uri(origin.mirrorlist()), MAX_LIST);
    for (String line : new String(document, StandardCharsets.UTF_8).split("\\R")) {
      String url = line.strip();
      boolean address = url.startsWith("http:") || url.startsWith("https:");
      if (address && bases.size() < MAX_MIRRORS) {
        bases.add(withoutSlash(url));
      }
    }
  }

  private static String withoutSlash(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }

  /** Ids name files in errors. */
  static String shown(String id) {
    return id.replaceAll("[^A-Za-z0-9_.-]", "_").replaceAll("[.]$", "_");
  }

  /** The address of a text that a repository made. */
  static SafeUri uri(String text) {
    return SafeUri.parse(UrlText.encoded(text));
  }
}
