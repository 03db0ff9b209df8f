package dev.hermetic.core;

import java.util.Map;
import java.util.Optional;

/**
 * A package URL in canonical form (ECMA-427): what an artifact is, independent of where it comes
 * from.
 */
public final class Purl implements Comparable<Purl> {
  private final PurlParts parts;
  private final String text;

  private Purl(PurlParts parts) {
    this.parts = parts;
    this.text = PurlText.write(parts);
  }

  /**
   * Parses a package URL; what it prints is canonical, also where the text is not.
   *
   * @throws InputException with code {@code input.purl}
   */
  public static Purl parse(String text) {
    try {
      return new Purl(PurlText.read(text));
    } catch (MalformedPurlException malformed) {
      throw InputException.of(
          "input.purl",
          "'" + PrintableText.text(text) + "' is not a package URL: " + malformed.reason());
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
   * A package URL from its parts and qualifiers, none of which is encoded.
   *
   * @param qualifiers values by keys; a pair with an empty value is left out
   * @throws InputException with code {@code input.purl}
   */
  public static Purl of(
      String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    try {
      return new Purl(PurlParts.of(type, new PurlName(namespace, name), version, qualifiers, ""));
    } catch (MalformedPurlException malformed) {
      throw InputException.of(
          "input.purl",
          "'" + PrintableText.text(name) + "' makes no package URL: " + malformed.reason());
    }
  }

  /**
   * The part of this package that lies below a path (ECMA-427, 5.6.7); the root stands for all of
   * it.
   */
  public Purl withSubpath(RelPath path) {
    String subpath = path.isRoot() ? "" : path.value();
    return new Purl(
        new PurlParts(parts.type(), parts.name(), parts.version(), parts.qualifiers(), subpath));
  }

  /** The type, {@code npm}. */
  public String type() {
    return parts.type();
  }

  /**
   * The namespace and name joined by {@code /}, as people write the package: {@code @types/node}.
   */
  public String fullName() {
    return parts.name().full();
  }

  /** The version, empty when there is none. */
  public Optional<String> version() {
    return parts.version().isEmpty() ? Optional.empty() : Optional.of(parts.version());
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
