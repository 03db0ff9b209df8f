package dev.hermetic.core.internal.http;

import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The HTTP client logs through SLF4J, which says on standard error when an application has no
 * provider for it. That is no news to users of a library that logs elsewhere, so SLF4J is made to
 * begin without a word then. An application with a provider, or with a wish of its own, is left
 * alone.
 */
final class UnboundLogging {
  /** What SLF4J says of itself, since 2.0.10; read once, when it begins. */
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private static final String PROVIDER = "slf4j.provider";

  static {
    if (System.getProperty(VERBOSITY) == null && isUnbound()) {
      System.setProperty(VERBOSITY, "ERROR");
      try {
        LoggerFactory.getILoggerFactory();
      } finally {
        System.clearProperty(VERBOSITY);
      }
    }
  }

  private UnboundLogging() {}

  /** Does it, once for all clients. */
  static void begin() {
    // The work is done when the class is initialized.
  }

  private static boolean isUnbound() {
    return System.getProperty(PROVIDER) == null
        && ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader())
            .stream()
            .findAny()
            .isEmpty();
  }
}
