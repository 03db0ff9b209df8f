package dev.hermetic.rpm.lock.origin;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.rpm.lock.input.RepoAddress;
import dev.hermetic.rpm.lockfile.UrlText;
import dev.hermetic.rpm.repodata.Metalink;
import dev.hermetic.rpm.repodata.MetalinkReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
   * Finds them. A metalink document counts first, then a list of mirrors; only where there is
   * neither do the base addresses, as with dnf.
   *
   * @throws InputException with code {@code rpm.repository} when there are none
   */
  static Addresses of(String id, RepoAddress address, LockContext context)
      throws IOException, InterruptedException {
    Set<String> bases = new LinkedHashSet<>();
    List<ExpectedDigests> expected = List.of();
    Optional<SafeUri> metalink = metalink(address);
    if (metalink.isPresent()) {
      Metalink said = read(id, metalink.get(), context);
      expected = said.expected();
      said.urls().stream()
          .filter(url -> url.endsWith(INDEX))
          .forEach(url -> bases.add(url.substring(0, url.length() - INDEX.length())));
    } else if (address.mirrorlist().isPresent()) {
      mirrors(address.mirrorlist().get(), context, bases);
    } else {
      address.baseurls().forEach(url -> bases.add(withoutSlash(url.uri().toString())));
    }
    if (bases.isEmpty()) {
      throw InputException.of(
          "rpm.repository",
          "repository " + id + " has no address that can be used",
          "give it a baseurl with http or https");
    }
    return new Addresses(List.copyOf(bases), expected);
  }

  /** Some write the address of one where a list of mirrors belongs. */
  private static Optional<SafeUri> metalink(RepoAddress address) {
    return address
        .metalink()
        .or(() -> address.mirrorlist().filter(uri -> uri.uri().toString().contains("metalink")));
  }

  private static Metalink read(String id, SafeUri uri, LockContext context)
      throws IOException, InterruptedException {
    byte[] document = context.fetch(uri, MAX_LIST);
    return MetalinkReader.read(new ByteArrayInputStream(document), RelPath.of("metalink of " + id));
  }

  private static void mirrors(SafeUri uri, LockContext context, Set<String> bases)
      throws IOException, InterruptedException {
    byte[] document = context.fetch(uri, MAX_LIST);
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

  /** The address of a text that a repository made. */
  static SafeUri uri(String text) {
    return SafeUri.parse(UrlText.encoded(text));
  }
}
