package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the metalink documents of mirror managers: version 3 with what is about {@code repomd.xml},
 * alternative states included; also the layout of version 4 (RFC 5854).
 */
public final class MetalinkReader {
  private static final int MAX_URLS = 10_000;
  private static final int MAX_ALTERNATES = 100;
  private static final int LAST = 100;

  /** An address with what it is worth; a lower rank comes first. */
  private record Ranked(String url, int rank) {}

  private final StaxReader xml;
  private final List<Ranked> urls = new ArrayList<>();
  private final List<ExpectedDigests> expected = new ArrayList<>();
  private boolean found;

  private MetalinkReader(StaxReader xml) {
    this.xml = xml;
  }

  /**
   * Reads a document.
   *
   * @param in the document; not closed
   * @param file its name in errors
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when it is malformed
   *     or says nothing about repomd.xml
   * @throws IOException when reading fails
   */
  public static Metalink read(InputStream in, RelPath file) throws IOException {
    InputStream bounded = new BoundedInput(in, file, RepodataLimits.MAX_REPOMD);
    MetalinkReader reader = new MetalinkReader(StaxReader.open(bounded, file, "metalink"));
    reader.files(1);
    if (!reader.found) {
      throw reader.xml.fault("it says nothing about repomd.xml");
    }
    reader.urls.sort(Comparator.comparingInt(Ranked::rank));
    return new Metalink(reader.urls.stream().map(Ranked::url).toList(), reader.expected);
  }

  /** Version 3 has the files in an element of their own. */
  private void files(int level) throws IOException {
    while (xml.child(level)) {
      if (xml.name().equals("files")) {
        files(level + 1);
      } else if (xml.name().equals("file") && xml.attributeOrEmpty("name").equals("repomd.xml")) {
        found = true;
        file(level + 1);
      }
    }
  }

  private void file(int level) throws IOException {
    List<Digest> hashes = new ArrayList<>();
    while (xml.child(level)) {
      switch (xml.name()) {
        case "hash" -> hash(hashes);
        case "verification" -> hashes(level + 1, hashes);
        case "alternates" -> alternates(level + 1);
        case "url" -> url();
        case "resources" -> resources(level + 1);
        default -> {
          // sizes and times are not needed
        }
      }
    }
    if (!hashes.isEmpty()) {
      expected.add(0, ExpectedDigests.of(hashes));
    }
  }

  private void resources(int level) throws IOException {
    while (xml.child(level)) {
      if (xml.name().equals("url")) {
        url();
      }
    }
  }

  private void alternates(int level) throws IOException {
    while (xml.child(level)) {
      List<Digest> hashes = new ArrayList<>();
      while (xml.child(level + 1)) {
        if (xml.name().equals("verification")) {
          hashes(level + 2, hashes);
        }
      }
      if (!hashes.isEmpty()) {
        expected.add(ExpectedDigests.of(hashes));
      }
      if (expected.size() > MAX_ALTERNATES) {
        throw xml.fault("there are more than " + MAX_ALTERNATES + " alternatives");
      }
    }
  }

  private void hashes(int level, List<Digest> hashes) throws IOException {
    while (xml.child(level)) {
      if (xml.name().equals("hash")) {
        hash(hashes);
      }
    }
  }

  private void hash(List<Digest> hashes) throws IOException {
    String type = xml.attributeOrEmpty("type");
    if (Digest.Algorithm.named(type).isEmpty()) {
      return;
    }
    try {
      hashes.add(RepodataDigest.of(type, xml.text()));
    } catch (InputException malformed) {
      throw xml.fault(String.valueOf(malformed.getMessage()));
    }
  }

  private void url() throws IOException {
    int rank = rank();
    String url = xml.text();
    if (url.startsWith("https:") || url.startsWith("http:")) {
      urls.add(new Ranked(url, rank));
    }
    if (urls.size() > MAX_URLS) {
      throw xml.fault("there are more than " + MAX_URLS + " addresses");
    }
  }

  /** Version 3 says what is preferred, up to 100; version 4 numbers them from 1. */
  private int rank() {
    String preference = xml.attributeOrEmpty("preference");
    String priority = xml.attributeOrEmpty("priority");
    try {
      return preference.isEmpty()
          ? priority.isEmpty() ? LAST : Integer.parseInt(priority)
          : LAST - Integer.parseInt(preference);
    } catch (NumberFormatException malformed) {
      throw xml.fault("a preference is not a number");
    }
  }
}
