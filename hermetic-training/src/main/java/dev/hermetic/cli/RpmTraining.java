package dev.hermetic.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/**
 * The RPM part of a {@link ClassDataTraining}: a lock of two packages, of which only the names
 * differ.
 */
final class RpmTraining {
  private static final int INT32 = 4;
  private static final int STRING = 6;
  private static final int STRINGS = 8;
  private static final int TRANSLATED = 9;
  private static final int EQUAL = 8;

  private RpmTraining() {}

  /** What the server has to have, by path. */
  static Map<String, byte[]> served() throws NoSuchAlgorithmException {
    return Map.of("/rpm/a.rpm", rpm("a"), "/rpm/b.rpm", rpm("b"));
  }

  /** Writes a project and gives the commands that prefetch it, the second time from the store. */
  static List<String[]> commands(Path directory, String origin)
      throws IOException, NoSuchAlgorithmException {
    Path source = Files.createDirectory(directory.resolve("rpm"));
    StringBuilder lock = new StringBuilder("---\nlockfileVersion: 1\nlockfileVendor: redhat\n");
    lock.append("arches:\n- arch: x86_64\n  packages:\n");
    for (String name : List.of("a", "b")) {
      byte[] content = rpm(name);
      lock.append("  - url: ").append(origin).append("/rpm/").append(name).append(".rpm\n");
      lock.append("    repoid: base\n    size: ").append(content.length).append('\n');
      lock.append("    checksum: sha256:").append(ClassDataTraining.sha256(content)).append('\n');
    }
    Files.writeString(source.resolve("rpms.lock.yaml"), lock.append("  source: []\n"));
    String[] prefetch = {
      "--quiet",
      "prefetch",
      "--source",
      source.toString(),
      "--output",
      directory.resolve("rpm-output").toString(),
      "--store",
      directory.resolve("store").toString(),
      "rpm"
    };
    return List.of(prefetch, prefetch);
  }

  /** A package with the fewest entries that make repository metadata; it needs the other one. */
  private static byte[] rpm(String name) throws NoSuchAlgorithmException {
    byte[] payload = name.getBytes(StandardCharsets.US_ASCII);
    byte[] header =
        new Header(63)
            .ints(1006, 1700000000)
            .ints(1009, 1)
            .ints(1028, 1)
            .ints(1030, 0)
            .ints(1048, 0)
            .ints(1112, EQUAL)
            .ints(1116, 0)
            .ints(5093, 8)
            .text(1000, STRING, name)
            .text(1001, STRING, "1.0")
            .text(1002, STRING, "1")
            .text(1004, TRANSLATED, "Rehearsed")
            .text(1005, TRANSLATED, "A package.")
            .text(1014, STRING, "Apache-2.0")
            .text(1022, STRING, "noarch")
            .text(1044, STRING, "a-1.0-1.src.rpm")
            .text(1047, STRINGS, name)
            .text(1049, STRINGS, name.equals("a") ? "b" : "a")
            .text(1050, STRINGS, "")
            .text(1113, STRINGS, "1.0-1")
            .text(1117, STRINGS, "file")
            .text(1118, STRINGS, "/usr/share/" + name + "/")
            .text(5092, STRINGS, ClassDataTraining.sha256(payload))
            .build();
    byte[] signatures = new Header(62).text(273, STRING, ClassDataTraining.sha256(header)).build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer lead = ByteBuffer.allocate(96).putInt(0xedabeedb).put((byte) 3);
    out.writeBytes(lead.putShort(78, (short) 5).array());
    out.writeBytes(signatures);
    out.writeBytes(new byte[-signatures.length & 7]);
    out.writeBytes(header);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** A header with its region; what has an alignment comes first. */
  private static final class Header {
    private final int region;
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int entries;

    Header(int region) {
      this.region = region;
    }

    Header ints(int tag, int value) {
      // A file's mode is the one 16-bit entry; its two bytes would move the next 32-bit one.
      boolean mode = tag == 1030;
      entry(tag, mode ? 3 : INT32);
      data.writeBytes(ByteBuffer.allocate(4).putInt(mode ? 0x81a4_0000 : value).array());
      return this;
    }

    Header text(int tag, int type, String value) {
      entry(tag, type);
      data.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      data.write(0);
      return this;
    }

    private void entry(int tag, int type) {
      index.writeBytes(four(tag, type, data.size(), 1));
      entries++;
    }

    byte[] build() {
      byte[] first = four(region, 7, data.size(), 16);
      data.writeBytes(four(region, 7, -16 * (entries + 1), 16));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(four(0x8eade801, 0, entries + 1, data.size()));
      out.writeBytes(first);
      out.writeBytes(index.toByteArray());
      out.writeBytes(data.toByteArray());
      return out.toByteArray();
    }

    private static byte[] four(int a, int b, int c, int d) {
      return ByteBuffer.allocate(16).putInt(a).putInt(b).putInt(c).putInt(d).array();
    }
  }
}
