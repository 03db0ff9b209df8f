package dev.hermetic.rpm.file;

import java.util.Arrays;

/** An OpenPGP signature in the signature header, not yet verified. Immutable. */
public final class RpmSignature {
  /** What a signature is over. */
  public enum Scope {
    /** The header; the payload follows by the digest that the header holds of it. */
    HEADER,
    /** Header and payload: the form of rpm before version 4.14. */
    HEADER_AND_PAYLOAD
  }

  private final Scope scope;
  private final int tag;
  private final byte[] packets;

  RpmSignature(Scope scope, int tag, byte[] packets) {
    this.scope = scope;
    this.tag = tag;
    this.packets = packets;
  }

  /** What it is over. */
  public Scope scope() {
    return scope;
  }

  /** The tag it stands at. */
  public int tag() {
    return tag;
  }

  /** A copy of its OpenPGP packets, binary. */
  public byte[] packets() {
    return Arrays.copyOf(packets, packets.length);
  }
}
