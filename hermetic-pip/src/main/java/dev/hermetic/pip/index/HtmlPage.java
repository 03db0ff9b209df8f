package dev.hermetic.pip.index;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.LeafNode;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Reads the HTML form of a project's page (PEP 503, with the attributes of PEP 592, 629, 658, 708
 * and 714) element by element, so that the whole tree is never in memory.
 */
final class HtmlPage {
  private final PageDraft draft;
  private SafeUri base;
  private boolean based;

  private HtmlPage(PageDraft draft) {
    this.draft = draft;
    this.base = draft.uri();
  }

  static void read(byte[] content, PageDraft draft) {
    Reader text = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
    try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(text, "")) {
      new HtmlPage(draft).read(parser.iterator());
    }
  }

  private void read(Iterator<Element> elements) {
    while (elements.hasNext()) {
      Element element = elements.next();
      switch (element.normalName()) {
        case "meta" -> meta(element);
        case "base" -> base(element);
        case "a" -> anchor(element);
        default -> {}
      }
      if (element.childrenSize() == 0 && element.parent() != null && !isFrame(element)) {
        drop(element);
      }
    }
  }

  /** With the text before it: a long list of siblings makes every removal from it slow. */
  private static void drop(Element element) {
    Node before = element.previousSibling();
    while (before instanceof LeafNode) {
      before.remove();
      before = element.previousSibling();
    }
    element.remove();
  }

  private static boolean isFrame(Element element) {
    return switch (element.normalName()) {
      case "html", "head", "body" -> true;
      default -> false;
    };
  }

  private void meta(Element element) {
    String content = element.attr("content");
    switch (element.attr("name").toLowerCase(Locale.ROOT)) {
      case "pypi:repository-version" -> draft.apiVersion(content);
      case "pypi:project-status" -> draft.status(content);
      case "pypi:tracks" -> draft.track(content);
      default -> {}
    }
  }

  /** The first one counts (HTML, section 4.2.3). */
  private void base(Element element) {
    if (based || !element.hasAttr("href")) {
      return;
    }
    based = true;
    try {
      base = FileLink.resolved(draft.uri(), element.attr("href"));
    } catch (InputException malformed) {
      throw draft.broken("has an unusable base address", malformed);
    }
  }

  private void anchor(Element anchor) {
    if (!anchor.hasAttr("href")) {
      return;
    }
    String reference = anchor.attr("href");
    try {
      draft.add(file(anchor, FileLink.parse(base, reference)));
    } catch (InputException unusable) {
      draft.skip(reference, unusable);
    }
  }

  private static IndexFile file(Element anchor, FileLink link) {
    IndexFile.Builder file =
        IndexFile.builder(link.filename(), link.url())
            .digests(link.digests())
            .requiresPython(anchor.attr("data-requires-python"));
    if (anchor.hasAttr("data-yanked")) {
      file.yanked(anchor.attr("data-yanked"));
    }
    if (anchor.hasAttr("data-provenance")) {
      file.provenance(anchor.attr("data-provenance"));
    }
    // No specification has it for HTML; mirrors write it and uv reads it.
    if (anchor.hasAttr("data-upload-time")) {
      file.uploadTime(PageDraft.time(anchor.attr("data-upload-time").strip()));
    }
    // PEP 714: the new name wins where both are there.
    String metadata =
        anchor.hasAttr("data-core-metadata") ? "data-core-metadata" : "data-dist-info-metadata";
    if (anchor.hasAttr(metadata)) {
      metadata(file, anchor.attr(metadata).strip());
    }
    return file.build();
  }

  private static void metadata(IndexFile.Builder file, String value) {
    int equals = value.indexOf('=');
    if (equals > 0) {
      file.coreMetadata(
          FileLink.digests(Map.of(value.substring(0, equals), value.substring(equals + 1))));
    } else if (!value.equalsIgnoreCase("false")) {
      file.coreMetadata(ExpectedDigests.none());
    }
  }
}
