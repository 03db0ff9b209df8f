package dev.hermetic.core.store;

import dev.hermetic.core.LinkMode;
import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Brings objects to their place in an output: by a link where that works, else by a copy. */
final class Placement {
  /** Below every file system's limit of links to one file; ext4 allows 65 000. */
  private static final int MANY_LINKS = 1000;

  private final Set<Object> withoutLinks = ConcurrentHashMap.newKeySet();

  /**
   * Links to an object.
   *
   * @return false where a copy is to be made
   */
  boolean link(Path object, Path target, LinkMode mode) throws IOException {
    return switch (mode) {
      case HARD_LINK -> mustLink(object, target);
      case AUTO -> mayLink(object, target);
      case REFLINK, COPY -> false;
    };
  }

  private static boolean mustLink(Path object, Path target) throws IOException {
    try {
      Files.createLink(target, object);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException callers) {
      throw callers;
    } catch (IOException | UnsupportedOperationException impossible) {
      throw StoreException.builder("store.link")
          .subject(target.toString())
          .message(target + ": cannot be a hard link to the store: " + impossible.getMessage())
          .cause(impossible)
          .hints(
              "Put the store and the output on one file system.",
              "Choose the link mode AUTO or COPY.")
          .build();
    }
  }

  private boolean mayLink(Path object, Path target) throws IOException {
    if (withoutLinks.isEmpty() || !withoutLinks.contains(volume(target))) {
      try {
        Files.createLink(target, object);
        return true;
      } catch (FileAlreadyExistsException | NoSuchFileException callers) {
        throw callers;
      } catch (IOException | UnsupportedOperationException impossible) {
        // A file with too many links says nothing about the file system. Anything else, another
        // volume, a bind mount or no links at all, will not change while we run.
        if (links(object) < MANY_LINKS) {
          withoutLinks.add(volume(target));
        }
      }
    }
    return false;
  }

  private static Object volume(Path target) throws IOException {
    Path directory = StoreLayout.parent(target.toAbsolutePath());
    return directory.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(directory, "unix:dev")
        : Files.getFileStore(directory).name();
  }

  private static int links(Path object) throws IOException {
    return object.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Integer) Files.getAttribute(object, "unix:nlink")
        : 1;
  }

  /**
   * Copies an object. The kernel clones blocks where the file system can and this Java asks it to:
   * a transfer is copy_file_range(2) since JDK 21, before it is a plain copy.
   */
  void copy(Path object, long size, Path target) throws IOException {
    try (FileChannel from =
            FileChannel.open(object, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        FileChannel to =
            FileChannel.open(
                target,
                Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS))) {
      long done = 0;
      for (long moved = 1; done < size && moved > 0; done += moved) {
        moved = from.transferTo(done, size - done, to);
      }
      if (done != size || from.size() != size) {
        throw StoreException.builder("store.io")
            .subject(object.toString())
            .message(object + ": changed while it was copied")
            .build();
      }
    }
    Files.setLastModifiedTime(target, Objects.PUBLISHED);
    if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }
}
