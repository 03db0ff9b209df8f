package dev.hermetic.rpm.lock.image;

import java.io.IOException;
import java.io.InputStream;

/** Where the parts of one image come from; what they give is not yet checked against a digest. */
interface ImageSource {
  /** The manifest or index that the reference names. */
  byte[] top() throws IOException, InterruptedException;

  /** A manifest that an index lists. */
  byte[] manifest(Descriptor wanted) throws IOException, InterruptedException;

  /** A configuration. */
  byte[] config(Descriptor wanted) throws IOException, InterruptedException;

  /** Opens a layer as it is stored; may be called several times. */
  InputStream layer(Descriptor wanted) throws IOException, InterruptedException;
}
