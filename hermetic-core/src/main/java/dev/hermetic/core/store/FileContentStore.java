package dev.hermetic.core.store;

import java.nio.file.Path;
import java.time.Clock;

/**
 * A content store in a directory of a local or shared file system that has POSIX record locks. A
 * directory that cannot be written still serves what it holds. How it lies on disk: {@code
 * docs/store.md}.
 */
public final class FileContentStore {
  private FileContentStore() {}

  /**
   * Opens the store in a directory, which is made when missing. Waits while another process cleans
   * the store up. All stores that one process opens in one directory share their locks.
   *
   * @throws dev.hermetic.core.StoreException with code {@code store.read-only}, {@code store.full}
   *     or {@code store.io} when there is no store and none can be made, {@code store.symlink} when
   *     something foreign stands in its place
   */
  public static ContentStore open(Path directory) {
    return DirectoryStore.open(directory, Clock.systemUTC(), Quarantine.MAX_BYTES);
  }
}
