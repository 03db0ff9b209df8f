package dev.hermetic.rpm.repodata;

import dev.hermetic.core.ExpectedDigests;
import java.util.List;

/**
 * Where a repository's index is to be had, and which it may be.
 *
 * @param urls the addresses of repomd.xml, the preferred first; only http and https
 * @param expected the digests that it may have, the current one first; each is an alternative
 */
public record Metalink(List<String> urls, List<ExpectedDigests> expected) {
  /** Copies the lists. */
  public Metalink {
    urls = List.copyOf(urls);
    expected = List.copyOf(expected);
  }
}
