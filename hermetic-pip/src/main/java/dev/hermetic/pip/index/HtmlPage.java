package dev.hermetic.pip.index;

import dev.hermetic.core.SafeUri;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads the HTML form of a project's page tag by tag, as pip does, without a tree of its tens of
 * thousands of elements. Takes only pages in which tags and tree cannot differ: known elements, no
 * scripts, no odd markup; what else there may be is left to {@link HtmlTree}, from the beginning.
 */
final class HtmlPage {
  /** Elements within which tags are tags, and which the tree neither drops nor hides. */
  private static final Set<String> PLAIN =
      Set.of(
          "html", "head", "body", "meta", "link", "base", "a", "br", "hr", "p", "div", "span", "h1",
          "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "small", "b", "i", "em", "strong",
          "code", "header", "footer", "main", "section", "nav", "img");

  /** The page has something that only a whole parser understands. */
  private static final class Unusual extends Exception {
    private static final long serialVersionUID = 1L;

    Unusual() {
      super("unusual", null, false, false);
    }
  }

  private final String text;
  private final PageDraft draft;
  private final Map<String, String> decoded = new HashMap<>();
  private final HtmlTag tag;
  private SafeUri base;
  private boolean based;

  private HtmlPage(String text, PageDraft draft) {
    this.text = text;
    this.draft = draft;
    this.base = draft.uri();
    this.tag = new HtmlTag(text);
  }

  static void read(byte[] content, PageDraft draft) {
    String text = new String(content, StandardCharsets.UTF_8);
    PageDraft plain = draft.empty();
    try {
      new HtmlPage(text, plain).read();
    } catch (Unusual unusual) {
      HtmlTree.read(content, draft);
      return;
    }
    draft.take(plain);
  }

  private void read() throws Unusual {
    if (text.indexOf('\0') >= 0) {
      throw new Unusual();
    }
    int at = text.indexOf('<');
    while (at >= 0 && at + 1 < text.length()) {
      at = text.indexOf('<', markup(at));
    }
  }

  /** Where text goes on behind what a {@code <} begins (HTML, section 13.2.5.6). */
  private int markup(int open) throws Unusual {
    char next = text.charAt(open + 1);
    if (next == '!') {
      return declaration(open);
    }
    boolean end = next == '/';
    int name = end ? open + 2 : open + 1;
    if (name >= text.length() || !isLetter(text.charAt(name))) {
      if (end || next == '?') {
        throw new Unusual();
      }
      return open + 1;
    }
    int behind = tag.read(name);
    if (behind == HtmlTag.ODD) {
      throw new Unusual();
    }
    return behind < 0 ? text.length() : end ? behind : element(behind);
  }

  private int declaration(int open) throws Unusual {
    int end;
    if (text.startsWith("<!--", open)) {
      end = text.indexOf("-->", open + 4);
      // Comments that end early or oddly (HTML, section 13.2.5.43 and after).
      boolean odd = text.startsWith(">", open + 4) || text.startsWith("->", open + 4);
      if (odd || end < 0 || text.substring(open, end).contains("--!")) {
        throw new Unusual();
      }
      return end + 3;
    }
    end = text.indexOf('>', open);
    if (end < 0 || !text.regionMatches(true, open, "<!doctype", 0, 9)) {
      throw new Unusual();
    }
    return end + 1;
  }

  private int element(int behind) throws Unusual {
    switch (tag.name()) {
      case "a" -> {
        if (tag.value("href") != null) {
          draft.add(HtmlAnchor.entry(base, this::value));
        }
      }
      case "meta" -> HtmlAnchor.meta(draft, orEmpty("name"), orEmpty("content"));
      case "base" -> base();
      case "title" -> {
        return title(behind);
      }
      default -> {
        if (!PLAIN.contains(tag.name())) {
          throw new Unusual();
        }
      }
    }
    return behind;
  }

  /** The first one counts (HTML, section 4.2.3). */
  private void base() {
    if (!based && tag.value("href") != null) {
      based = true;
      base = HtmlAnchor.base(draft, orEmpty("href"));
    }
  }

  /** A title has no tags in it. */
  private int title(int behind) throws Unusual {
    int end = text.indexOf("</", behind);
    if (text.charAt(behind - 2) == '/'
        || end < 0
        || !text.regionMatches(true, end, "</title>", 0, 8)) {
      throw new Unusual();
    }
    return end + 8;
  }

  private String orEmpty(String name) {
    String value = value(name);
    return value == null ? "" : value;
  }

  /** A few values, such as the Python versions of releases, come again and again. */
  private @Nullable String value(String name) {
    String raw = tag.value(name);
    return raw == null || raw.indexOf('&') < 0
        ? raw
        : decoded.computeIfAbsent(raw, key -> Parser.unescapeEntities(key, true));
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
