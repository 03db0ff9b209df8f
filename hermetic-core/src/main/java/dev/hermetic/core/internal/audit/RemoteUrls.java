package dev.hermetic.core.internal.audit;

import dev.hermetic.core.InputException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.manifest.FileEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds locators of artifacts in texts. Core does not know what a rewritten file of an ecosystem
 * looks like; but a locator of something that was fetched has no business in it any more.
 */
final class RemoteUrls {
  private static final Pattern URL =
      Pattern.compile("(?:https?|git(?:\\+[a-z]+)?)://[^\\s\"'<>`]+");

  private final Set<String> locators = new HashSet<>();

  RemoteUrls(List<FileEntry> files) {
    for (FileEntry file : files) {
      String locator = file.origin().locator();
      if (URL.matcher(locator).matches()) {
        locators.add(locator);
      }
    }
  }

  /** The locators in a text, sorted. */
  SortedSet<String> in(String text) {
    SortedSet<String> found = new TreeSet<>();
    Matcher url = URL.matcher(text);
    while (url.find()) {
      String whole = redacted(url.group());
      String plain = whole.replaceFirst("[#,;)\\]}].*$", "");
      if (locators.contains(whole)) {
        found.add(whole);
      } else if (locators.contains(plain)) {
        found.add(plain);
      }
    }
    return found;
  }

  // The manifest hides secrets, so that a text has to be compared in the same form.
  private static String redacted(String url) {
    try {
      return SafeUri.parse(url).toString();
    } catch (InputException noUrl) {
      return url;
    }
  }
}
