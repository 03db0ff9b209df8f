package dev.hermetic.core;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A package URL in canonical form (ECMA-427): what an artifact is, independent of where it comes
 * from.
 */
public final class Purl implements Comparable<Purl> {
  private final PackageURL purl;
  private final String text;

  private Purl(PackageURL purl) {
    this.purl = purl;
    this.text = canonical(purl);
  }

  // The purl specification leaves ':' as it is everywhere and '/' inside qualifier values; the
  // library
  // encodes both there.
  private static String canonical(PackageURL purl) {
    String text = purl.canonicalize();
    int qualifiers = text.indexOf('?');
    if (qualifiers < 0) {
      return text;
    }
    String values = text.substring(qualifiers).replace("%3A", ":").replace("%2F", "/");
    return text.substring(0, qualifiers) + values;
  }

  /**
   * Parses a package URL.
   *
   * @throws InputException with code {@code input.purl}
   */
  public static Purl parse(String text) {
    try {
      return new Purl(new PackageURL(text));
    } catch (MalformedPackageURLException malformed) {
      throw new InputException(
          "input.purl",
          "'" + Printable.text(text) + "' is not a package URL: " + malformed.getMessage());
    }
  }

  /**
   * A package URL from its parts.
   *
   * @param namespace the namespace, empty for none, for example {@code @types}
   * @param version the version, empty for none
   * @throws InputException with code {@code input.purl}
   */
  public static Purl of(String type, String namespace, String name, String version) {
    return of(type, namespace, name, version, Map.of());
  }

  /**
   * A package URL from its parts and qualifiers.
   *
   * @throws InputException with code {@code input.purl}
   */
  public static Purl of(
      String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    try {
      return new Purl(
          new PackageURL(
              type,
              namespace.isEmpty() ? null : namespace,
              name,
              version.isEmpty() ? null : version,
              qualifiers.isEmpty() ? null : new TreeMap<>(qualifiers),
              null));
    } catch (MalformedPackageURLException malformed) {
      throw new InputException(
          "input.purl",
          "'" + Printable.text(name) + "' makes no package URL: " + malformed.getMessage());
    }
  }

  /**
   * The part of this package that lies below a path (ECMA-427, subpath); the root stands for all of
   * it.
   *
   * @throws InputException with code {@code input.purl}
   */
  public Purl withSubpath(RelPath path) {
    try {
      return new Purl(
          new PackageURL(
              purl.getType(),
              purl.getNamespace(),
              purl.getName(),
              purl.getVersion(),
              purl.getQualifiers() == null ? null : new TreeMap<>(purl.getQualifiers()),
              path.isRoot() ? null : path.value()));
    } catch (MalformedPackageURLException malformed) {
      throw new InputException(
          "input.purl", "'" + path + "' makes no package URL: " + malformed.getMessage());
    }
  }

  /** The type, {@code npm}. */
  public String type() {
    return purl.getType();
  }

  /**
   * The namespace and name joined by {@code /}, as people write the package: {@code @types/node}.
   */
  public String fullName() {
    return purl.getNamespace() == null
        ? purl.getName()
        : purl.getNamespace() + "/" + purl.getName();
  }

  /** The version, empty when there is none. */
  public Optional<String> version() {
    return Optional.ofNullable(purl.getVersion());
  }

  /** {@code name@version}, the short form for messages. */
  public String display() {
    return version().map(v -> fullName() + "@" + v).orElseGet(this::fullName);
  }

  @Override
  public int compareTo(Purl other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Purl that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return text;
  }
}
