package dev.hermetic.core.internal.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The providers that a caller registered explicitly, by service. Not thread-safe. */
public final class Registered {
  private final Map<Class<?>, List<Object>> byService = new HashMap<>();

  /** Nothing yet. */
  public Registered() {}

  /** Adds a provider. */
  public <T> void add(Class<T> service, T provider) {
    byService.computeIfAbsent(service, s -> new ArrayList<>()).add(provider);
  }

  /** Adds all providers of another one. */
  public void addAll(Registered other) {
    other.byService.forEach(
        (service, providers) ->
            byService.computeIfAbsent(service, s -> new ArrayList<>()).addAll(providers));
  }

  /** The providers of a service, in the order in which they were added. */
  <T> List<T> of(Class<T> service) {
    return byService.getOrDefault(service, List.of()).stream().map(service::cast).toList();
  }
}
