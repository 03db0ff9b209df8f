package dev.hermetic.rpm.lock.image;

import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.formats.archive.MalformedArchiveException;
import dev.hermetic.formats.archive.TarEntries;
import dev.hermetic.formats.archive.TarEntries.Entry;
import dev.hermetic.formats.archive.TarEntries.Kind;
import dev.hermetic.rpm.lock.image.LayerTree.Node;
import dev.hermetic.rpm.lock.rpmdb.DatabaseBytes;
import dev.hermetic.rpm.repodata.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the layers of an image one after another: first for what lies where, then, of the one layer
 * that has it, for the content of a file. Nothing is written. Used by one thread.
 */
final class LayerReader {
  private static final int MAX_LINKS = 8;

  private final ImageSource source;
  private final List<Descriptor> layers;
  private final String subject;
  private final Budget budget;
  private final ImageLimits limits;

  LayerReader(
      ImageSource source,
      List<Descriptor> layers,
      String subject,
      Budget budget,
      ImageLimits limits) {
    this.source = source;
    this.layers = layers;
    this.subject = subject;
    this.budget = budget;
    this.limits = limits;
  }

  /** Is told entries; false ends the reading. */
  private interface Visitor {
    boolean entry(Entry entry, long ordinal, InputStream content) throws IOException;
  }

  /** Reads all layers and tells what they leave. */
  LayerTree tree() throws InterruptedException {
    LayerTree tree = new LayerTree(subject, limits.kept());
    for (int i = 0; i < layers.size(); i++) {
      int layer = i;
      walk(
          layer,
          (entry, ordinal, content) -> {
            tree.add(entry, layer, ordinal);
            return true;
          });
      tree.endLayer();
    }
    return tree;
  }

  /** The content of a file, wherever a hard link leads. */
  DatabaseBytes read(Node node, String path) throws InterruptedException {
    if (node.kind() == Kind.FILE) {
      Found found = find(node.layer(), node.ordinal() + 1, "", node.ordinal());
      if (found != null && found.content() != null) {
        return found.content();
      }
      throw Manifest.malformed(subject, path + " is gone from its layer");
    }
    return linked(node, path);
  }

  private DatabaseBytes linked(Node node, String path) throws InterruptedException {
    String target = normal(node.target());
    int layer = node.layer();
    long before = node.ordinal();
    for (int links = 0; links < MAX_LINKS && layer >= 0; ) {
      Found found = find(layer, before, target, -1);
      if (found == null) {
        // A layer may link to what a lower one has.
        layer--;
        before = Long.MAX_VALUE;
      } else if (found.content() != null) {
        return found.content();
      } else {
        target = normal(found.entry().target());
        before = found.ordinal();
        links++;
      }
    }
    throw Manifest.malformed(subject, path + " is a hard link to nothing");
  }

  private String normal(String target) {
    try {
      return TarEntries.normal(target);
    } catch (MalformedArchiveException climbs) {
      throw Manifest.malformed(subject, String.valueOf(climbs.getMessage()));
    }
  }

  /** An entry, and its content unless it is a link. */
  private record Found(Entry entry, long ordinal, @Nullable DatabaseBytes content) {}

  /** The last entry of a path, or the one with a number, before an entry of a layer. */
  private @Nullable Found find(int layer, long before, String path, long number)
      throws InterruptedException {
    Found[] last = {null};
    walk(
        layer,
        (entry, ordinal, content) -> {
          if (ordinal >= before) {
            return false;
          }
          if (ordinal == number || (number < 0 && entry.path().equals(path))) {
            last[0] = found(entry, ordinal, content);
          }
          return true;
        });
    return last[0];
  }

  private @Nullable Found found(Entry entry, long ordinal, InputStream content) throws IOException {
    return switch (entry.kind()) {
      case FILE ->
          new Found(entry, ordinal, DatabaseBytes.read(content, subject + ": " + entry.path()));
      case HARD_LINK -> new Found(entry, ordinal, null);
      default -> null;
    };
  }

  private void walk(int layer, Visitor visitor) throws InterruptedException {
    Descriptor wanted = layers.get(layer);
    String name = subject + ": layer " + wanted.digest();
    if (wanted.size() > limits.layerBytes()) {
      throw Manifest.malformed(name, "it has " + wanted.size() + " bytes");
    }
    try (InputStream stored = source.layer(wanted);
        VerifiedInput verified = new VerifiedInput(stored, wanted, name)) {
      if (walk(new TarEntries(budget.counted(Compression.unpack(verified))), visitor)) {
        verified.verify();
      }
    } catch (HermeticException known) {
      throw known;
    } catch (MalformedArchiveException damaged) {
      throw Manifest.malformed(name, String.valueOf(damaged.getMessage()));
    } catch (IOException | RuntimeException damaged) {
      // Decoders are not all careful with damaged input.
      throw InputException.of(
          "rpm.image-malformed", name + " cannot be unpacked: " + damaged.getMessage());
    }
  }

  private boolean walk(TarEntries entries, Visitor visitor) throws IOException {
    long ordinal = 0;
    for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
      budget.entry();
      if (!visitor.entry(entry, ordinal++, entries.content())) {
        return false;
      }
    }
    return true;
  }
}
