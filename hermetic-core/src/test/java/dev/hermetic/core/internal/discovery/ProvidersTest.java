package dev.hermetic.core.internal.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hermetic.core.Artifact;
import dev.hermetic.core.HermeticException;
import dev.hermetic.core.PackageInput;
import dev.hermetic.core.ProviderException;
import dev.hermetic.core.RelPath;
import dev.hermetic.core.Resolution;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.spi.CacheLayout;
import dev.hermetic.core.spi.ContentSink;
import dev.hermetic.core.spi.FetchContext;
import dev.hermetic.core.spi.Fetcher;
import dev.hermetic.core.spi.ResolveContext;
import dev.hermetic.core.spi.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
  @TempDir Path directory;

  /** A resolver of {@code x-a}. */
  public static class ResolverA implements Resolver {
    @Override
    public String ecosystem() {
      return "x-a";
    }

    @Override
    public Resolution resolve(PackageInput input, ResolveContext context) {
      return Resolution.of(input, List.of(), Map.of());
    }
  }

  /** Another resolver of {@code x-a}. */
  public static final class SecondResolverA extends ResolverA {}

  /** A resolver that cannot be made. */
  public static final class Exploding extends ResolverA {
    /** Fails. */
    public Exploding() {
      throw new IllegalStateException("boom");
    }
  }

  /** A resolver with a malformed id. */
  public static final class Misnamed extends ResolverA {
    @Override
    public String ecosystem() {
      return "X_A/..";
    }
  }

  /** The layout of {@code x-a}. */
  public static final class LayoutA implements CacheLayout {
    @Override
    public String ecosystem() {
      return "x-a";
    }

    @Override
    public RelPath place(Artifact artifact) {
      return RelPath.of("a");
    }
  }

  /** A fetcher that would like to have all of https. */
  public static final class Greedy implements Fetcher {
    @Override
    public Set<String> schemes() {
      return Set.of("https", "x-greedy");
    }

    @Override
    public void fetch(SafeUri locator, ContentSink sink, FetchContext context) {}
  }

  /**
   * Defines the providers of this test anew, as classes of a plugin's jar: as members of our own
   * module they would not be looked at in {@code META-INF/services}.
   */
  private static final class PluginLoader extends URLClassLoader {
    private static final String PREFIX = ProvidersTest.class.getName() + "$";

    PluginLoader(Path directory) throws IOException {
      super(new URL[] {directory.toUri().toURL()}, ProvidersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(PREFIX)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private ClassLoader loader(Class<?> service, String... providers) throws IOException {
    write("META-INF/services/" + service.getName(), String.join("\n", providers).getBytes(UTF_8));
    for (Class<?> type : ProvidersTest.class.getDeclaredClasses()) {
      String path = type.getName().replace('.', '/') + ".class";
      try (InputStream in = ProvidersTest.class.getClassLoader().getResourceAsStream(path)) {
        write(path, Objects.requireNonNull(in).readAllBytes());
      }
    }
    return new PluginLoader(directory);
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static String nameOf(Object provider) {
    return provider.getClass().getName();
  }

  private static Providers load(ClassLoader loader) {
    return Providers.load(nothing(), true, loader);
  }

  private static Registered nothing() {
    return new Registered();
  }

  private static <T> Registered only(Class<T> service, T provider) {
    Registered registered = new Registered();
    registered.add(service, provider);
    return registered;
  }

  private static String code(Throwable failure) {
    return ((HermeticException) failure).code();
  }

  @Test
  void findsAResolverAndItsLayout() throws IOException {
    loader(Resolver.class, ResolverA.class.getName());
    Providers providers = load(loader(CacheLayout.class, LayoutA.class.getName()));
    assertThat(providers.ecosystems()).containsExactly("x-a");
    assertThat(nameOf(providers.ecosystem("x-a").resolver())).isEqualTo(ResolverA.class.getName());
  }

  @Test
  void refusesTwoResolversOfOneEcosystemNamingBothAndTheirJars() throws IOException {
    ClassLoader loader =
        loader(Resolver.class, ResolverA.class.getName(), SecondResolverA.class.getName());
    assertThatThrownBy(() -> load(loader))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining(ResolverA.class.getName() + " (file:")
        .hasMessageContaining(SecondResolverA.class.getName() + " (file:")
        .satisfies(e -> assertThat(code(e)).isEqualTo("provider.duplicate"));
  }

  @Test
  void explicitRegistrationReplacesADiscoveredProvider() throws IOException {
    loader(Resolver.class, ResolverA.class.getName());
    ClassLoader loader = loader(CacheLayout.class, LayoutA.class.getName());
    Resolver mine = new SecondResolverA();
    Providers providers = Providers.load(only(Resolver.class, mine), true, loader);
    assertThat(providers.ecosystem("x-a").resolver()).isSameAs(mine);
  }

  @Test
  void aBrokenProviderDoesNotHideTheOthers() throws IOException {
    loader(
        Resolver.class, "com.example.Absent", Exploding.class.getName(), ResolverA.class.getName());
    Providers providers = load(loader(CacheLayout.class, LayoutA.class.getName()));
    assertThat(nameOf(providers.ecosystem("x-a").resolver())).isEqualTo(ResolverA.class.getName());
  }

  @Test
  void aBrokenProviderFailsTheRunThatMayHaveMeantIt() throws IOException {
    Providers providers = load(loader(Resolver.class, Exploding.class.getName()));
    assertThatThrownBy(() -> providers.ecosystem("x-a"))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("Exploding")
        .satisfies(e -> assertThat(code(e)).isEqualTo("provider.broken"));
  }

  @Test
  void aMalformedIdIsABrokenProvider() throws IOException {
    Providers providers = load(loader(Resolver.class, Misnamed.class.getName()));
    assertThatThrownBy(() -> providers.ecosystem("x-a"))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("X_A/..");
  }

  @Test
  void aResolverWithoutLayoutIsIncompleteWhenItIsAskedFor() throws IOException {
    Providers providers = load(loader(Resolver.class, ResolverA.class.getName()));
    assertThat(providers.ecosystems()).isEmpty();
    assertThatThrownBy(() -> providers.ecosystem("x-a"))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("resolver but no layout")
        .satisfies(e -> assertThat(code(e)).isEqualTo("provider.incomplete"));
  }

  @Test
  void discoveryCanBeSwitchedOff() throws IOException {
    loader(Resolver.class, ResolverA.class.getName());
    ClassLoader loader = loader(CacheLayout.class, LayoutA.class.getName());
    assertThat(Providers.load(nothing(), false, loader).ecosystems()).isEmpty();
  }

  @Test
  void anExplicitFetcherIsTheCallersToClose() {
    Fetcher mine = new Greedy();
    Providers providers = Providers.load(only(Fetcher.class, mine), false, null);
    assertThat(providers.isExplicit(mine)).isTrue();
    assertThat(providers.fetchers()).containsEntry("https", mine);
  }

  @Test
  void aDiscoveredFetcherIsNotExplicit() throws IOException {
    Providers providers = load(loader(Fetcher.class, Greedy.class.getName()));
    assertThat(providers.isExplicit(providers.fetchers().get("x-greedy"))).isFalse();
  }
}
