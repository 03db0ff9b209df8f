package dev.hermetic.cli;

import dev.hermetic.core.CancelledException;
import dev.hermetic.core.FetchException;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.InputException;
import dev.hermetic.core.IntegrityException;
import dev.hermetic.core.LayoutException;
import dev.hermetic.core.PolicyException;
import dev.hermetic.core.PrefetchFailedException;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The exit codes, which are stable; {@code docs/cli.md} explains them. */
final class ExitCode {
  static final int OK = 0;
  static final int WOULD_CHANGE = 1;
  static final int USAGE = 2;
  static final int INPUT = 10;
  static final int POLICY = 11;
  static final int INTEGRITY = 20;
  static final int NETWORK = 30;
  static final int AUTHENTICATION = 31;
  static final int LOCAL = 40;
  static final int LOCK_TIMEOUT = 41;
  static final int INTERNAL = 70;
  static final int INTERRUPTED = 130;

  /** Which one wins when a run fails in several ways; what is not listed loses. */
  private static final List<Integer> PRECEDENCE =
      List.of(
          INTERNAL,
          INTEGRITY,
          AUTHENTICATION,
          NETWORK,
          POLICY,
          INPUT,
          LOCK_TIMEOUT,
          LOCAL,
          INTERRUPTED);

  private ExitCode() {}

  /** The exit code for a failure. */
  static int of(Throwable failure) {
    if (failure instanceof PrefetchFailedException several) {
      List<Integer> codes = several.failures().stream().map(ExitCode::of).toList();
      return PRECEDENCE.stream().filter(codes::contains).findFirst().orElse(INTERNAL);
    }
    if (failure instanceof HermeticException known) {
      return ofKnown(known);
    }
    if (failure instanceof InterruptedException) {
      return INTERRUPTED;
    }
    boolean files = failure instanceof IOException || failure instanceof UncheckedIOException;
    return files ? LOCAL : INTERNAL;
  }

  private static int ofKnown(HermeticException failure) {
    if (failure instanceof IntegrityException) {
      return INTEGRITY;
    }
    if (failure instanceof FetchException fetch) {
      return isAuthentication(fetch) ? AUTHENTICATION : NETWORK;
    }
    if (failure instanceof PolicyException) {
      return POLICY;
    }
    if (failure instanceof StoreException store) {
      return store.code().endsWith("locked") ? LOCK_TIMEOUT : LOCAL;
    }
    if (failure instanceof ProviderException provider) {
      // A plugin that throws is a bug, one that is missing a matter of what was asked for.
      return provider.code().equals("provider.failed") ? INTERNAL : INPUT;
    }
    if (failure instanceof CancelledException) {
      return INTERRUPTED;
    }
    boolean input = failure instanceof InputException || failure instanceof LayoutException;
    return input ? INPUT : INTERNAL;
  }

  private static boolean isAuthentication(FetchException failure) {
    return switch (failure.status()) {
      case 401, 403, 407 -> true;
      default -> failure.code().equals("fetch.auth");
    };
  }
}
