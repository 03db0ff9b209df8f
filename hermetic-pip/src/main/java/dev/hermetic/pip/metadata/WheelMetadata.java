package dev.hermetic.pip.metadata;

import dev.hermetic.core.InputException;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Finds {@code METADATA} in a wheel by reading its directory and that one member (PEP 427). */
public final class WheelMetadata {
  // Most directories with their METADATA, which wheel builders put last, fit into one piece.
  static final int PIECE = 32 << 10;
  private static final long MOST = 96L << 20;
  private static final Pattern MEMBER = Pattern.compile("([^/]+)-[^/-]+\\.dist-info/METADATA");

  private WheelMetadata() {}

  /**
   * Reads a wheel's metadata.
   *
   * @param name the project the wheel is of
   * @param origin its file name, for messages
   * @throws InputException with code {@code pip.damaged} when it is no wheel or has not exactly one
   *     {@code METADATA} of the project
   * @throws IOException when its bytes cannot be had
   * @throws InterruptedException when the run is cancelled
   */
  public static byte[] read(Bytes wheel, PackageName name, String origin)
      throws IOException, InterruptedException {
    try (PieceChannel channel = new PieceChannel(wheel, PIECE, MOST);
        ZipFile zip = open(channel)) {
      ZipArchiveEntry member = member(zip, name, origin);
      try (InputStream in = zip.getInputStream(member)) {
        byte[] content = in.readNBytes(CoreMetadataReader.MAX_BYTES + 1);
        if (content.length > CoreMetadataReader.MAX_BYTES) {
          throw Malformed.archive(origin, "its METADATA is too large");
        }
        return content;
      }
    } catch (IllegalArgumentException | IOException damaged) {
      SourceFailure.rethrow(damaged);
      throw Malformed.archive(origin, "this is not a readable zip file: " + damaged.getMessage());
    }
  }

  private static ZipFile open(PieceChannel channel) throws IOException {
    // Local headers are read for the one member that is opened, not for each of thousands.
    return ZipFile.builder().setSeekableByteChannel(channel).setIgnoreLocalFileHeader(true).get();
  }

  private static ZipArchiveEntry member(ZipFile zip, PackageName name, String origin) {
    List<ZipArchiveEntry> found = new ArrayList<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      Matcher path = MEMBER.matcher(entry.getName());
      if (path.matches() && isOf(path.group(1), name)) {
        found.add(entry);
      }
    }
    if (found.size() != 1) {
      throw Malformed.archive(
          origin, "it has " + (found.isEmpty() ? "no" : "more than one") + " METADATA");
    }
    return found.get(0);
  }

  private static boolean isOf(String escaped, PackageName name) {
    try {
      return PackageName.of(escaped).equals(name);
    } catch (InputException malformed) {
      return false;
    }
  }
}
