package dev.hermetic.core.internal.engine;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.SourceTree;
import dev.hermetic.core.internal.fetch.Downloads;
import dev.hermetic.core.spi.LockContext;
import dev.hermetic.core.spi.StagedContent;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What lockers are handed. */
final class RunLockContext extends RunResolveContext implements LockContext {
  private final SortedSet<String> updates;

  RunLockContext(
      EngineSettings settings,
      Resources resources,
      SourceTree source,
      Downloads.Run run,
      Diagnostics diagnostics,
      Set<String> updates) {
    super(settings, resources, source, run, diagnostics);
    this.updates = Collections.unmodifiableSortedSet(new TreeSet<>(updates));
  }

  @Override
  public Obtained obtain(SafeUri locator, Map<String, String> requestHeaders)
      throws InterruptedException {
    return resources.downloads().obtain(locator, requestHeaders, run);
  }

  @Override
  public StagedContent pinned(
      SafeUri locator, ExpectedDigests expected, long maxBytes, Map<String, String> requestHeaders)
      throws InterruptedException {
    Downloads.Pin pin = new Downloads.Pin(locator, expected, maxBytes);
    return resources.downloads().pinned(pin, requestHeaders, run);
  }

  @Override
  public Set<String> updates() {
    return updates;
  }
}
