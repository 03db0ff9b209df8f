package dev.hermetic.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin that is missing, duplicated, incomplete or broken. */
public final class ProviderException extends HermeticException {
  private static final long serialVersionUID = 1L;

  /** A failure about {@code subject}, the ecosystem id or scheme. */
  public ProviderException(
      String code, String subject, String message, @Nullable Throwable cause, String... hints) {
    super(code, subject, message, cause, List.of(hints));
  }
}
