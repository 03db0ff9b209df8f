package dev.hermetic.core.internal.discovery;

import dev.hermetic.core.ProviderException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The providers of one service by their ids. What the caller registered beats what was found. */
final class Registry<T> {
  private final String kind;
  private final Pattern form;
  private final Function<T, ? extends Collection<String>> ids;
  private final Map<String, T> byId = new TreeMap<>();
  private final List<ProviderException> broken = new ArrayList<>();

  private Registry(String kind, Pattern form, Function<T, ? extends Collection<String>> ids) {
    this.kind = kind;
    this.form = form;
    this.ids = ids;
  }

  /**
   * Collects providers.
   *
   * @throws ProviderException when two explicit or two discovered ones claim the same id, or an
   *     explicit one has a malformed id
   */
  static <T> Registry<T> of(
      String kind,
      Pattern form,
      Function<T, ? extends Collection<String>> ids,
      List<T> explicit,
      Discovery<T> found) {
    Registry<T> discovered = new Registry<>(kind, form, ids);
    discovered.broken.addAll(found.broken());
    for (T provider : found.providers()) {
      discovered.addDiscovered(provider);
    }
    Registry<T> registry = new Registry<>(kind, form, ids);
    explicit.forEach(registry::add);
    discovered.byId.forEach(registry.byId::putIfAbsent);
    registry.broken.addAll(discovered.broken);
    return registry;
  }

  private void addDiscovered(T provider) {
    Collection<String> claimed;
    try {
      claimed = checked(provider);
    } catch (ProviderException malformed) {
      broken.add(malformed);
      return;
    }
    put(provider, claimed);
  }

  private void add(T provider) {
    put(provider, checked(provider));
  }

  private void put(T provider, Collection<String> claimed) {
    for (String id : claimed) {
      T earlier = byId.putIfAbsent(id, provider);
      if (earlier != null && earlier != provider) {
        throw ProviderException.builder("provider.duplicate")
            .subject(id)
            .message(
                id
                    + ": two providers claim this "
                    + kind
                    + ": "
                    + Discovery.describe(earlier)
                    + " and "
                    + Discovery.describe(provider))
            .hints("keep one of them on the class path", "or register the one you want explicitly")
            .build();
      }
    }
  }

  // A plugin is foreign code: whatever it throws or returns here must not break other plugins.
  private Collection<String> checked(T provider) {
    Collection<String> claimed;
    try {
      claimed = List.copyOf(ids.apply(provider));
    } catch (RuntimeException | LinkageError failure) {
      throw ProviderException.builder("provider.broken")
          .subject(kind)
          .message(Discovery.describe(provider) + " does not say its " + kind + ": " + failure)
          .cause(failure)
          .hints("update or remove this plugin")
          .build();
    }
    for (String id : claimed) {
      if (!form.matcher(id).matches()) {
        throw ProviderException.builder("provider.id")
            .subject(id)
            .message(Discovery.describe(provider) + " has the malformed " + kind + " '" + id + "'")
            .hints("use the form " + form.pattern())
            .build();
      }
    }
    return claimed;
  }

  Optional<T> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Map<String, T> all() {
    return Collections.unmodifiableMap(byId);
  }

  List<ProviderException> broken() {
    return broken;
  }
}
