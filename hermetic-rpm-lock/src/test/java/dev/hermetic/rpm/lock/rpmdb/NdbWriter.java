package dev.hermetic.rpm.lock.rpmdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a {@code Packages.db} as its format has it; no tool that writes one is at hand. */
public final class NdbWriter {
  private static final int PAGE = 4096;

  private NdbWriter() {}

  public static byte[] write(Map<Integer, byte[]> blobs) {
    int pages = (blobs.size() + 2) * 16 / PAGE + 1;
    int blocks = pages * PAGE / 16;
    for (byte[] blob : blobs.values()) {
      blocks += blocks(blob);
    }
    ByteBuffer out = ByteBuffer.allocate(blocks * 16).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RpmP")).putInt(0).putInt(7).putInt(pages).putInt(blobs.size() + 1);
    for (int at = 32; at < pages * PAGE; at += 16) {
      out.position(at).put(ascii("Slot"));
    }
    int slot = 32;
    int block = pages * PAGE / 16;
    for (Map.Entry<Integer, byte[]> entry : blobs.entrySet()) {
      byte[] blob = entry.getValue();
      out.position(slot + 4).putInt(entry.getKey()).putInt(block).putInt(blocks(blob));
      out.position(block * 16).put(ascii("BlbS")).putInt(entry.getKey()).putInt(7);
      out.putInt(blob.length).put(blob);
      block += blocks(blob);
      out.position(block * 16 - 8).putInt(blob.length).put(ascii("BlbE"));
      slot += 16;
    }
    return out.array();
  }

  private static int blocks(byte[] blob) {
    return (blob.length + 16 + 12 + 15) / 16;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
