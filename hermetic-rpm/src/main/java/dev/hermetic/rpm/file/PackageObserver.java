package dev.hermetic.rpm.file;

import java.util.List;

/**
 * Sees the bytes of a package go by while it is read, for a check that needs them. Called in the
 * order of the methods, the last one many times.
 */
public interface PackageObserver {
  /** The signatures, before the bytes they are over. */
  void signatures(List<RpmSignature> signatures);

  /** The header from its magic to its end; not to be changed or kept. */
  void header(byte[] bytes);

  /** A piece of the payload; not to be changed or kept. */
  void payload(byte[] buffer, int offset, int length);
}
