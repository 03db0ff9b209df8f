package dev.hermetic.rpm.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes headers byte by byte, also such as no rpmbuild would write. */
public final class HeaderBytes {
  private record Entry(int tag, int type, int offset, int count) {}

  private final List<Entry> entries = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final int region;

  /** A header with this region tag, or none when it is 0. */
  public HeaderBytes(int region) {
    this.region = region;
  }

  public HeaderBytes text(int tag, String value) {
    return texts(tag, 6, value);
  }

  public HeaderBytes texts(int tag, int type, String... values) {
    int offset = data.size();
    for (String value : values) {
      data.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      data.write(0);
    }
    return entry(tag, type, offset, values.length);
  }

  public HeaderBytes ints(int tag, int... values) {
    align(4);
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return bytes(tag, 4, values.length, buffer.array());
  }

  public HeaderBytes shorts(int tag, int... values) {
    align(2);
    ByteBuffer buffer = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return bytes(tag, 3, values.length, buffer.array());
  }

  public HeaderBytes binary(int tag, byte[] value) {
    return bytes(tag, 7, value.length, value);
  }

  public HeaderBytes bytes(int tag, int type, int count, byte[] value) {
    int offset = data.size();
    data.writeBytes(value);
    return entry(tag, type, offset, count);
  }

  /** An index entry alone, that may point anywhere. */
  public HeaderBytes entry(int tag, int type, int offset, int count) {
    entries.add(new Entry(tag, type, offset, count));
    return this;
  }

  private void align(int width) {
    while (data.size() % width != 0) {
      data.write(0);
    }
  }

  public byte[] build() {
    List<Entry> index = new ArrayList<>(entries);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(data.toByteArray());
    if (region != 0) {
      index.add(0, new Entry(region, 7, all.size(), 16));
      all.writeBytes(
          ByteBuffer.allocate(16)
              .putInt(region)
              .putInt(7)
              .putInt(-16 * index.size())
              .putInt(16)
              .array());
    }
    ByteBuffer out = ByteBuffer.allocate(16 + 16 * index.size() + all.size());
    out.putLong(0x8eade801_00000000L).putInt(index.size()).putInt(all.size());
    for (Entry entry : index) {
      out.putInt(entry.tag()).putInt(entry.type()).putInt(entry.offset()).putInt(entry.count());
    }
    return out.put(all.toByteArray()).array();
  }
}
