package dev.hermetic.rpm.repodata;

import java.io.IOException;
import java.io.OutputStream;
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
  private static final int LISTS = 3;
  private static final int MOST_PACKAGES = 128;
  private static final long MOST_BYTES = 64 << 20;

  private final List<? extends OutputStream> documents;
  private final PackageList packages;

  /** Packages that are listed together, from one to below another. */
  private record Batch(int from, int to, @Nullable PackageLines[] lines) {
    Batch(int from, int to) {
      this(from, to, new PackageLines[to - from]);
    }
  }

  /**
   * Lists to be written.
   *
   * @param documents primary, filelists and other
   */
  PackageLists(List<? extends OutputStream> documents, PackageList packages) {
    this.documents = documents;
    this.packages = packages;
  }

  void write(Parallel parallel) throws IOException, InterruptedException {
    begin();
    Batch done = new Batch(0, 0);
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
    parallel.each(LISTS, list -> append(last, list));
    end();
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
    for (PackageLines lines : batch.lines) {
      if (lines != null) {
        documents.get(list).write(lines.of(list));
      }
    }
  }

  /** Writes the heads, which say how many packages follow. */
  private void begin() throws IOException {
    int count = packages.size();
    XmlOut primary = head("metadata", "common");
    primary.raw(" xmlns:rpm=\"").raw(NAMESPACE).raw("rpm\"");
    documents.get(0).write(primary.raw(" packages=\"").raw(count).raw("\">\n").bytes());
    XmlOut filelists = head("filelists", "filelists");
    documents.get(1).write(filelists.raw(" packages=\"").raw(count).raw("\">\n").bytes());
    XmlOut other = head("otherdata", "other");
    documents.get(2).write(other.raw(" packages=\"").raw(count).raw("\">\n").bytes());
  }

  private static XmlOut head(String root, String namespace) {
    XmlOut xml = new XmlOut().raw(DECLARATION).raw("<").raw(root);
    return xml.raw(" xmlns=\"").raw(NAMESPACE).raw(namespace).raw("\"");
  }

  private void end() throws IOException {
    documents.get(0).write(new XmlOut().raw("</metadata>").bytes());
    documents.get(1).write(new XmlOut().raw("</filelists>").bytes());
    documents.get(2).write(new XmlOut().raw("</otherdata>").bytes());
  }
}
