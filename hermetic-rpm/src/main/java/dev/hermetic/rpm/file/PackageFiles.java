package dev.hermetic.rpm.file;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The files of a package, put together while iterating. */
final class PackageFiles implements Iterable<RpmFile> {
  private final Header header;

  PackageFiles(Header header) {
    this.header = header;
  }

  int size() {
    return Math.max(header.count(Tag.BASE_NAMES), header.count(Tag.OLD_FILE_NAMES));
  }

  @Override
  public Iterator<RpmFile> iterator() {
    return new Files();
  }

  private final class Files implements Iterator<RpmFile> {
    private final byte[] bytes = header.bytes();
    private final boolean split = header.has(Tag.BASE_NAMES);
    private final int[] names = header.texts(split ? Tag.BASE_NAMES : Tag.OLD_FILE_NAMES).offsets();
    private final int[] directories = header.texts(Tag.DIR_NAMES).offsets();
    private final NumberArray indexes = header.numbers(Tag.DIR_INDEXES);
    private final NumberArray modes = header.numbers(Tag.FILE_MODES);
    private final NumberArray flags = header.numbers(Tag.FILE_FLAGS);
    private final NumberArray sizes =
        header.numbers(header.has(Tag.LONG_FILE_SIZES) ? Tag.LONG_FILE_SIZES : Tag.FILE_SIZES);
    private byte[] path = new byte[256];
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length - 1;
    }

    @Override
    public RpmFile next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int i = next++;
      return new RpmFile(
          path(i), (int) modes.getOrZero(i), (int) flags.getOrZero(i), sizes.getOrZero(i));
    }

    /** Joins the bytes before decoding, since the charset is that of the whole path. */
    private String path(int file) {
      int length = 0;
      if (split) {
        int directory = (int) indexes.get(file);
        length = append(directories[directory], directories[directory + 1], 0);
      }
      length = append(names[file], names[file + 1], length);
      return Text.decode(path, 0, length);
    }

    private int append(int start, int next, int at) {
      int length = next - 1 - start;
      if (at + length > path.length) {
        path = Arrays.copyOf(path, 2 * (at + length));
      }
      System.arraycopy(bytes, start, path, at, length);
      return at + length;
    }
  }
}
