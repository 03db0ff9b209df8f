package dev.hermetic.core.internal.http;

import dev.hermetic.core.CancellationToken;
import dev.hermetic.core.Policy;
import dev.hermetic.core.spi.FetchContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An attempt whose requests to the first origin carry a token.
 *
 * @param authorization a secret
 */
record Authorized(FetchContext outer, String authorization) implements FetchContext {
  @Override
  public Policy policy() {
    return outer.policy();
  }

  @Override
  public Map<String, String> requestHeaders() {
    Map<String, String> fields = new TreeMap<>(outer.requestHeaders());
    fields.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).equals("authorization"));
    fields.put("Authorization", authorization);
    return fields;
  }

  @Override
  public int attempt() {
    return outer.attempt();
  }

  @Override
  public boolean bypassCaches() {
    return outer.bypassCaches();
  }

  @Override
  public Optional<String> range() {
    return outer.range();
  }

  @Override
  public CancellationToken cancellation() {
    return outer.cancellation();
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "Authorized[***]";
  }
}
