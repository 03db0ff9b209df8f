package dev.hermetic.generic;

import dev.hermetic.core.Digest;
import dev.hermetic.core.Purl;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.SafeUri;

/** Where an artifact comes from: a URL, or Maven coordinates that stand for one. */
sealed interface Source permits WebSource, MavenSource {
  /** The URL to download. */
  SafeUri locator();

  /** The file name where the lock gives none; empty when the source implies none. */
  String defaultFilename();

  /** What the artifact is. */
  Purl purl(RelPath filename, Digest checksum);
}
