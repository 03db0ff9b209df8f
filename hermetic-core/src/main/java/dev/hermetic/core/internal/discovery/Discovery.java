package dev.hermetic.core.internal.discovery;

import dev.hermetic.core.ProviderException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link ServiceLoader} for the providers of a service, loading all of them at once on the
 * caller's thread. A provider that cannot be loaded is kept as a failure for whoever needs it and
 * does not hide the others.
 */
final class Discovery<T> {
  /** A class path with more broken providers than this is given up on. */
  private static final int MAX_FAULTS = 100;

  private final Class<T> service;
  private final Set<Class<?>> seen = new HashSet<>();
  private final List<T> providers = new ArrayList<>();
  private final List<ProviderException> broken = new ArrayList<>();

  private Discovery(Class<T> service) {
    this.service = service;
  }

  /** Looks through the loaders in order; a class found through several of them counts once. */
  static <T> Discovery<T> of(Class<T> service, List<ClassLoader> loaders) {
    Discovery<T> discovery = new Discovery<>(service);
    loaders.forEach(discovery::search);
    return discovery;
  }

  /** The loader of the plugin interfaces, then the thread's; or only the one that was chosen. */
  static List<ClassLoader> loaders(@Nullable ClassLoader chosen) {
    if (chosen != null) {
      return List.of(chosen);
    }
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    ClassLoader own = Discovery.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    loaders.add(own == null ? ClassLoader.getSystemClassLoader() : own);
    if (context != null) {
      loaders.add(context);
    }
    return List.copyOf(loaders);
  }

  List<T> providers() {
    return providers;
  }

  List<ProviderException> broken() {
    return broken;
  }

  // By hand, because a for loop would end at the first provider that cannot be loaded.
  private void search(ClassLoader loader) {
    Iterator<ServiceLoader.Provider<T>> found =
        ServiceLoader.load(service, loader).stream().iterator();
    for (int faults = 0; faults < MAX_FAULTS; ) {
      try {
        if (!found.hasNext()) {
          return;
        }
        ServiceLoader.Provider<T> provider = found.next();
        if (seen.add(provider.type())) {
          providers.add(provider.get());
        }
      } catch (ServiceConfigurationError | RuntimeException | LinkageError failure) {
        faults++;
        broken.add(failed(failure));
      }
    }
  }

  private ProviderException failed(Throwable failure) {
    return ProviderException.builder("provider.broken")
        .subject(service.getSimpleName())
        .message(
            "a provider of "
                + service.getSimpleName()
                + " cannot be loaded: "
                + failure.getMessage())
        .cause(failure)
        .hints("update or remove the plugin that is named here")
        .build();
  }

  /** {@code com.acme.Gems (file:/…/gems.jar)}. */
  static String describe(Object provider) {
    String place = place(provider);
    return provider.getClass().getName() + " (" + (place.isEmpty() ? "unknown place" : place) + ")";
  }

  /** The jar or directory that the class of an object comes from; empty when that is unknown. */
  static String place(Object object) {
    CodeSource source = object.getClass().getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null ? "" : source.getLocation().toString();
  }
}
