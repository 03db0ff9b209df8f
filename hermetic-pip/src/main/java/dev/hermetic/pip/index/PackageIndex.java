package dev.hermetic.pip.index;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.pip.requirement.PackageName;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One package index that speaks the simple repository API, as JSON or HTML. Thread-safe as far as
 * its context is; core asks for each page once a run.
 */
public final class PackageIndex {
  /** The largest pages known have 20 MiB. */
  private static final long MAX_BYTES = 64L << 20;

  /** As PEP 691 recommends; plain HTML for indexes that are older. */
  private static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json,"
          + " application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

  private static final Pattern OTHER_VERSION =
      Pattern.compile("application/vnd\\.pypi\\.simple\\.v(?!1\\+)([0-9]{1,9})\\+.*");

  private final SafeUri base;
  private final ResolveContext context;

  /**
   * An index.
   *
   * @param base its address, as given to {@code pip --index-url}; a query is kept
   * @throws InputException with code {@code pip.index-url} when it is no http, https or file
   *     address
   */
  public PackageIndex(SafeUri base, ResolveContext context) {
    if (!base.scheme().matches("https?|file")) {
      throw InputException.of(
          "pip.index-url",
          base + " cannot be the address of a package index",
          "use an http or https URL");
    }
    this.base = base;
    this.context = context;
  }

  /** Its address. */
  public SafeUri base() {
    return base;
  }

  /** The address of a project's page (PEP 503). */
  public SafeUri page(PackageName name) {
    String text = base.uri().toString();
    int end = text.length();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        end = i;
        break;
      }
    }
    String path = text.substring(0, end).replaceFirst("/+$", "");
    int fragment = text.indexOf('#', end);
    String query = text.substring(end, fragment < 0 ? text.length() : fragment);
    return SafeUri.parse(path + "/" + name + "/" + query);
  }

  /**
   * What the index says about a project.
   *
   * @return empty when it does not know the project
   * @throws FetchException when it cannot be asked, and with the codes {@code pip.index-page} and
   *     {@code pip.index-version} when its answer is of no use
   * @throws IOException when reading fails
   * @throws InterruptedException when the run is cancelled
   */
  public Optional<ProjectPage> project(PackageName name) throws IOException, InterruptedException {
    Metadata answer;
    try {
      answer = context.fetch(MetadataRequest.builder(page(name), MAX_BYTES).accept(ACCEPT).build());
    } catch (FetchException failed) {
      if (failed.status() == 404 || failed.status() == 410) {
        return Optional.empty();
      }
      throw failed;
    }
    PageDraft draft = new PageDraft(name, answer.uri());
    byte[] content = answer.bytes();
    if (isJson(answer.contentType().orElse(""), content, draft)) {
      JsonPage.read(content, draft);
    } else {
      HtmlPage.read(content, draft);
    }
    return Optional.of(draft.page());
  }

  /** By its media type; servers of plain files declare all sorts of things, or nothing. */
  private static boolean isJson(String declared, byte[] content, PageDraft draft) {
    String type = declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Matcher other = OTHER_VERSION.matcher(type);
    if (other.matches()) {
      draft.apiVersion(other.group(1) + ".0");
    }
    if (type.equals("application/json") || type.endsWith("+json")) {
      return true;
    }
    return !type.equals("text/html") && !type.endsWith("+html") && beginsLikeJson(content);
  }

  private static boolean beginsLikeJson(byte[] content) {
    for (byte b : content) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == '{';
      }
    }
    return false;
  }

  /** Its address without secrets. */
  @Override
  public String toString() {
    return base.toString();
  }
}
