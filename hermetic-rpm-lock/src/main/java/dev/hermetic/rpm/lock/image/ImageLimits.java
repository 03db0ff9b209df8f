package dev.hermetic.rpm.lock.image;

/**
 * More of something than any sensible image has.
 *
 * @param manifestBytes the most that a manifest or configuration may have
 * @param layers the most layers, and the most manifests of an index
 * @param layerBytes the most bytes of a layer as it is stored
 * @param unpackedBytes the most bytes of all layers, unpacked
 * @param entries the most entries of all layers
 * @param kept the most entries that have to do with the database
 */
record ImageLimits(
    int manifestBytes, int layers, long layerBytes, long unpackedBytes, long entries, int kept) {
  static final ImageLimits DEFAULT =
      new ImageLimits(8 << 20, 1000, 32L << 30, 128L << 30, 20_000_000, 10_000);
}
