package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.Digest;
import dev.hermetic.rpm.file.DependencyKind;
import dev.hermetic.rpm.repodata.DependencyEntry;
import dev.hermetic.rpm.repodata.FileKind;
import dev.hermetic.rpm.repodata.PackageEntry;
import dev.hermetic.rpm.repodata.PackageFile;
import dev.hermetic.rpm.repodata.PackageId;
import dev.hermetic.rpm.repodata.PackageTexts;
import dev.hermetic.rpm.version.Relation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What is read of an image's layers, in the form in which it is kept for later runs: much less than
 * the database.
 *
 * @param platform what its {@code os-release} says about the module platform, empty for nothing
 * @param packages what is installed
 */
record CachedBase(String platform, List<PackageEntry> packages) {
  /** Part of its name in the store; to be changed with the form. */
  static final String FORM = "1";

  /** What is larger is not kept. */
  static final int MAX_BYTES = 32 << 20;

  private static final int BUFFER = 1 << 16;
  private static final int END = 0x68726d62;
  private static final int MAX_TEXT = 64 << 20;
  private static final Digest NO_DIGEST = Digest.of(Digest.Algorithm.SHA256, new byte[32]);
  private static final Relation[] RELATIONS = Relation.values();

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Buffered on this side, too: packing byte by byte takes its time.
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new GZIPOutputStream(bytes, BUFFER), BUFFER))) {
      put(out, platform);
      out.writeInt(packages.size());
      for (PackageEntry entry : packages) {
        put(out, entry);
      }
      out.writeInt(END);
    }
    return bytes.toByteArray();
  }

  private static void put(DataOutputStream out, PackageEntry entry) throws IOException {
    PackageId id = entry.id();
    put(out, id.name(), id.epoch(), id.version(), id.release(), id.arch());
    put(out, entry.texts().vendor(), entry.texts().sourceRpm());
    for (DependencyKind kind : DependencyKind.values()) {
      List<DependencyEntry> all = entry.dependencies(kind);
      out.writeInt(all.size());
      for (DependencyEntry one : all) {
        out.writeByte(one.relation().ordinal());
        out.writeBoolean(one.pre());
        put(out, one.name(), one.epoch(), one.version(), one.release());
      }
    }
    out.writeInt(entry.files().size());
    for (PackageFile file : entry.files()) {
      put(out, file.path());
    }
  }

  private static void put(DataOutputStream out, String... texts) throws IOException {
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
  }

  /** Reads what {@link #bytes} gave; an {@link IOException} says that it is something else. */
  static CachedBase of(byte[] bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new GZIPInputStream(new ByteArrayInputStream(bytes), BUFFER), BUFFER))) {
      String platform = text(in);
      List<PackageEntry> packages = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        packages.add(entry(in));
      }
      // Reading on checks the checksum.
      if (in.readInt() != END || in.read() >= 0) {
        throw new IOException("no end where one belongs");
      }
      return new CachedBase(platform, List.copyOf(packages));
    }
  }

  private static PackageEntry entry(DataInputStream in) throws IOException {
    PackageId id = new PackageId(text(in), text(in), text(in), text(in), text(in), NO_DIGEST);
    PackageTexts texts = new PackageTexts("", "", "", "", "", text(in), "", "", text(in));
    PackageEntry.Builder entry = PackageEntry.builder(id, "").texts(texts);
    for (DependencyKind kind : DependencyKind.values()) {
      for (int left = in.readInt(); left > 0; left--) {
        entry.dependency(kind, dependency(in));
      }
    }
    for (int left = in.readInt(); left > 0; left--) {
      entry.file(new PackageFile(text(in), FileKind.FILE));
    }
    return entry.build();
  }

  private static DependencyEntry dependency(DataInputStream in) throws IOException {
    int relation = in.readUnsignedByte();
    if (relation >= RELATIONS.length) {
      throw new IOException("no relation has the number " + relation);
    }
    boolean pre = in.readBoolean();
    return new DependencyEntry(text(in), RELATIONS[relation], text(in), text(in), text(in), pre);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_TEXT) {
      throw new IOException("no text has " + length + " bytes");
    }
    byte[] utf8 = in.readNBytes(length);
    if (utf8.length < length) {
      throw new IOException("a text is cut off");
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
