package dev.hermetic.pip.requirement;

import dev.hermetic.core.PrintableText;
import dev.hermetic.pip.version.Specifier;
import dev.hermetic.pip.version.SpecifierSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a requirement (PEP 508, "Grammar"). */
final class RequirementParser {
  private final TextScanner scanner;

  private RequirementParser(TextScanner scanner) {
    this.scanner = scanner;
  }

  static Requirement parse(String text) {
    TextScanner scanner = new TextScanner(text, "pip.requirement", MarkerParser.MAX_LENGTH);
    return new RequirementParser(scanner).requirement();
  }

  private Requirement requirement() {
    scanner.skipSpace();
    PackageName name = name("the name of a package");
    scanner.skipSpace();
    SortedSet<PackageName> extras = extras();
    scanner.skipSpace();
    SpecifierSet specifiers = SpecifierSet.any();
    String url = null;
    if (scanner.take('@')) {
      url = url();
    } else {
      specifiers = specifiers();
      scanner.skipSpace();
    }
    return new Requirement(name, extras, specifiers, Optional.ofNullable(url), marker(url));
  }

  private PackageName name(String what) {
    String name = scanner.name();
    if (!PackageName.isValid(name)) {
      throw scanner.expected(what);
    }
    return PackageName.of(name);
  }

  private SortedSet<PackageName> extras() {
    SortedSet<PackageName> extras = new TreeSet<>();
    if (!scanner.take('[')) {
      return extras;
    }
    scanner.skipSpace();
    if (scanner.take(']')) {
      return extras;
    }
    do {
      scanner.skipSpace();
      extras.add(name("the name of an extra"));
      scanner.skipSpace();
    } while (scanner.take(','));
    scanner.require(']');
    return extras;
  }

  private String url() {
    scanner.skipSpace();
    String url = scanner.until(" \t");
    if (url.isEmpty()) {
      throw scanner.expected("a URL");
    }
    return url;
  }

  /** A semicolon right behind a URL belongs to the URL. */
  private Optional<Marker> marker(@Nullable String url) {
    scanner.skipSpace();
    if (scanner.atEnd()) {
      return Optional.empty();
    }
    if (!scanner.take(';')) {
      throw scanner.expected(url == null ? "a version specifier or ';'" : "';'");
    }
    return Optional.of(new Marker(new MarkerParser(scanner).toEnd()));
  }

  private SpecifierSet specifiers() {
    boolean enclosed = scanner.take('(');
    List<Specifier> specifiers = new ArrayList<>();
    scanner.skipSpace();
    String all = scanner.until(enclosed ? ")" : ";");
    String[] parts = all.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean lastAndEmpty = i == parts.length - 1 && parts[i].isBlank();
      // "a>=1," is a requirement, and so is "a"; "a,>=1" is none.
      if (!lastAndEmpty) {
        specifiers.add(specifier(parts[i]));
      }
    }
    if (enclosed) {
      scanner.require(')');
    }
    return SpecifierSet.of(specifiers);
  }

  private Specifier specifier(String part) {
    return Specifier.tryParse(part)
        .filter(
            specifier -> part.replace('\t', ' ').trim().startsWith(specifier.operator().symbol()))
        .filter(specifier -> part.replace('\t', ' ').trim().endsWith(specifier.version()))
        .orElseThrow(
            () ->
                scanner.failure(
                    "has "
                        + PrintableText.quoted(part)
                        + " where a version specifier should stand"));
  }
}
