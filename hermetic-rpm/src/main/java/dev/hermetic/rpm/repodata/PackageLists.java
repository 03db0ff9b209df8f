package dev.hermetic.rpm.repodata;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes primary.xml, filelists.xml and other.xml side by side. What a package contributes is made
 * on any thread, some packages ahead; each document is packed by one thread at a time. So all
 * processors have work, while memory stays bounded by {@link #MOST_BYTES} of packages.
 */
final class PackageLists {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = "http://linux.duke.edu/metadata/";
  private static final List<Root> ROOTS = List.of(Root.values());
  private static final int LISTS = ROOTS.size();
  private static final int MOST_PACKAGES = 128;
  private static final long MOST_BYTES = 64 << 20;

  /** The root elements of the lists. */
  private enum Root {
    PRIMARY("metadata", "common"),
    FILELISTS("filelists", "filelists"),
    OTHER("otherdata", "other");

    private final String element;
    private final String namespace;

    Root(String element, String namespace) {
      this.element = element;
      this.namespace = namespace;
    }
  }

  private final List<RecordedFile> documents;
  private final PackageList packages;

  /** Packages that are listed together, from one to below another. */
  private record Batch(int from, int to, @Nullable PackageLines[] lines) {
    /** Before the first. */
    static final Batch NONE = new Batch(0, 0);

    Batch(int from, int to) {
      this(from, to, new PackageLines[to - from]);
    }
  }

  /**
   * Lists to be written.
   *
   * @param documents primary, filelists and other; each is used by one thread at a time
   */
  PackageLists(List<RecordedFile> documents, PackageList packages) {
    this.documents = documents;
    this.packages = packages;
  }

  /** Writes the documents to their ends. */
  void write(Parallel parallel) throws IOException, InterruptedException {
    Batch done = Batch.NONE;
    while (done.to < packages.size()) {
      Batch finished = done;
      Batch next = batch(done.to);
      parallel.each(
          LISTS + next.lines.length,
          index -> {
            if (index < LISTS) {
              append(finished, index);
            } else {
              int at = index - LISTS;
              next.lines[at] = PackageLines.of(packages.entry(next.from + at));
            }
          });
      done = next;
    }
    Batch last = done;
    parallel.each(
        LISTS,
        list -> {
          append(last, list);
          end(list);
        });
  }

  private Batch batch(int from) throws IOException {
    int to = from;
    long bytes = 0;
    while (to < packages.size() && to - from < MOST_PACKAGES && bytes < MOST_BYTES) {
      bytes += packages.weight(to++);
    }
    return new Batch(from, to);
  }

  private void append(Batch batch, int list) throws IOException {
    RecordedFile document = documents.get(list);
    if (batch == Batch.NONE) {
      document.write(head(ROOTS.get(list), packages.size()));
    }
    for (PackageLines lines : batch.lines) {
      if (lines != null) {
        lines.appendTo(document, list);
      }
    }
  }

  /** The head of a list, which says how many packages follow. */
  private static byte[] head(Root root, int packages) {
    XmlOut xml = new XmlOut().raw(DECLARATION).raw("<").raw(root.element);
    xml.attribute("xmlns", NAMESPACE + root.namespace);
    if (root == Root.PRIMARY) {
      xml.attribute("xmlns:rpm", NAMESPACE + "rpm");
    }
    return xml.raw(" packages=\"").raw(packages).raw("\">\n").bytes();
  }

  private void end(int list) throws IOException {
    RecordedFile document = documents.get(list);
    document.write(new XmlOut().raw("</").raw(ROOTS.get(list).element).raw(">").bytes());
    document.end();
  }
}
