package dev.hermetic.rpm.repodata;

import dev.hermetic.core.Digest;
import dev.hermetic.core.InputException;
import dev.hermetic.core.PrintableText;
import dev.hermetic.core.RelPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads repomd.xml. */
public final class RepomdReader {
  private static final int MAX_RECORDS = 1000;

  private final StaxReader xml;

  private RepomdReader(StaxReader xml) {
    this.xml = xml;
  }

  /**
   * Reads repomd.xml. Records of unknown types are kept, unknown elements are passed over.
   *
   * @param in the document; not closed
   * @param file its name in errors
   * @throws dev.hermetic.core.LockfileException with code {@code rpm.repodata} when it is malformed
   *     or a location leads out of the repository
   * @throws IOException when reading fails
   */
  public static Repomd read(InputStream in, RelPath file) throws IOException {
    InputStream bounded = new BoundedInput(in, file, RepodataLimits.MAX_REPOMD);
    return new RepomdReader(StaxReader.open(bounded, file, "repomd")).repomd();
  }

  private Repomd repomd() throws IOException {
    String revision = "";
    List<RepomdRecord> records = new ArrayList<>();
    while (xml.child(1)) {
      if (xml.name().equals("revision")) {
        revision = xml.text();
      } else if (xml.name().equals("data")) {
        records.add(record());
      }
      if (records.size() > MAX_RECORDS) {
        throw xml.fault("there are more than " + MAX_RECORDS + " records");
      }
    }
    return new Repomd(revision, records);
  }

  private RepomdRecord record() throws IOException {
    String type = xml.attributeOrEmpty("type");
    String location = "";
    Digest checksum = null;
    Digest openChecksum = null;
    long size = -1;
    long openSize = -1;
    long timestamp = 0;
    while (xml.child(2)) {
      switch (xml.name()) {
        case "location" -> location = location();
        case "checksum" -> checksum = digest();
        case "open-checksum" -> openChecksum = digest();
        case "size" -> size = number();
        case "open-size" -> openSize = number();
        case "timestamp" -> timestamp = number();
        default -> {
          // of no use to us
        }
      }
    }
    if (type.isEmpty() || location.isEmpty()) {
      throw xml.fault("a record has no type or no location");
    }
    return RepomdRecord.builder(type, location)
        .file(checksum, size)
        .open(openChecksum, openSize)
        .timestamp(timestamp)
        .build();
  }

  private String location() {
    if (xml.attribute("base") != null) {
      throw xml.fault("a location has a base of its own, which is not supported");
    }
    String href = xml.attributeOrEmpty("href");
    try {
      RelPath path = RelPath.of(href);
      if (path.equals(RelPath.ROOT)) {
        throw xml.fault("a location is empty");
      }
      return path.value();
    } catch (InputException outside) {
      throw xml.fault(
          "a location is not a path within the repository: " + PrintableText.quoted(href));
    }
  }

  private @Nullable Digest digest() throws IOException {
    String type = xml.attributeOrEmpty("type");
    String hex = xml.text();
    try {
      return RepodataDigest.of(type, hex);
    } catch (InputException malformed) {
      throw xml.fault(String.valueOf(malformed.getMessage()));
    }
  }

  private long number() throws IOException {
    String text = xml.text();
    // Old createrepo wrote fractions of seconds.
    int point = text.indexOf('.');
    try {
      return Math.max(0, Long.parseLong(point < 0 ? text : text.substring(0, point)));
    } catch (NumberFormatException malformed) {
      throw xml.fault("a number is malformed: " + PrintableText.quoted(text));
    }
  }
}
