package dev.hermetic.pip.index;

import dev.hermetic.core.SafeUri;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.LeafNode;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Reads the HTML form of a project's page with an HTML parser, element by element, so that the
 * whole tree is never in memory. For pages that {@link HtmlPage} finds unusual.
 */
final class HtmlTree {
  private final PageDraft draft;
  private SafeUri base;
  private boolean based;

  private HtmlTree(PageDraft draft) {
    this.draft = draft;
    this.base = draft.uri();
  }

  static void read(byte[] content, PageDraft draft) {
    Reader text = new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
    try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(text, "")) {
      new HtmlTree(draft).read(parser.iterator());
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
    HtmlAnchor.meta(draft, element.attr("name"), element.attr("content"));
  }

  /** The first one counts (HTML, section 4.2.3). */
  private void base(Element element) {
    if (!based && element.hasAttr("href")) {
      based = true;
      base = HtmlAnchor.base(draft, element.attr("href"));
    }
  }

  private void anchor(Element anchor) {
    if (anchor.hasAttr("href")) {
      draft.add(HtmlAnchor.entry(base, name -> anchor.hasAttr(name) ? anchor.attr(name) : null));
    }
  }
}
