package dev.hermetic.rpm.file;

import java.util.Iterator;

/** Walks through the three lists of the changelog together. */
final class ChangelogIterator implements Iterator<ChangelogEntry> {
  private final NumberArray times;
  private final Iterator<String> authors;
  private final Iterator<String> texts;
  private int next;

  ChangelogIterator(Header header) {
    times = header.numbers(Tag.CHANGELOG_TIME);
    authors = header.texts(Tag.CHANGELOG_NAME).iterator();
    texts = header.texts(Tag.CHANGELOG_TEXT).iterator();
  }

  @Override
  public boolean hasNext() {
    return next < times.size();
  }

  @Override
  public ChangelogEntry next() {
    String author = authors.next();
    return new ChangelogEntry(times.get(next++), author, texts.next());
  }
}
