package dev.hermetic.core.internal.engine;

import dev.hermetic.core.ExpectedDigests;
import dev.hermetic.core.SafeUri;
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
      RunConfiguration configuration, Resources resources, RunScope scope, Set<String> updates) {
    super(configuration, resources, scope);
    this.updates = Collections.unmodifiableSortedSet(new TreeSet<>(updates));
  }

  @Override
  public Obtained obtain(SafeUri locator, Map<String, String> requestHeaders)
      throws InterruptedException {
    return downloads().obtain(locator, requestHeaders, run);
  }

  @Override
  public StagedContent pinned(
      SafeUri locator, ExpectedDigests expected, long maxBytes, Map<String, String> requestHeaders)
      throws InterruptedException {
    Downloads.Pin pin = new Downloads.Pin(locator, expected, maxBytes);
    return downloads().pinned(pin, requestHeaders, run);
  }

  @Override
  public Set<String> updates() {
    return updates;
  }
}
