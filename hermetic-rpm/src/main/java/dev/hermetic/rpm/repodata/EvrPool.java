package dev.hermetic.rpm.repodata;

import java.nio.ByteBuffer;

/**
 * Distinct triples of epoch, version and release, each known by a number; 0 is none. The three are
 * numbers of a {@link StringPool}. For one thread.
 */
public final class EvrPool {
  private final IntColumn epochs;
  private final IntColumn versions;
  private final IntColumn releases;
  private int[] slots = new int[1 << 14];

  /** An empty pool. */
  public EvrPool() {
    epochs = new IntColumn();
    versions = new IntColumn();
    releases = new IntColumn();
    add(0, 0, 0);
  }

  /** What {@link #writeTo} wrote. */
  EvrPool(ByteBuffer in) {
    epochs = new IntColumn(in);
    versions = new IntColumn(in);
    releases = new IntColumn(in);
    if (epochs.size() < 1 || versions.size() != epochs.size() || releases.size() != epochs.size()) {
      throw new IllegalArgumentException("columns differ in length");
    }
    slots = new int[Math.max(1 << 13, 2 * Integer.highestOneBit(epochs.size()))];
    rehash();
  }

  long keptBytes() {
    return epochs.keptBytes() + versions.keptBytes() + releases.keptBytes();
  }

  void writeTo(ByteBuffer out) {
    epochs.writeTo(out);
    versions.writeTo(out);
    releases.writeTo(out);
  }

  /** The number of a triple, which is stored if it is new. */
  public int intern(int epoch, int version, int release) {
    if ((epoch | version | release) == 0) {
      return 0;
    }
    int slot = slot(epoch, version, release);
    if (slots[slot] != 0) {
      return slots[slot];
    }
    int number = add(epoch, version, release);
    slots[slot] = number;
    if (number > slots.length / 2) {
      rehash();
    }
    return number;
  }

  private int add(int epoch, int version, int release) {
    epochs.add(epoch);
    versions.add(version);
    releases.add(release);
    return epochs.size() - 1;
  }

  private int slot(int epoch, int version, int release) {
    int mask = slots.length - 1;
    int slot = hash(epoch, version, release) & mask;
    for (int known = slots[slot]; known != 0; known = slots[slot]) {
      if (versions.get(known) == version
          && releases.get(known) == release
          && epochs.get(known) == epoch) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    for (int i = 1; i < epochs.size(); i++) {
      slots[slot(epochs.get(i), versions.get(i), releases.get(i))] = i;
    }
  }

  private static int hash(int epoch, int version, int release) {
    long mixed = (version * 0x9E37_79B9_7F4A_7C15L) ^ (release * 0xC2B2_AE3D_27D4_EB4FL) ^ epoch;
    return (int) (mixed ^ (mixed >>> 29));
  }

  /** The epoch of a triple. */
  public int epoch(int number) {
    return epochs.get(number);
  }

  /** The version of a triple. */
  public int version(int number) {
    return versions.get(number);
  }

  /** The release of a triple. */
  public int release(int number) {
    return releases.get(number);
  }

  /** How many triples there are, the one of nothing included. */
  public int size() {
    return epochs.size();
  }
}
